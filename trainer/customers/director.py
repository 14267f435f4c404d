"""Decides what the customer does next; every decision says why. It words nothing.

Deterministic: the same cast, seed and words give the same decision on every machine. The rules
stand in the order in which they are asked; the first that has an answer decides the body of the
reply, a short reaction to what was just said may lead it (docs/customer.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trainer.attempt import Attempt, Outcome
from trainer.beat import Beat
from trainer.customers import telling
from trainer.customers.anger import breakdown
from trainer.customers.anger.temper import bounded, relieved, start, step
from trainer.customers.consequences import raised_by, told_by
from trainer.customers.parts import Part, Reply
from trainer.customers.questions.chosen_answers import not_too_many
from trainer.customers.reactions import reactions
from trainer.customers.requests import called, consenting, haggling, handover, offers, waiting
from trainer.customers.situation import Situation
from trainer.customers.wording.valence import in_one_voice
from trainer.escalation import Trigger
from trainer.mood import Band, Cause, Mood
from trainer.scenario import Cast

CAUGHT = 6.0
"""What a promise that contradicts an earlier one adds."""

SILENCE = 4.0
"""What a silence of the operator adds to the anger."""

ADVICE = -4.0
"""What it takes off the anger to be told what to do, after having asked."""

_RULES: tuple[Callable[[Situation], Reply | None], ...] = (
    breakdown.breaks_off,
    breakdown.odd_input,
    breakdown.takes_warning,
    called.answers_call,
    telling.interrupts,
    breakdown.flares_up,
    waiting.comes_back,
    handover.reacts_to_transfer,
    haggling.takes_a_no,
    offers.reacts_to_offer,
    consenting.reports,
    consenting.consents,
    telling.answers_questions,
    waiting.reacts_to_wait,
    waiting.hears_when,
    reactions.checked,
    reactions.reacts_to_words,
    telling.goes_on,
)


@dataclass(frozen=True)
class Decision:
    """What the customer does: `parts` in order, the mood after, triggers set off, and the end of
    the call if they end it. `why` names the rule, for the result page and the tests."""

    parts: tuple[Part, ...]
    mood: Mood
    why: str
    raises: tuple[Trigger, ...] = ()
    accepted: tuple[str, ...] = ()
    ends: Outcome | None = None
    tells: tuple[str, ...] = ()


def decide(cast: Cast, attempt: Attempt) -> Decision:
    """The customer's next move in an attempt that awaits the customer."""
    if not attempt.customer:
        return _opening(cast)
    mood = _mood(cast, attempt)
    situation = Situation(cast, attempt, mood)
    for rule in _RULES:
        reply = rule(situation)
        if reply is not None:
            break
    else:  # the last rule always answers
        raise AssertionError("no rule answered")
    parts = in_one_voice(not_too_many(reply.parts, cast.scenario.channel))
    if any(p.beat is Beat.OFFER_REFUSE for p in parts):
        mood = _not_calmer(mood, "refused", "受け入れられない提案")
    if situation.settles(reply.accepted) and not situation.settled:
        mood = relieved(mood)
    return Decision(
        parts=parts,
        mood=mood,
        why=reply.why,
        raises=raised_by(parts, situation),
        accepted=reply.accepted,
        ends=reply.ends,
        tells=told_by(parts, situation),
    )


def farewell(cast: Cast, attempt: Attempt) -> Decision:
    """The customer's last words when the trainee ends the call or hands it over."""
    situation = Situation(cast, attempt, attempt.mood)
    if situation.said is not None:
        mood = _mood(cast, attempt)
        situation = Situation(cast, attempt, mood)
    else:
        mood = Mood(anger=attempt.mood.anger, before=attempt.mood.anger)
    beat, why = _last_words(situation, mood)
    return Decision(parts=(Part(beat),), mood=mood, why=why)


def _last_words(s: Situation, mood: Mood) -> tuple[Beat, str]:
    """By how far the call has come, and why."""
    if s.attempt.escalated:
        return handover.handed_over(s), "引き継がれた"
    if s.settled:
        return Beat.CLOSE_GRUDGING if mood.band is Band.ANGRY else Beat.CLOSE_CONTENT, "解決して終話"
    if s.agreed and (mood.band is not Band.ANGRY or s.attempt.accepted):
        return Beat.CLOSE_CONTENT if mood.band is Band.CALM else Beat.CLOSE_GRUDGING, "約束を受けて終話"
    if mood.anger < reactions.CONTENT and s.used(Beat.LIMIT_BACKS_DOWN):
        return Beat.CLOSE_GRUDGING, "言葉を改めて終話"
    return Beat.CLOSE_UNRESOLVED, "未解決のまま終話"


def is_settled(cast: Cast, attempt: Attempt) -> bool:
    """The customer has accepted a way out that settles the matter."""
    return Situation(cast, attempt, attempt.mood).settled


def _opening(cast: Cast) -> Decision:
    anger = start(cast.persona, cast.scenario)
    opening, first = cast.scenario.opening, cast.scenario.first_call
    return Decision(
        parts=(Part(Beat.OPEN),),
        mood=Mood(anger=anger, before=anger),
        why="お客様の第一声",
        raises=opening.raises,
        tells=tuple(dict.fromkeys((*(first.tells if first else ()), *opening.tells))),
    )


def _not_calmer(mood: Mood, what: str = "held", label: str = "失言・聞き直しで和らがない") -> Mood:
    """Nobody calms down over words that hurt, over being asked for their number a second time, or over an
    offer that they refuse."""
    if mood.anger >= mood.before:
        return mood
    cause = Cause(what=what, label=label, delta=round(mood.before - mood.anger, 2))
    return mood.model_copy(update={"anger": mood.before, "causes": (*mood.causes, cause)})


def _not_angrier(mood: Mood) -> Mood:
    """Nobody grows angrier over being done a good turn."""
    if mood.anger <= mood.before:
        return mood
    cause = Cause(what="goodwill", label="お客様のための申し出", delta=round(mood.before - mood.anger, 2))
    return mood.model_copy(update={"anger": mood.before, "causes": (*mood.causes, cause)})


def _mood(cast: Cast, attempt: Attempt) -> Mood:
    """The mood after the operator's words, a hold or a silence."""
    situation = Situation(cast, attempt, attempt.mood)
    causes = _causes(situation)
    if situation.said is not None:
        settled = situation.settled
        mood = step(cast.persona, cast.scenario, attempt, situation.said, settled=settled, waited=causes)
        return _bounded_by_deeds(situation, mood)
    if situation.back_from:
        return bounded(attempt.mood.anger, causes, cast.persona, settled=True)
    silence = Cause(what="silence", label="沈黙", delta=SILENCE)
    return bounded(attempt.mood.anger, [silence], cast.persona, settled=False)


def _causes(s: Situation) -> list[Cause]:
    """What moves the anger beside the words themselves."""
    causes = waiting.waited(s, s.back_from) if s.back_from else []
    if s.contradicted:
        causes = [*causes, Cause(what="contradicted", label="前の約束との食い違い", delta=CAUGHT)]
    if s.advised:
        causes = [*causes, Cause(what="advised", label="どうすればよいかの案内", delta=ADVICE)]
    return causes


def _bounded_by_deeds(s: Situation, mood: Mood) -> Mood:
    """A good turn makes nobody angrier; what hurts, is untrue or is asked for once more calms nobody down."""
    if s.goodwill and not s.faulted:
        return _not_angrier(mood)
    hurt = s.faulted or s.contradicted or s.burdened
    return _not_calmer(mood) if hurt or s.asked_again else mood
