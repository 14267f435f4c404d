"""What the customer says of the matter: what cannot wait, what was asked, what still troubles them."""

from __future__ import annotations

from dataclasses import replace

from trainer.beat import Beat
from trainer.customers.anger import breakdown
from trainer.customers.parts import Part, Reply
from trainer.customers.questions.chosen_answers import answered
from trainer.customers.reactions import reactions, reception
from trainer.customers.reactions.troubles import told_by_caller
from trainer.customers.requests import handover, offers, waiting
from trainer.customers.requests.goodwill import says_goodbye
from trainer.customers.requests.request_forms import asks_value, is_pleasantry
from trainer.customers.sentences import onward, up_to
from trainer.customers.situation import Situation
from trainer.customers.unsaid import rest
from trainer.customers.wording.valence import YIELDS
from trainer.dialogue import EMPATHY, DialogueAct
from trainer.escalation import Trigger

A = DialogueAct

REPLIES = frozenset(
    {
        Beat.ANSWER, Beat.OWN_DATA, Beat.RIGHT, Beat.CORRECT, Beat.CHOOSES, Beat.EITHER, Beat.NOTHING,
        Beat.MILD_YES, Beat.DONE, Beat.HEARS,
    }
)  # fmt: skip
"""Beats that answer what was asked."""

CANNOT_SAY = frozenset({Beat.OFF_TOPIC, Beat.UNKNOWN, Beat.VAGUE})
"""Beats of who has nothing to answer."""

KIND = frozenset({Beat.TOUCHED, Beat.APOLOGY_HEARD})
"""Words for what the operator has understood."""

TAKES = frozenset({Beat.CALLBACK_OK, Beat.PROMISE_OK})
"""Words for a call-back that came with the question."""

MANNERS = 24
"""Characters up to which nothing but thanks for waiting is said."""

HOSTILE = frozenset({Trigger.T1, Trigger.T7})
"""Triggers of concerns that no kind word leads up to."""


def interrupts(s: Situation) -> Reply | None:
    """The scenario's own triggers; what was asked gets its answer first, in one piece."""
    concern = s.concern(interrupting=True)
    if concern is None or s.said is None or _cannot_be_interrupted(s):
        return None
    voiced = Part(Beat.CONCERN, concern=concern.id)
    told = [] if s.faulted else [p for p in answered(s) if p.fact not in concern.tells]
    answer = next((p for p in told if p.beat in REPLIES), None)
    if answer and not concern.raises:
        return None  # it can wait for a turn in which nothing is asked
    first = answer or next((p for p in told if p.beat in CANNOT_SAY), None)
    if first:
        return Reply((first, voiced), "答えてから、どうしても言いたいこと")
    lead: tuple[Part, ...] = (breakdown.flare(s),) if s.faulted else reception.brief(s)
    if HOSTILE & set(concern.raises):
        lead = tuple(p for p in lead if p.beat not in YIELDS)
    return Reply((*lead, voiced), "どうしても言いたいこと")


def _cannot_be_interrupted(s: Situation) -> bool:
    """What is answered first: somebody else comes to the phone, too much is asked for, a content caller is
    taken leave of; unless it hurts, also a call-back, a request, a way out that is accepted."""
    if handover.to_transfer(s) in (Beat.TRANSFER_OK, Beat.TRANSFER_DOUBT):
        return True
    if s.burdened or (says_goodbye(s.text) and (s.settled or s.agreed)):
        return True
    return not s.faulted and (s.reading.has(A.HOLD, A.FOLLOW) or s.to_be_done or offers.accepts(s))


def answers_questions(s: Situation) -> Reply | None:
    """What was asked; a request to wait that came with it gets its answer, too."""
    waits = s.reading.of(A.HOLD) if waiting.asked_to_wait(s) else ()
    if not waits or not s.reading.questions:
        return _answer(s)
    own = [_sentence(s.text, w.start, w.end) for w in waits]
    beside = [
        q
        for q in s.reading.questions
        if not any(q.start < end and start < q.end for start, end in own)
        and (q.facts or q.own_data or not q.open)  # nobody asks widely and leaves
    ]
    waited = waiting.reacts_to_wait(s)
    answer = _answer(s.asked_only(beside)) if beside else None
    if waited and answer and answer.parts[-1].beat in REPLIES:
        return replace(answer, parts=(*answer.parts, *waited.parts[-1:]))
    return waited or answer


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence, or sentences, in which this stretch stands."""
    last = max(start, end - 1)
    return start - len(up_to(text, start)), last + len(onward(text, last))


def _answer(s: Situation) -> Reply | None:
    """What the questions get for an answer, unless another rule has a better one."""
    if reactions.asks_for_more(s) and s.settled:
        return None
    parts = _to_the_point(s, _still_so(s, _confirmed(s, answered(s))))
    if not parts or _needs_no_answer(s, parts):
        return None
    if s.settled and not asks_value(s.text) and _only_repeats(s, parts):
        return Reply((Part(Beat.RIGHT),), "済んだことを聞かれた")
    return Reply((*_before_answer(s, parts), *parts), "聞かれたことに答えた")


def _to_the_point(s: Situation, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What has been told is not what else there is; who is offered nothing is asked whether it is right, not
    whether they like it."""
    if reactions.asks_for_more(s):
        fresh = [p for p in parts if p.fact and p.fact not in s.told and not _small(s, p)]
        parts = tuple(p for p in parts if p in fresh or p.beat is Beat.RIGHT)
    if s.reading.has(A.PROPOSE, A.COMMIT) or s.reading.offers:
        return parts
    return tuple(Part(Beat.RIGHT) if p.beat is Beat.OFFER_DOUBT else p for p in parts)


def _needs_no_answer(s: Situation, parts: tuple[Part, ...]) -> bool:
    """「お送りいたします。ご入用でしょうか」: what is done for the caller is taken. To a check or to a mere
    pleasantry nobody says that they do not know."""
    if s.goodwill and not asks_value(s.text) and all(p.beat in CANNOT_SAY for p in parts):
        return True
    no_question = s.reading.has(A.CHECK) or is_pleasantry(s.text)
    return no_question and not any(p.beat in REPLIES for p in parts)


def _small(s: Situation, part: Part) -> bool:
    """Nobody counts up small things when asked whether anything else is the matter, nor what is said."""
    fact = s.scenario.fact(part.fact)
    return fact.needs == "aside" or told_by_caller(fact.say, s.attempt)


def _before_answer(s: Situation, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A word on what came with the question; no kindness before one's own name."""
    lead = reception.brief(s, promise=True)
    dated = s.reading.has(A.FOLLOW) and any(p.by_when for p in s.reading.promises)
    called = waiting.reacts_to_wait(s) if not lead and dated and not s.contradicted else None
    if called and called.parts[-1].beat in TAKES:
        return (replace(called.parts[-1], brief=True),)
    own = all(p.beat in (Beat.OWN_DATA, Beat.AGAIN) for p in parts)
    return tuple(p for p in lead if p.beat is not Beat.APOLOGY_HEARD and not (own and p.beat in KIND))


def _still_so(s: Situation, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Without what an accepted remedy has put an end to: asked of that alone, all is well now."""
    going_on = tuple(p for p in parts if p.fact not in s.over)
    if len(going_on) == len(parts) or any(p.beat in REPLIES for p in going_on):
        return going_on
    return (Part(Beat.CHECK_YES),)


def _confirmed(s: Situation, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What the operator has just given back rightly is confirmed, not told once more."""
    right = s.told & {e.fact for e in s.reading.echoes if e.right}
    if s.reading.has(*EMPATHY) and all(s.known(q.start, q.end) for q in s.reading.questions):
        right = s.told  # 「お父様が毎晩…のですか。それはご心配ですね」
    known = [p for p in parts if p.beat is Beat.ANSWER and p.fact in right]
    if not known or asks_value(s.text):
        return parts
    others = tuple(p for p in parts if p not in known and p.beat is not Beat.AGAIN)
    return others if any(p.beat is Beat.RIGHT for p in others) else (Part(Beat.RIGHT), *others)


def _only_repeats(s: Situation, parts: tuple[Part, ...]) -> bool:
    """Asked of what has been solved whether it is still so: it is over."""
    facts = [p for p in parts if p.beat is Beat.ANSWER]
    return bool(facts) and any(p.beat is Beat.AGAIN for p in parts) and all(p.fact in s.told for p in facts)


def goes_on(s: Situation) -> Reply:
    """Nothing calls for a reaction: goes on with what still troubles them."""
    if s.settled:
        done = Beat.EXPLAINED_OK if Beat.EXPLAINED_OK not in s.last_beats else Beat.CHECK_YES
        return Reply((Part(done),), "もう用は済んでいる")
    if s.reading.has(A.HOLD):  # "thank you for waiting", and nothing after it yet, or some news
        news = s.agreed and len(s.text) > MANNERS
        return Reply((Part(Beat.PROMISE_OK if news else Beat.WAITING),), "続きを待った")
    if s.turn > 1 and {a.act for a in s.reading.acts} == {A.OPEN}:
        return Reply((Part(Beat.WAITING),), "名乗りを聞いて、続きを待った")
    more = rest(s)
    if encouraged := _encouraged(s, more):
        return encouraged
    heard_out = s.mood.anger < reactions.CONTENT and len(s.text) > MANNERS
    nothing_left = Part(Beat.EXPLAINED_OK if heard_out else Beat.WAITING)
    return Reply(more or (nothing_left,), "まだ困っていることを話した")


def _encouraged(s: Situation, more: tuple[Part, ...]) -> Reply | None:
    """After a backchannel: tells on, or waits if there is nothing to tell and they have not just waited."""
    if not s.reading.has(A.BC):
        return None
    if more and more[0].beat in (Beat.CONCERN, Beat.ANSWER):
        go_on = () if s.used(Beat.GO_ON) and s.dice("go_on").random() < 0.5 else (Part(Beat.GO_ON),)
        return Reply((*go_on, *more), "相づちを受けて話を続けた")
    return Reply((Part(Beat.WAITING),), "続きを待った") if Beat.WAITING not in s.last_beats else None
