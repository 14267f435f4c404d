"""Being asked to allow or to do something: neither a question about the matter nor a way out of it."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.beat import Beat
from trainer.customers.memory import times
from trainer.customers.parts import Part, Reply
from trainer.customers.questions.matter import EVERYWHERE
from trainer.customers.reactions import reception
from trainer.customers.requests.request_forms import (
    ASKS_WHAT_WAS,
    Wanted,
    asks_for_anything_else,
    asks_if_right,
    asks_value,
    is_pleasantry,
    last_words,
    settles,
    wanted,
)
from trainer.customers.requests.waiting import asked_to_wait, asks_patience, reacts_to_wait
from trainer.customers.situation import Situation
from trainer.customers.words import has, words
from trainer.dialogue import ActSpan, DialogueAct, Offer, Question
from trainer.language.questions.calling_out import wants_to_talk
from trainer.language.story.matching import content_keys, say_keys

A = DialogueAct

WILLING = 75.0
"""Anger below which a caller allows what they are asked for; what helps them they do in any mood."""

HARD = 45.0
"""Anger from which a caller refuses to pay or to come first, rather than haggles over it."""


def consents(s: Situation) -> Reply | None:
    """Lets the operator do it, or does it; too angry for that, wants to know what for."""
    if s.said is None or _answered_elsewhere(s) or _asked_beside(s):
        return None
    if s.burdened:
        beat = Beat.OFFER_HAGGLE if s.mood.anger < HARD else Beat.OFFER_REFUSE
        return reception.corrected(s, "お客様に求めすぎる提案", Part(beat))
    if _has_to_tell(s):
        return None
    closes_the_deal = s.agreed and (settles(s.text) or is_pleasantry(s.text))
    if not (closes_the_deal or s.request):
        return None
    if s.mood.anger >= WILLING and not s.to_be_done:
        return reception.corrected(s, "頼みを聞く気になれない", Part(Beat.PRESS))
    return _lets_call_back(s) or reception.corrected(s, "頼みを承知した", Part(reception.assent(s)))


def _answered_elsewhere(s: Situation) -> bool:
    """Whether another rule answers: a warning, what hurts or contradicts, a new way out, a wait, a call."""
    if s.reading.has(A.LIMIT) or s.faulted or s.contradicted or _offered_anew(s):
        return True
    if wants_to_talk(s.request):  # 「今お話ししてもよろしいでしょうか」
        return True
    return asked_to_wait(s) and asks_patience(s.text)


def _asked_beside(s: Situation) -> bool:
    """Whether something is asked that the caller has to answer, beside the request."""
    questions = s.reading.questions
    if any(q.own_data for q in questions):
        return True
    if s.request_span is None:
        return any(_untold(s, q) for q in questions)
    start, end = s.request_span
    if any(q.start >= end or (q.end <= start and _untold(s, q)) for q in questions):
        return True  # what is asked behind it is what was to be asked
    behind = s.text[end:]  # 「確認させてください。お振込みは十八万円でよろしいでしょうか」
    return asks_if_right(behind) or asks_for_anything_else(behind)


def _untold(s: Situation, question: Question) -> bool:
    """Whether the question is after a fact that the caller has not told yet."""
    return bool(set(question.facts[:1]) - s.told)


def _has_to_tell(s: Situation) -> bool:
    """Whether the request calls for something that the caller has to say of the matter."""
    if s.request_span is None:
        return False
    dated = bool(times(s.request))  # that time suits, or does not
    within = [q for q in s.reading.questions if not dated and _in_request(s, q)]
    return _is_answered_by_a_fact(s) or (not s.to_be_done and _has_words_for(s, within))


def _lets_call_back(s: Situation) -> Reply | None:
    """Asked for leave to call back, one answers the call-back."""
    call_back = any(_in_request(s, a) for a in s.reading.of(A.FOLLOW))
    proposes = s.request.endswith("ましょうか")
    leave = call_back and not proposes and reception.assent(s) is Beat.CONSENT
    return reacts_to_wait(s) if leave else None


def _in_request(s: Situation, span: Question | ActSpan | Offer) -> bool:
    """Whether some of this stands in the sentence of the request."""
    return s.request_span is not None and span.start < s.request_span[1] and s.request_span[0] < span.end


def reports(s: Situation) -> Reply | None:
    """Has been trying something, and is asked whether it is done: 「はがせましたか」. What came of it,
    「音は変わりましたか」, is another question."""
    asked = last_words(s.text).rstrip("?？")
    if Beat.TRIES not in s.last_beats or not asked.endswith(ASKS_WHAT_WAS):
        return None
    if asks_value(asked):  # 「いつお買い上げになりましたか」 is another matter
        return None
    requests = [event.text for event in s.earlier[-1:]]
    if not content_keys(asked) <= content_keys(" ".join([*requests, *words(__file__)["tried"]])):
        return None
    return Reply((Part(Beat.DONE),), "頼まれたことが済んだかを聞かれた")


def _is_answered_by_a_fact(s: Situation) -> bool:
    """Whether one asks to be shown, sent or read something that the caller has, or to do what they have
    done: what they tell of it is the answer."""
    if s.request_span is None or not (wanted(s.request) is Wanted.TRIAL or has(__file__, "shows", s.request)):
        return False
    start, end = s.request_span
    asked = (q for q in s.reading.questions if start <= q.start < end)
    facts = [s.scenario.fact(f) for q in asked for f in q.facts[:1] if f not in s.told]
    keys = content_keys(s.request) - EVERYWHERE
    return any(keys & say_keys(fact.say) for fact in facts)


def _has_words_for(s: Situation, questions: Sequence[Question]) -> bool:
    """Whether the scenario has the caller say something of just this, which they have not told yet."""
    return any(
        f not in s.told and s.may_tell(s.scenario.fact(f), asked=True) for q in questions for f in q.facts
    )


def _offered_anew(s: Situation) -> bool:
    """Whether a way out is offered that was not accepted yet; what the caller is asked to do is no offer."""
    offers = [o for o in s.reading.offers if s.wanted is not Wanted.DEED or not _in_request(s, o)]
    return any(o.remedy not in s.attempt.accepted for o in offers)
