"""What the director knows when it is the customer's turn: memory over the whole call."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from trainer.attempt import Attempt, OperatorSaid
from trainer.beat import Beat
from trainer.customers import memory
from trainer.customers.anger.temper import felt_heard, hurting, is_insult
from trainer.customers.anger.weights import SIGNAL_FAULTS
from trainer.customers.moment import Moment
from trainer.customers.questions.matter import EVERYWHERE, vocabulary
from trainer.customers.reactions.contradictions import broken_word, gainsaid
from trainer.customers.reactions.troubles import (
    CALLS_FOR_OTHERS,
    is_open,
    met_by_operator,
    others_announced,
    said_by_operator,
    told_by_caller,
)
from trainer.customers.requests.goodwill import asks_what_to_do, demands, gives, takes_back, withdraws
from trainer.customers.requests.request_forms import Wanted, leave_asked, wanted
from trainer.customers.words import has
from trainer.dialogue import EMPATHY, DialogueAct, Question, Signal
from trainer.escalation import Trigger
from trainer.language.story.matching import content_keys
from trainer.mood import Band
from trainer.story import Concern, Fact, When

HURTFUL = (DialogueAct.NEG_DENY, DialogueAct.NEG_COLD)
MOSTLY = 0.6
"""Share of a question's words that the caller has to have told, to say yes to it."""

CALMER = 50.0
"""Anger below which nobody who is calming down insults."""

STATES = frozenset({"symptom", "now_state", "display"})
"""Topics of questions after how things are."""

JUST_OFFERED = 2
"""Customer turns during which nobody asks for what they have just been offered."""

FAULT_SIGNALS = frozenset(SIGNAL_FAULTS) - {Signal.INSULT}
"""What hurts, beside an insult: see `insulted`."""


@dataclass(frozen=True)
class Situation(Moment):
    """One moment of a call, and what it means to this caller."""

    @cached_property
    def heard(self) -> bool:
        return felt_heard(self.attempt, self.cast.persona)

    @cached_property
    def settled(self) -> bool:
        """A remedy that settles the matter has been accepted."""
        return self.settles(self.attempt.accepted)

    @cached_property
    def over(self) -> frozenset[str]:
        """Facts and concerns that an accepted remedy has put an end to, and the small things that went with
        them: who hears again has nothing left to tell of the silence."""
        ended = {e for r in self.scenario.remedies if r.id in self.attempt.accepted for e in r.ends}
        states = {t for f in self.scenario.facts if f.id in ended for t in f.topics} & STATES
        small = {f.id for f in self.scenario.facts if f.needs == "aside" and states & set(f.topics)}
        return frozenset(ended | small)

    def settles(self, accepted: Collection[str]) -> bool:
        """Whether one of these remedies settles the matter."""
        return any(r.settles and r.id in accepted for r in self.scenario.remedies)

    @cached_property
    def asked_again(self) -> bool:
        """The operator asks for nothing but own data that they have been given before."""
        card = self.scenario.card
        asked = {f for q in self.reading.questions for f in q.own_data if getattr(card, f)}
        if any(q.facts or q.open for q in self.reading.questions):
            return False
        given = {f for e in self.earlier for q in e.reading.questions for f in q.own_data}
        return bool(asked) and asked <= given

    def asked_only(self, questions: Sequence[Question]) -> Situation:
        """The same moment, as if only these of the questions had been asked."""
        if self.said is None:
            return self
        said = self.said.model_copy(
            update={"reading": self.reading.model_copy(update={"questions": tuple(questions)})}
        )
        events = (said if e is self.said else e for e in self.attempt.events)
        return replace(self, attempt=Attempt.of(list(events)))

    @cached_property
    def broken(self) -> str | None:
        """What the operator said before and now takes back, "" if it cannot be quoted; None if nothing. What
        the caller has since spoken of a time for may be changed."""
        if self.said is None:
            return None
        if takes_back(self.text) or (self.agreed and withdraws(self.text)):
            return ""
        since = memory.last_said_of_times(self.attempt)
        if since >= 0 and has(__file__, "for_the_caller", self.text):
            return None
        return broken_word(self.said, [e for e in self.earlier if e.turn > since])

    @cached_property
    def gainsaid(self) -> str:
        """What the caller has said and the operator now denies; "" if nothing."""
        return gainsaid(self.said, [e.text for e in self.attempt.customer]) if self.said else ""

    @property
    def contradicted(self) -> bool:
        """The operator now says something else of the same thing than they or the caller did before."""
        return self.broken is not None or bool(self.gainsaid)

    @cached_property
    def agreed(self) -> bool:
        """The caller has taken the operator's word for something, and it still stands."""
        return memory.agreed(self.attempt)

    @cached_property
    def dated(self) -> bool:
        """The operator has said by when something will be done."""
        return memory.has_a_date(self.attempt)

    @cached_property
    def goodwill(self) -> bool:
        """The operator will do something for the caller, listed among the remedies or not."""
        return not self.contradicted and gives(self.text)

    @cached_property
    def request_span(self) -> tuple[int, int] | None:
        """(start, end) in the operator's words of the sentence that asks for leave or for a deed, if any."""
        return leave_asked(self.text)

    @property
    def request(self) -> str:
        """That sentence; "" if there is none."""
        return self.text[slice(*self.request_span)] if self.request_span else ""

    @cached_property
    def wanted(self) -> Wanted | None:
        """What that sentence asks for."""
        return wanted(self.text)

    @property
    def to_be_done(self) -> bool:
        """The caller is asked to do something, now or later, rather than to allow it."""
        return self.wanted in (Wanted.DEED, Wanted.TRIAL)

    @property
    def burdened(self) -> bool:
        """The operator wants the caller to pay or to come first."""
        return demands(self.request)

    @property
    def advised(self) -> bool:
        """The caller did not know what to do, and is told."""
        helpless = bool(self.attempt.customer) and asks_what_to_do(self.attempt.customer[-1].text)
        return helpless and self.to_be_done

    @property
    def odd(self) -> bool:
        """The operator's last words were not for a caller's ears: nothing in them can hurt."""
        return self.reading.signalled(Signal.UNREADABLE, Signal.TO_MACHINE)

    @property
    def insulted(self) -> bool:
        """The operator's last words abuse the caller. To quote their word (「お前」という…) does not."""
        return self.said is not None and is_insult(self.said)

    @cached_property
    def faulted(self) -> bool:
        """The operator's last words hurt. An over-promise does not: it pleases, until it is broken."""
        return self.said is not None and _hurts(self.said)

    @cached_property
    def faults(self) -> int:
        """Operator turns so far that hurt."""
        return sum(_hurts(e) or is_insult(e) for e in self.attempt.operator)

    def holds(self, when: When) -> bool:
        raised = {t.value for t in self.raised} | self.voiced
        return (
            (when.turn is None or self.turn >= when.turn)
            and (when.anger_above is None or self.mood.anger > when.anger_above)
            and (when.anger_below is None or self.mood.anger < when.anger_below)
            and set(when.told) <= self.told
            and set(when.raised) <= raised
            and not (when.unsolved and self.settled)
            and not self.operator_said(when.unless_said)
        )

    def on_topic(self, start: int, end: int) -> bool:
        """Whether this stretch of the operator's words has to do with the matter at all."""
        asked = content_keys(self.text[start:end])
        return bool(asked & vocabulary(self.scenario.model_dump_json()) - EVERYWHERE)

    def known(self, start: int, end: int) -> bool:
        """Whether this stretch only asks after what the caller has already told."""
        asked = content_keys(self.text[start:end]) - EVERYWHERE
        facts = [f for f in self.scenario.facts if f.id in self.told]
        told = frozenset().union(*(content_keys(w) for f in facts for w in f.gist)) if facts else frozenset()
        # One shared word is not agreement: "is your mother ill, too?" to who spoke of a sister's illness.
        return len(asked & told) > MOSTLY * len(asked)

    def concern(self, *, interrupting: bool = False) -> Concern | None:
        """The next thing that troubles the caller and may be said now."""
        waiting = (c for c in self.scenario.concerns if c.interrupts or not interrupting)
        return next((c for c in waiting if self._may_be_voiced(c)), None)

    def _may_be_voiced(self, concern: Concern) -> bool:
        """Whether it is still to be said, and its moment has come."""
        if concern.id in self.voiced | self.over or concern in self.forestalled:
            return False
        if concern.tells and not concern.raises and set(concern.tells) <= self.told:
            return False  # what has come out already need not be brought up again
        return (
            self.holds(concern.when)
            and not self._left_behind(concern.raises)
            and not self._need_not_be_said(concern)
        )

    def _need_not_be_said(self, concern: Concern) -> bool:
        """Whether it need not be said any more: the operator has met it or offers what ends it, the caller
        has told it otherwise or has taken the operator's word, so that only wishes and questions are left."""
        if not set(concern.raises) <= self.raised:
            return False
        if any(concern.id in r.ends for r in self.scenario.remedies if r.id in self.offered):
            return True
        if self.agreed and not is_open(concern):
            return True
        return told_by_caller(concern.say, self.attempt) or met_by_operator(concern, self.attempt)

    @cached_property
    def forestalled(self) -> tuple[Concern, ...]:
        """Demands and complaints with consequences that would come now, and need not be said any more."""
        return tuple(
            c
            for c in self.scenario.concerns
            if c.id not in self.voiced and self.holds(c.when) and self._needless(c)
        )

    def _needless(self, concern: Concern) -> bool:
        """What it sets off is set off without it: the operator has said who will see to it, or the caller has
        told all of it by and by."""
        told = bool(concern.tells) and set(concern.tells) <= self.told
        if said_by_operator(concern, self.text):
            return True
        return others_announced(concern, self.attempt) or (told and told_by_caller(concern.say, self.attempt))

    def _left_behind(self, raises: Sequence[Trigger]) -> bool:
        """What belongs to a mood or a demand that the call has left behind."""
        if Trigger.T7 in raises and self._no_more_abuse():
            return True
        if set(raises) == {Trigger.T1} and self.reading.has(*EMPATHY):
            return True  # not in answer to a kind word
        return self._just_offered(raises)

    def _no_more_abuse(self) -> bool:
        """The caller gave way to a warning, is calming down, or has made the one demand that sets off the
        trigger, and the trainee has set a ceiling."""
        ceiling = self.attempt.started.ceiling is not Band.ANGRY
        calming_down = self.mood.anger < min(CALMER, self.mood.before)
        return (
            bool(self.used(Beat.LIMIT_BACKS_DOWN)) or calming_down or (ceiling and Trigger.T7 in self.raised)
        )

    def _just_offered(self, raises: Sequence[Trigger]) -> bool:
        """A call, not the first, for somebody else who has just been offered."""
        lately = {b for e in self.attempt.customer[-JUST_OFFERED:] for b in e.beats}
        calls = bool(raises) and set(raises) <= CALLS_FOR_OTHERS & self.raised
        return calls and bool(lately & {Beat.TRANSFER_OK, Beat.TRANSFER_DOUBT})

    def may_tell(self, fact: Fact, *, asked: bool) -> bool:
        """Whether the fact is earned: see Fact.needs."""
        if fact.needs == "heard":
            return self.heard
        return asked or fact.needs is None

    def untold(self, *, asked: bool) -> list[Fact]:
        """Facts that may come out now, in the scenario's order."""
        fresh = (f for f in self.scenario.facts if f.id not in self.told | self.over)
        earned = [f for f in fresh if self.may_tell(f, asked=asked)]
        return earned if asked else [f for f in earned if not told_by_caller(f.say, self.attempt)]


def _hurts(said: OperatorSaid) -> bool:
    """Whether these words deny, are cold or go wrong otherwise; an insult is counted by itself."""
    return said.reading.has(*HURTFUL) or bool(hurting(said) & FAULT_SIGNALS)
