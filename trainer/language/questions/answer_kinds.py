"""Which kinds of answer a fact has in it, found in its own words: a time, an amount, a person …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from trainer.language.lexicon.files import content
from trainer.language.text.parsing import Parsed, parse
from trainer.language.text.values import values

NAME = "name"
"""What 「お名前は」 asks for; the other kinds are those of topics.kinds_asked."""

_DAYS = frozenset({"date", "month", "weekday", "clock", "日", "年", "時"})
_LENGTHS = frozenset({"分", "時間", "日", "秒", "週間", "か月", "年", "日間", "週"})
_NO_COUNT = frozenset({"date", "month", "weekday", "clock", "円"})


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[str]]:
    """Kind → words (normalised) that are an answer of this kind."""
    return {kind: frozenset(words) for kind, words in content("topics")["answers"].items()}


@lru_cache(maxsize=1)
def _naming() -> tuple[str, ...]:
    return tuple(content("topics")["naming"])


def names_asked(text: str) -> bool:
    """Whether somebody's or something's name is asked for."""
    return any(form in text for form in _naming())


@lru_cache(maxsize=4096)
def kinds_given(lines: tuple[str, ...]) -> frozenset[str]:
    """Kinds of answer that the lines contain."""
    return frozenset(kind for line in lines for kind in _kinds(parse(line)))


def _kinds(parsed: Parsed) -> Iterator[str]:
    text = parsed.normal.text
    for value in values(text):
        lasts = value.kind == "日" and text[value.end - 1] == "間"  # 「一週間」 is no day
        if (value.kind in _DAYS and not lasts) or value.kind.startswith("relative"):
            yield "time"
        if value.kind == "円":
            yield "amount"
        if value.kind in _LENGTHS:
            yield "length"
        if value.kind not in _NO_COUNT:
            yield "count"
    for word in parsed.words:
        yield from (kind for kind, words in _words().items() if word.norm in words)
        if word.kind == "人名":
            yield "person"
        if word.pos.startswith("名詞-固有名詞") or word.norm in ("名前", "名乗る", "名"):
            yield NAME
