"""What the caller answers, as one would say it: a plain yes to who makes sure, nothing told twice for want of
something better, two pieces at most."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from trainer.beat import Beat
from trainer.customers import answers
from trainer.customers.leave import asks_if_right
from trainer.customers.parts import Part
from trainer.customers.situation import Situation
from trainer.customers.valence import SILENT

NO_ANSWER = frozenset(
    {
        Beat.CHECK_YES, Beat.PROMISE_OK, Beat.OFFER_DOUBT, Beat.UNKNOWN, Beat.NOTHING, Beat.OFF_TOPIC,
        Beat.CONSENT, Beat.CALLBACK_OK, Beat.EITHER,
    }
)  # fmt: skip
"""What is no answer to who only makes sure that something is right."""

MOST = 2
"""Pieces of a reply; one's own data count as one."""

ENDS = frozenset({Beat.HOLD_OK, Beat.HOLD_GRUDGING, Beat.CALLBACK_OK, Beat.PROMISE_OK})
"""Yes to a request that came with the question: it stays."""

NUMBER = re.compile(r"[A-Za-z]*-?\d[\d-]{4,}\d")
"""A customer number, a phone number …"""

_KANJI = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MARKS = "-‐‑–—ーｰ − 　・"


def answered(s: Situation) -> tuple[Part, ...]:
    """The answers to the questions of the operator's last words; () if nothing was asked."""
    parts = [_plain_yes(s, p) for p in answers.to_questions(_widely(s))]
    if _makes_sure(s):
        parts = [Part(Beat.RIGHT) if p.beat in NO_ANSWER else p for p in parts]
    if Part(Beat.RIGHT) in parts and _one_value(s):
        parts = [p for p in parts if p.beat is not Beat.CORRECT]
    if any(p.beat is Beat.OWN_DATA for p in parts):
        parts = [p for p in parts if p.beat not in SILENT]
    if Part(Beat.RIGHT) in parts and any(q.own_data for q in s.reading.questions):
        # What was said beside a number that is right was not asked for.
        parts = [p for p in parts if p.beat in (Beat.RIGHT, Beat.CORRECT, Beat.OWN_DATA)]
    fresh = [p for p in parts if p.beat is Beat.ANSWER and p.fact not in s.told]
    if fresh:
        parts = [p for p in parts if p.beat is not Beat.ANSWER or p in fresh]
    return tuple(dict.fromkeys(parts))


def says(text: str, value: str) -> bool:
    """Whether a text contains a value, in whatever width, case, hyphens or numerals it is written."""
    plain, wanted = _bare(text), _bare(value)
    start = plain.find(wanted) if wanted else -1
    while start >= 0:
        around = plain[max(0, start - 1) : start], plain[start + len(wanted) :][:1]
        cut_off = _counts(around[0]) and _counts(wanted[0])
        if not cut_off and not (_counts(around[1]) and _counts(wanted[-1])):
            return True
        start = plain.find(wanted, start + 1)
    return False


def at_most_two(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Two pieces in the order they are said: short reactions fall out first, then what stands between."""
    kept = list(parts)
    for part in [p for p in kept if p.brief]:
        if _length(kept) > MOST:
            kept.remove(part)
    if _length(kept) <= MOST:
        return tuple(kept)
    return (kept[0], kept[-1]) if kept[-1].beat in ENDS else tuple(kept[:MOST])


def _widely(s: Situation) -> Situation:
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
    same = part.beat is Beat.CORRECT and says(said, part.value)
    named = part.beat is Beat.OWN_DATA and _makes_sure(s) and _names(s, part.value)
    if part.beat is Beat.CONFIRM and not _makes_sure(
        s
    ):  # 「においは洗面所でもしますか」 is no value to be right
        return replace(part, brief=True)
    return Part(Beat.RIGHT) if part.beat is Beat.CONFIRM or same or named else part


def _one_value(s: Situation) -> bool:
    """Whether the operator has named one number only, so that another one cannot be wrong."""
    text = unicodedata.normalize("NFKC", s.said.text) if s.said else ""
    return len(NUMBER.findall(text)) <= 1


def _names(s: Situation, value: str) -> bool:
    """Whether the operator has said the value or the family name of it, or has not spelt out anything that
    could be wrong: 「ご登録のアドレスでよろしいですか」."""
    said, card = (s.said.text if s.said else ""), s.scenario.card
    if "登録" in said or (
        value != card.name.replace(" ", "") and not NUMBER.search(unicodedata.normalize("NFKC", said))
    ):
        return True
    family = card.name.split(" ")[0]
    return says(said, value) or (value == card.name.replace(" ", "") and family in said)


def _makes_sure(s: Situation) -> bool:
    if s.said is None:
        return False
    asked = [s.said.text[q.start : q.end] for q in s.reading.questions]
    return bool(asked) and all(asks_if_right(words) for words in asked)


def _length(parts: Sequence[Part]) -> int:
    own = {Beat.OWN_DATA, Beat.AGAIN}
    return sum(p.beat not in own for p in parts) + any(p.beat in own for p in parts)


def _counts(character: str) -> bool:
    return character.isdigit() or character in tuple("十百千万")


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower().translate(_KANJI)
    return "".join(c for c in plain if c not in _MARKS)
