"""What the caller answers, as one would say it: a plain yes to who makes sure, nothing told twice for want of
something better, two pieces at most."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.questions import asking, detail
from trainer.customers.questions.alternatives import speaks_of_one, takes_one
from trainer.customers.questions.identity import to_being_named, to_own_data_in_short
from trainer.customers.questions.possible_answers import to_questions
from trainer.customers.questions.questions_asked import to_answer, words_of
from trainer.customers.requests.request_forms import asks_if_right, settles
from trainer.customers.situation import Situation
from trainer.customers.spelling import says
from trainer.customers.wording.valence import SILENT
from trainer.customers.words import words
from trainer.dialogue import Channel, Question
from trainer.language.story.matching import content_keys

NO_ANSWER = frozenset(
    {
        Beat.CHECK_YES, Beat.PROMISE_OK, Beat.OFFER_DOUBT, Beat.UNKNOWN, Beat.NOTHING, Beat.OFF_TOPIC,
        Beat.CONSENT, Beat.CALLBACK_OK, Beat.EITHER, Beat.CHOOSES, Beat.MILD_YES, Beat.VAGUE,
        Beat.HEARS,
    }
)  # fmt: skip
"""What is no answer to who only makes sure that something is right."""

MOST, MOST_IN_A_MAIL = 2, 4
"""Pieces of a reply; one's own data count as one."""

MOST_ANSWERS, MOST_ANSWERS_IN_A_MAIL = 3, 5
"""Questions of one turn that are answered."""

OFTEN = 2
"""Times that own data are given without a word."""

TOLD_ENOUGH = 2
"""Times that one thing is told; asked for it or for something near it, the caller has no more to say."""

ENDS = frozenset({Beat.HOLD_OK, Beat.HOLD_GRUDGING, Beat.CALLBACK_OK, Beat.PROMISE_OK})
"""Yes to a request that came with the question: it stays."""

_TELL = frozenset(
    {
        *(Beat.ANSWER, Beat.OWN_DATA, Beat.RIGHT, Beat.CONFIRM, Beat.CORRECT),
        *(Beat.EITHER, Beat.CHOOSES, Beat.NOTHING),
    }
)
"""Tells what was asked for."""

_TELLS_NOTHING = frozenset(
    {
        *(Beat.UNKNOWN, Beat.OFF_TOPIC, Beat.GUARDED, Beat.MILD_YES, Beat.VAGUE),
        *(Beat.PROMISE_OK, Beat.CHECK_YES),
    }
)
"""Left out beside something that was told."""

SUMMARY = 50
"""Characters from which on a question sums up."""

NUMBER = re.compile(r"[A-Za-z]*-?\d[\d-]{4,}\d")
"""A customer number, a phone number …"""


def answered(s: Situation) -> tuple[Part, ...]:
    """The answers to the questions of the operator's last words; () if nothing was asked."""
    parts = [_plain_yes(s, p) for p in each_answered(_without_small_things(s))]
    if _makes_sure(s):
        parts = [Part(Beat.RIGHT) if p.beat in NO_ANSWER or _unasked(s, p) else p for p in parts]
    parts = _with_one_yes(s, parts)
    parts = _with_own_data_alone(s, parts)
    parts = _without_what_is_known(s, parts)
    return _in_one_breath(dict.fromkeys(_no_third_time(s, p) for p in parts))


def _with_one_yes(s: Situation, parts: list[Part]) -> list[Part]:
    """One yes to all that was given back, rather than a yes to each piece of it."""
    if Part(Beat.RIGHT) not in parts:
        return parts
    parts = [p for p in parts if p.beat is not Beat.CONFIRM]
    parts = [p for p in parts if not (p.beat is Beat.OWN_DATA and _nothing_to_put_right(s, p.value))]
    if _one_number_at_most(s):
        parts = [p for p in parts if p.beat is not Beat.CORRECT]
    return parts


def _with_own_data_alone(s: Situation, parts: list[Part]) -> list[Part]:
    """Own data without a word of what is not known or was asked before, and a number that is right without
    what was said beside it: that was not asked for."""
    if any(p.beat is Beat.OWN_DATA for p in parts):
        parts = [p for p in parts if p.beat not in SILENT and (p.beat is not Beat.AGAIN or _asked_often(s))]
    if Part(Beat.RIGHT) in parts and any(q.own_data for q in s.reading.questions):
        parts = [p for p in parts if p.beat in (Beat.RIGHT, Beat.CORRECT, Beat.OWN_DATA)]
    return parts


def _without_what_is_known(s: Situation, parts: list[Part]) -> list[Part]:
    """Beside something new nothing is told that has been told before."""
    told = [p for p in parts if p.beat is Beat.ANSWER and p.fact in s.told]
    fresh = any(p.beat is Beat.ANSWER and p not in told for p in parts)
    return [p for p in parts if p not in told] if fresh else parts


def _in_one_breath(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Own data that were asked for together are given together: 「三谷香織、000-0000-0000です」."""
    given = [p for p in parts if p.beat is Beat.OWN_DATA]
    if len(given) < 2:
        return tuple(parts)
    whole = replace(given[0], value="、".join(p.value for p in given))
    return tuple(whole if p is given[0] else p for p in parts if p not in given[1:])


def not_too_many(parts: Sequence[Part], channel: Channel) -> tuple[Part, ...]:
    """Two pieces in the order they are said, some more in a mail: short reactions fall out first, then what
    stands between."""
    kept = list(parts)
    most = MOST_IN_A_MAIL if channel is Channel.EMAIL else MOST
    if len(kept) == MOST_ANSWERS and all(p.beat in _TELL for p in kept):
        return tuple(kept)
    for part in [p for p in kept if p.brief]:
        if _length(kept) > most:
            kept.remove(part)
    if _length(kept) <= most:
        return tuple(kept)
    return (*kept[: most - 1], kept[-1]) if kept[-1].beat in ENDS else tuple(kept[:most])


def each_answered(s: Situation) -> tuple[Part, ...]:
    """An answer to each question, in the order asked: to each a single thing, unless it is a wide one;
    what is not known is passed over beside what is, but not in a mail."""
    mail = s.scenario.channel is Channel.EMAIL
    parts: list[Part] = list(to_own_data_in_short(s))
    groups = to_answer(s)
    most = MOST_ANSWERS_IN_A_MAIL if mail else MOST_ANSWERS
    for group in groups[:most] if len(groups) > 1 else groups:
        own = to_being_named(s, group) or _of_two(s, group) or to_questions(s.asked_only(group))
        if not any(q.open for q in group):
            own = _one_thing(s, own, words_of(s, group))
        parts += [p for p in own if p not in parts]
    parts = _at_a_loss_once(parts, mail)
    again = [p for p in parts if p.beat is Beat.AGAIN]
    return (*again[:1], *(p for p in parts if p.beat is not Beat.AGAIN))


def _at_a_loss_once(parts: list[Part], mail: bool) -> list[Part]:
    """One "I don't know" at most, and none beside something that is told; a mail still names what is not
    known."""
    if any(p.beat in _TELL for p in parts):
        parts = [p for p in parts if p.beat not in _TELLS_NOTHING or (mail and p.beat is Beat.VAGUE)]
    at_a_loss = [p for p in parts if p.beat in _TELLS_NOTHING]
    return [p for p in parts if p not in at_a_loss[:-1]]


def _of_two(s: Situation, group: Sequence[Question]) -> tuple[Part, ...]:
    """What is said to a choice in two questions, 「今日になさいますか、それとも明日になさいますか」: a fact
    that both aim at, else one that the first does; without any the caller takes one of the two."""
    if len(group) < 2 or not asking.gives_choice(words_of(s, group)):
        return ()
    words = words_of(s, group)
    by_both = [fact for fact in group[0].facts if fact in group[1].facts]
    in_order = dict.fromkeys((*by_both, *group[0].facts, *group[1].facts))
    aimed = [fact for fact in in_order if speaks_of_one(words, s.scenario.fact(fact))]
    if not aimed:
        return (takes_one(s, words),)
    return to_questions(s.asked_only([group[0].model_copy(update={"facts": tuple(aimed)})]))


def _asked_often(s: Situation) -> bool:
    """Whether own data are asked for a third time: a second time anybody may have missed them."""
    asked = {f for q in s.reading.questions for f in q.own_data}
    before = [{f for q in e.reading.questions for f in q.own_data} for e in s.attempt.operator]
    return any(sum(f in fields for fields in before) > OFTEN for f in asked)


def _one_thing(s: Situation, parts: Sequence[Part], words: str) -> tuple[Part, ...]:
    """The best aimed at; a second thing only if one half of the question (「金額と時刻を」) is after it."""
    told = [p for p in parts if p.beat is Beat.ANSWER]
    if len(told) > 1 and _is_after_both(s, words, told[0].fact, told[1].fact):
        return tuple(parts)
    return tuple(p for p in parts if p not in told[1:])


def _is_after_both(s: Situation, words: str, first: str, second: str) -> bool:
    """Whether the second fact has a detail that the first lacks, or meets more of one half of a paired
    question (「金額と時刻を」) than the first one does."""
    if detail.completing(words, [s.scenario.fact(first), s.scenario.fact(second)]):
        return True
    halves = [content_keys(half) for half in words.split("と") if half]
    one, other = _keys(s, first), _keys(s, second) | _keys_of(s.scenario.fact(second).questions)
    return len(halves) > 1 and any(len(half & other) > len(half & one) for half in halves)


def _keys(s: Situation, fact: str) -> frozenset[str]:
    known = s.scenario.fact(fact)
    return _keys_of((*known.say, *known.gist, *known.asked_by))


def _keys_of(lines: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(content_keys(line) for line in lines))


def _no_third_time(s: Situation, part: Part) -> Part:
    """What has been told twice is not told once more: there is no more to say of it."""
    if part.beat is not Beat.ANSWER or part.fact not in s.told:
        return part
    lines = set(s.scenario.fact(part.fact).say)
    told = sum(bool(lines.intersection(e.said)) for e in s.attempt.customer)
    return Part(Beat.UNKNOWN) if told >= TOLD_ENOUGH else part


def _without_small_things(s: Situation) -> Situation:
    """The same moment; who is asked to tell it all does not begin with a small thing."""
    small = {f.id for f in s.scenario.facts if f.needs == "aside"}
    asked = [
        q.model_copy(update={"facts": tuple(f for f in q.facts if f not in small)})
        if q.open and not q.topics
        else q
        for q in s.reading.questions
    ]
    return s if tuple(asked) == s.reading.questions else s.asked_only(asked)


def _plain_yes(s: Situation, part: Part) -> Part:
    """A yes without feeling, and none but it where the operator has said just what the caller would."""
    said = s.said.text if s.said else ""
    if part.beat is Beat.CONFIRM:  # 「においは洗面所でもしますか」 is no value to be right
        return Part(Beat.RIGHT) if _makes_sure(s) else replace(part, brief=True)
    if part.beat is Beat.CORRECT and says(said, part.value):
        return Part(Beat.RIGHT)
    if part.beat is Beat.OWN_DATA and _makes_sure(s) and _nothing_to_put_right(s, part.value):
        return Part(Beat.RIGHT)
    return part


def _numbers(s: Situation) -> list[str]:
    """The customer numbers, phone numbers … that the operator has named."""
    return NUMBER.findall(unicodedata.normalize("NFKC", s.said.text)) if s.said else []


def _one_number_at_most(s: Situation) -> bool:
    """The operator has named one number only, so that another one cannot be wrong."""
    return len(_numbers(s)) <= 1


def _nothing_to_put_right(s: Situation, value: str) -> bool:
    """Whether the operator has said this value of the card, of a name the family name at least, or has not
    spelt out anything that could be wrong: 「ご登録のアドレスでよろしいですか」."""
    said, name = (s.said.text if s.said else ""), s.scenario.card.name
    if says(said, value) or any(word in said for word in words(__file__)["known_to_us"]):
        return True
    return name.split(" ")[0] in said if value == name.replace(" ", "") else not _numbers(s)


def _unasked(s: Situation, part: Part) -> bool:
    """What the words only come near to: who sums up, makes sure of what was told or agreed, did not ask
    for it."""
    if part.beat is not Beat.ANSWER:
        return False
    questions = s.reading.questions
    settled = any(settles(s.said.text[q.start : q.end]) for q in questions if s.said)
    sums_up = any(q.end - q.start > SUMMARY for q in questions)
    beside = s.agreed and s.scenario.fact(part.fact).needs == "aside"
    return part.fact in s.told or settled or sums_up or beside


def _makes_sure(s: Situation) -> bool:
    """Whether all that is asked is whether something is right."""
    if s.said is None:
        return False
    asked = [words_of(s, group) for group in to_answer(s)]
    return bool(asked) and all(asks_if_right(words) for words in asked)


def _length(parts: Sequence[Part]) -> int:
    """Pieces, as `MOST` counts them."""
    own = {Beat.OWN_DATA, Beat.AGAIN}
    return sum(p.beat not in own for p in parts) + any(p.beat in own for p in parts)
