"""Numbers, days, weekdays, amounts in a text, in a form in which 三日, 3日 and みっか are equal."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from trainer.language.lexicon.files import content

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "両": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "億": 100_000_000}
_FIGURES = "0-9〇零一二三四五六七八九十百千万億"
_NUMERAL = rf"(?<![0-9])(?<![0-9]\.)[{_FIGURES}][{_FIGURES},]{{0,11}}(?:\.[0-9]{{1,4}}[万億]?)?"
_BLANK = r"\s?"


@dataclass(frozen=True, slots=True)
class Value:
    """`kind` is a unit (日, 回, 円 …) or one of date, month, weekday, clock, relative:…, code:… (with
    its shape, so that only codes built alike are compared); `amount` tells values of one kind
    apart. [start, end) in the text searched."""

    kind: str
    amount: float | str | tuple[int, int]
    start: int
    end: int

    def equals(self, other: Value) -> bool:
        """Same value as far as both say it: 8月3日, 8月 and 3日 agree, 5時 and 17時 too."""
        if self.kind != other.kind:
            return self._part_of(other) or other._part_of(self)
        if isinstance(self.amount, float) and isinstance(other.amount, float) and self.kind == "clock":
            return self.amount % 12 == other.amount % 12
        return self.amount == other.amount

    def _part_of(self, other: Value) -> bool:
        if other.kind != "date" or not isinstance(other.amount, tuple):
            return False
        month, day = other.amount
        return (self.kind, self.amount) in {("month", float(month)), ("日", float(day))}

    def conflicts(self, other: Value) -> bool:
        """Both speak of the same kind of thing and cannot both be true."""
        if {self.kind, other.kind} == {"date", "month"}:
            return not self.equals(other)
        if self.kind in ("回", "日") and 1.0 in (self.amount, other.amount):
            return False  # 一度, 一日 are more often "once" and "a day" than a count or a date
        return self.kind == other.kind and not self.equals(other)


@lru_cache(maxsize=1)
def time_words() -> Any:
    """The content of lexicon/time.yaml."""
    return content("time")


def number(text: str) -> float | None:
    """12, 十二, 1万2千, 12,000, 1.5万 as a number; None if it is none."""
    text = text.replace(",", "")
    try:
        if "." in text and text[-1] in _LARGE:
            return round(float(text[:-1]) * _LARGE[text[-1]], 4)
        return float(text)
    except ValueError:
        pass
    total = section = 0
    digits = ""
    for char in text:
        if char.isdigit() and char.isascii():
            digits += char
        elif char in _DIGITS:
            digits += str(_DIGITS[char])
        elif char in _SMALL:
            section += (int(digits) if digits else 1) * _SMALL[char]
            digits = ""
        elif char in _LARGE:
            total += (section + int(digits or 0) or 1) * _LARGE[char]
            section, digits = 0, ""
        else:
            return None
    return float(total + section + int(digits or 0))


@lru_cache(maxsize=1)
def _units() -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    table = {w: (u["unit"], u.get("days", 1)) for u in time_words()["units"] for w in u["words"]}
    words = "|".join(re.escape(w) for w in sorted(table, key=len, reverse=True))
    return re.compile(f"({_NUMERAL}){_BLANK}({words})"), table


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], dict[str, Value]]:
    table: dict[str, Value] = {}
    for word, value in time_words()["kana"].items():
        table[word] = Value(value["unit"], float(value["number"]), 0, 0)
    for kind, groups in time_words()["relative"].items():
        for group in groups:
            for word in group:
                table[word] = Value(f"relative:{kind}", group[0], 0, 0)
    words = "|".join(re.escape(w) for w in sorted(table, key=len, reverse=True))
    return re.compile(words), table


@lru_cache(maxsize=1)
def _not_values() -> re.Pattern[str]:
    """Idioms, unless a numeral goes on (四十分), an hour stands before (二十二時十分) or what follows
    shows that the number is meant (十分ほど)."""
    meant = time_words()["values_before"]
    words = sorted(time_words()["not_values"], key=len, reverse=True)
    idioms = "|".join(
        re.escape(w) + (f"(?!{'|'.join(map(re.escape, meant[w]))})" if w in meant else "") for w in words
    )
    return re.compile(rf"(?<![0-9〇零一二三四五六七八九十百千万時])(?:{idioms})")


_DATE = re.compile(
    rf"({_NUMERAL}){_BLANK}月{_BLANK}({_NUMERAL}){_BLANK}日|(?<![0-9/])([0-9]{{1,2}})/([0-9]{{1,2}})(?![0-9/])"
)
_MONTH = re.compile(rf"({_NUMERAL}){_BLANK}月(?![間々])")
_CLOCK = re.compile(
    rf"(午前|午後|朝|夜|夕方)?の?({_NUMERAL}){_BLANK}時(?!間)(?:{_BLANK}(半|{_NUMERAL}{_BLANK}分))?|(?<![0-9])([0-9]{{1,2}}):([0-5][0-9])"
)
_WEEKDAY = re.compile(r"([月火水木金土日])曜日?|\(([月火水木金土日])\)")
_KANA_WEEKDAY = re.compile(r"(げつ|か|すい|もく|きん|ど|にち)ようび")
_WEEKDAY_OF = {"げつ": "月", "か": "火", "すい": "水", "もく": "木", "きん": "金", "ど": "土", "にち": "日"}
_CODE = re.compile(r"[a-z0-9][a-z0-9-]*")


def values_between(text: str, start: int, end: int) -> tuple[Value, ...]:
    """Those values of a normal form that begin in [start, end)."""
    found = values(text)
    low = bisect_left(found, start, key=lambda v: v.start)
    return found[low : bisect_left(found, end, lo=low, key=lambda v: v.start)]


@lru_cache(maxsize=1024)
def values(text: str) -> tuple[Value, ...]:
    """All values in a normal form, in order, not overlapping."""
    taken = bytearray(len(text))
    found: list[Value] = []
    for m in _not_values().finditer(text):
        taken[m.start() : m.end()] = b"x" * (m.end() - m.start())

    def add(kind: str, amount: float | str | tuple[int, int] | None, span: tuple[int, int]) -> None:
        if amount is not None and not any(taken[span[0] : span[1]]):
            taken[span[0] : span[1]] = b"x" * (span[1] - span[0])
            found.append(Value(kind, amount, *span))

    for m in _DATE.finditer(text):
        month, day = number(m[1] or m[3]), number(m[2] or m[4])
        if month and day and month <= 12 and day <= 31:
            add("date", (int(month), int(day)), m.span())
    for m in _MONTH.finditer(text):
        month = number(m[1])
        add("month", month if month and month <= 12 else None, m.span())
    for m in _CLOCK.finditer(text):
        add("clock", _hour(m), m.span())
    for m in _WEEKDAY.finditer(text):
        add("weekday", m[1] or m[2], m.span())
    for m in _KANA_WEEKDAY.finditer(text):
        add("weekday", _WEEKDAY_OF[m[1]], m.span())
    pattern, table = _units()
    for m in pattern.finditer(text):
        unit, days = table[m[2]]
        amount = number(m[1])
        calendar = unit == "年" and amount is not None and amount >= 1900
        add("calendar" if calendar else unit, None if amount is None else amount * days, m.span())
    pattern, words = _words()
    for m in pattern.finditer(text):
        add(words[m[0]].kind, words[m[0]].amount, m.span())
    for m in _CODE.finditer(text):
        code = m[0].replace("-", "")
        letters = sum(c.isalpha() for c in code)
        if len(code) > letters and (letters or len(code) >= 4) and len(code) >= 2:
            shape = "".join(c if c.isalpha() else "9" for c in code)
            add(f"code:{shape}", code, m.span())
    return tuple(sorted(found, key=lambda v: v.start))


def _hour(m: re.Match[str]) -> float | None:
    if m[4]:
        return float(m[4]) + int(m[5]) / 60
    hour = number(m[2])
    if hour is None or hour > 24:
        return None
    if m[1] in {"午後", "夜", "夕方"} and hour < 12:
        hour += 12
    minutes = 30.0 if m[3] == "半" else number(m[3].rstrip("分 ")) if m[3] else 0.0
    return hour + (minutes or 0.0) / 60
