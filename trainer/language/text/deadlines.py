"""By when: 「本日17時までに」「明日の正午」「3営業日以内」, put together from parts (time.yaml)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from trainer.language.text.values import time_words

_NUMBER = re.compile(
    r"(?:[0-9]{1,4}|[〇一二三四五六七八九十百]{1,4})(?:[~〜、](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}))?"
)
_WEEKDAY_IN_BRACKETS = re.compile(r"\([月火水木金土日]\)")
_MAX_PARTS = 8
_LINKS = ("の", "、", " ", "ごろの")
_POINTS = frozenset({"時", "時半"})


class Deadline(NamedTuple):
    """[start, end) of the text searched; `sure` if a word such as までに or 以内 closes it."""

    start: int
    end: int
    sure: bool


@lru_cache(maxsize=1)
def _parts() -> dict[str, re.Pattern[str]]:
    """Name of a list of words → what finds the longest of them."""
    words = time_words()["deadlines"]
    longest_first = {name: sorted(words[name], key=len, reverse=True) for name in words}
    return {name: re.compile("|".join(map(re.escape, some))) for name, some in longest_first.items()}


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    words = time_words()["deadlines"]
    return frozenset(w[0] for name in ("fixed", "anchors", "clocks") for w in words[name]) | frozenset(
        "0123456789〇一二三四五六七八九十百"
    )


def _eat(text: str, at: int, name: str) -> str:
    found = _parts()[name].match(text, at)
    return found[0] if found else ""


def deadlines(text: str, start: int, end: int) -> list[Deadline]:
    """All expressions in text[start:end], in order."""
    found = []
    at = start
    while at < end:
        one = _deadline(text, at, end) if text[at] in _openers() else None
        if one:
            found.append(one)
        at = one.end if one else at + 1
    return found


def by_when(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Span of the deadline in text[start:end]: the last sure one, else the last."""
    found = deadlines(text, start, end)
    best = next((d for d in reversed(found) if d.sure), found[-1] if found else None)
    return (best.start, best.end) if best else None


def _deadline(text: str, at: int, end: int) -> Deadline | None:
    fixed = _eat(text, at, "fixed")
    if fixed:
        stop = at + len(fixed)
        return Deadline(at, min(stop + text.startswith("に", stop), end), True)
    place, days, amount = at, False, ""
    for _ in range(_MAX_PARTS):
        step, kind, unit = _part(text, place)
        if not step or place + step > end:
            break
        days = days or kind == "day" or (amount, unit) == ("月", "日")
        amount = unit or amount
        place += step
    while place > at and text[place - 1] in "の、 ":
        place -= 1
    if place == at:
        return None
    tail = _eat(text, place, "tails")
    dated = amount == "日" and text.startswith("に", place)
    if not tail and not days and not dated and amount not in _POINTS:
        return None
    stop = place + len(tail)
    if not tail and text.startswith("に", stop) and not text.startswith("には", stop):
        stop += 1
    return Deadline(at, min(stop, end), bool(tail))


def _part(text: str, at: int) -> tuple[int, str, str]:
    """Length, kind (day, amount or nothing) and unit of the part at this place; 0 if there is none."""
    for link in _LINKS:
        if text.startswith(link, at):
            return len(link), "", ""
    number = _NUMBER.match(text, at)
    if number:
        unit = _eat(text, number.end(), "units")
        if unit:
            return number.end() - at + len(unit), "amount", unit
    bracket = _WEEKDAY_IN_BRACKETS.match(text, at)
    if bracket:
        return bracket.end() - at, "day", ""
    for name in ("anchors", "clocks"):
        word = _eat(text, at, name)
        if word:
            return (
                len(word),
                "day" if name == "anchors" or word in {"正午", "夕方", "昼過ぎ", "朝一番"} else "",
                "",
            )
    return 0, "", ""
