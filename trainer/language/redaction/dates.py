"""Dates: which are birth dates, and which are dates of the story and clock times that stay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trainer.language.redaction.passage import Find, Passage
from trainer.language.redaction.words import any_of, words
from trainer.personal import PersonalKind

_NUMERAL = "(?:[0-9]{1,2}|[〇零一二三四五六七八九十]{1,4})"
_YEAR = "(?:[0-9]{4}|[〇零一二三四五六七八九十百千]{4,8})"
_REACH = 24
"""Characters before a date in which a cue makes it a birth date."""


@dataclass(frozen=True, slots=True)
class Dates:
    """`births` are personal; `spans` are all dates and times, none of which is a number to mask."""

    births: tuple[Find, ...]
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=1)
def _full() -> re.Pattern[str]:
    era = f"(?:(?P<era>{any_of(words('dates')['eras'])})の?\\s?\\.?(?:元|{_NUMERAL}))"
    return re.compile(
        f"(?<![0-9a-z〇一二三四五六七八九十-])(?:{era}|{_YEAR})\\s?(?:年の?|[./-])\\s?"
        f"{_NUMERAL}\\s?(?:月の?|[./-])\\s?{_NUMERAL}(?:\\s?日|(?![0-9-]))"
    )


@lru_cache(maxsize=1)
def _year() -> re.Pattern[str]:
    return re.compile(
        f"(?<![0-9a-z])(?:(?:{any_of(words('dates')['eras'])})の?\\s?(?:元|{_NUMERAL})|{_YEAR})\\s?年"
        f"(?:の?\\s?{_NUMERAL}\\s?月)?"
    )


@lru_cache(maxsize=1)
def _spoken() -> re.Pattern[str]:
    number = "[いちにさんよしごろくなはきゅうじつたやこのかむっぜれみふとおひ ]"
    years = any_of(words("dates")["kana_years"])
    return re.compile(f"(?:{years}){number}{{0,12}}ねんの?{number}{{1,6}}がつの?{number}{{1,8}}")


@lru_cache(maxsize=1)
def _read_out() -> re.Pattern[str]:
    """いちきゅうよんろくの ろくがつ ついたち: figure by figure, without 年."""
    figures = "[いちにさんよごろくなはきゅうしぜまる ]"
    day = "[いちにさんよごろくなはきゅうしじつたみふかとお ]"
    return re.compile(f"{figures}{{5,16}}(?:ねん)?の?{figures}{{1,6}}がつの?{day}{{1,9}}")


_DAY = re.compile(f"{_NUMERAL}\\s?月の?\\s?{_NUMERAL}\\s?日|(?<![0-9/.-])[01]?[0-9]/[0-3]?[0-9](?![0-9/-])")
_CLOCK = re.compile(r"(?<![0-9:])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])")


@lru_cache(maxsize=4)
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(any_of(words("dates")[name]))


def dates(passage: Passage) -> Dates:
    """Every date and clock time, and which of them tell when somebody was born."""
    births: list[Find] = []
    spans: list[tuple[int, int]] = []
    ends: set[int] = set()
    for pattern, text in ((_full(), passage.text), (_spoken(), passage.kana), (_DAY, passage.text)):
        for m in pattern.finditer(text):
            if any(s < m.end() and m.start() < e for s, e in spans[-8:]):
                continue
            spans.append(m.span())
            ends.add(m.end())
            if _born(passage, m, ends) or _old(passage, m):
                births.append(Find(*m.span(), PersonalKind.BIRTHDATE))
    inside = {place for start, end in spans for place in range(start, end)}
    for m in _year().finditer(passage.text):
        if m.start() not in inside and (
            _follows(passage, m.end()) or _just_announced(passage, m.start()) or _born_then(passage, m)
        ):
            births.append(Find(*m.span(), PersonalKind.BIRTHDATE))
    for m in _read_out().finditer(passage.kana):
        if m.start() not in inside and _just_announced(passage, m.start()):
            births.append(Find(*m.span(), PersonalKind.BIRTHDATE))
            spans.append(m.span())
    spans += [m.span() for m in _CLOCK.finditer(passage.text)]
    return Dates(tuple(births), tuple(spans))


def _born(passage: Passage, m: re.Match[str], ends: set[int]) -> bool:
    """A cue stands before or after; one right behind another date (`ends`) speaks of that one."""
    low = passage.sentence_start(m.start(), _REACH)
    near = passage.text[low : m.start()]
    announced = any(
        "月" not in near[cue.end() :] and ends.isdisjoint({low + cue.start(), low + cue.start() - 1})
        for cue in _cue("before").finditer(near)
    )
    return announced or _follows(passage, m.end())


def _just_announced(passage: Passage, place: int) -> bool:
    return _cue("before").search(passage.text, max(0, place - 8), place) is not None


def _born_then(passage: Passage, m: re.Match[str]) -> bool:
    """昭和二十二年の文化の日、十一月三日生まれ: a year of an era long ended, and a birth later on."""
    if not m[0].startswith(("明治", "大正", "昭和")):
        return False
    end = min(
        (p for p in (passage.text.find(c, m.end()) for c in "。\n") if p >= 0), default=m.end() + _REACH
    )
    return _cue("after").search(passage.text, m.end(), min(end, m.end() + _REACH)) is not None


def _follows(passage: Passage, place: int) -> bool:
    tail = passage.text[place : place + 16].lstrip(" 、のに()")
    return bool(_cue("after").match(tail)) or bool(re.match("生(?![産活徒き物])", tail))


def _old(passage: Passage, m: re.Match[str]) -> bool:
    """A complete date of an era that ended long ago, unless a founding or the like follows."""
    era = m.groupdict().get("era")
    return era in words("dates")["old_eras"] and not _cue("events").search(
        passage.text, m.end(), m.end() + 12
    )
