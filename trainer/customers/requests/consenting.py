"""Being asked to allow or to do something: neither a question about the matter nor a way out of it."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.beat import Beat
from trainer.customers.memory import times
from trainer.customers.parts import Part, Reply
from trainer.customers.questions.matter import EVERYWHERE
from trainer.customers.reactions import reception
from trainer.customers.requests.goodwill import demands
from trainer.customers.requests.request_forms import (
    Wanted,
    asks_for_anything_else,
    asks_if_right,
    asks_value,
    is_pleasantry,
    last_words,
    leave_asked,
    settles,
    wanted,
)
from trainer.customers.requests.waiting import ASKS_PATIENCE, asked_to_wait, reacts_to_wait
from trainer.customers.situation import Situation
from trainer.dialogue import DialogueAct, Question
from trainer.language.questions.calling_out import wants_to_talk
from trainer.language.story.matching import content_keys, say_keys

A = DialogueAct

WILLING = 75.0
"""Anger below which a caller allows what they are asked for; what helps them they do in any mood."""

SHOWS = ("貼", "送", "見せ", "読", "出して")
"""Verbs of handing over what is written somewhere."""

DID = ("ましたか", "ましたでしょうか")
"""Ends of a question whether the caller has done what they were asked to do."""

HARD = 45.0
"""Anger from which a caller refuses to pay or to come first, rather than haggles over it."""


def consents(s: Situation) -> Reply | None:
    """Lets the operator do it, or does it; too angry for that, wants to know what for."""
    reading = s.reading
    if s.said is None or reading.has(A.LIMIT) or s.faulted or s.contradicted or _offered_anew(s):
        return None
    if asked_to_wait(s) and any(word in s.said.text for word in ASKS_PATIENCE):
        return None
    leave = leave_asked(s.said.text)
    if leave and wants_to_talk(s.said.text[slice(*leave)]):
        return None  # 「今お話ししてもよろしいでしょうか」
    deed = wanted(s.said.text) in (Wanted.DEED, Wanted.TRIAL)
    beside = [q for q in reading.questions if not leave or q.end <= leave[0] or q.start >= leave[1]]
    if any(q.own_data for q in reading.questions) or any(set(q.facts[:1]) - s.told for q in beside):
        return None
    behind = s.said.text[leave[1] :] if leave else ""
    if asks_if_right(behind) or asks_for_anything_else(behind):
        return None  # 「確認させてください。お振込みは十八万円でよろしいでしょうか」
    if leave and any(q.start >= leave[1] for q in reading.questions):
        return None  # what is asked behind it is what was to be asked
    if leave and demands(s.said.text[slice(*leave)]):
        beat = Beat.OFFER_HAGGLE if s.mood.anger < HARD else Beat.OFFER_REFUSE
        return Reply((*reception.correction(s), Part(beat)), "お客様に求めすぎる提案")
    dated = leave is not None and bool(times(s.said.text[slice(*leave)]))  # that time suits, or does not
    within = [q for q in reading.questions if leave and q not in beside and not dated]
    if leave and (hands_over(s, leave) or (not deed and _has_words_for(s, within))):
        return None
    agreed = s.agreed and (settles(s.said.text) or is_pleasantry(s.said.text))
    if not (agreed or leave):
        return None
    if s.mood.anger >= WILLING and not deed:
        return Reply((*reception.correction(s), Part(Beat.PRESS)), "頼みを聞く気になれない")
    proposes = leave is not None and s.said.text[: leave[1]].endswith("ましょうか")
    beat = reception.assent(s)
    there = [a for a in reading.of(A.FOLLOW) if leave and a.start < leave[1] and leave[0] < a.end]
    called = reacts_to_wait(s) if there and beat is Beat.CONSENT and not proposes else None
    return called or Reply((*reception.correction(s), Part(beat)), "頼みを承知した")


def reports(s: Situation) -> Reply | None:
    """Has been trying something, and is asked whether it is done: 「はがせましたか」."""
    if s.said is None or Beat.TRIES not in s.last_beats:
        return None
    asked = last_words(s.said.text).rstrip("?？")
    if not asked.endswith(DID) or asks_value(asked):  # 「いつお買い上げになりましたか」 is another matter
        return None
    return Reply((Part(Beat.DONE),), "頼まれたことが済んだかを聞かれた")


def hands_over(s: Situation, leave: tuple[int, int]) -> bool:
    """Whether one asks to be shown, sent or read something that the caller has, or to do what they have
    done: what they tell of it is the answer."""
    text = s.said.text[slice(*leave)] if s.said else ""
    if wanted(text) is not Wanted.TRIAL and not any(verb in text for verb in SHOWS):
        return False
    asked = (q for q in s.reading.questions if leave[0] <= q.start < leave[1])
    facts = [s.scenario.fact(f) for q in asked for f in q.facts[:1] if f not in s.told]
    keys = content_keys(text) - EVERYWHERE
    return any(keys & say_keys(fact.say) for fact in facts)


def _has_words_for(s: Situation, questions: Sequence[Question]) -> bool:
    """Whether the scenario has the caller say something of just this, which they have not told yet."""
    return any(
        f not in s.told and s.may_tell(s.scenario.fact(f), asked=True) for q in questions for f in q.facts
    )


def _offered_anew(s: Situation) -> bool:
    """Whether a way out is offered that was not accepted yet; what the caller is asked to do is no offer."""
    leave = leave_asked(s.said.text) if s.said and wanted(s.said.text) is Wanted.DEED else None
    offers = [o for o in s.reading.offers if not leave or o.end <= leave[0] or o.start >= leave[1]]
    return any(o.remedy not in s.attempt.accepted for o in offers)
