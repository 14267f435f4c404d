"""Written words as they are said aloud, cut into phrases that are rendered one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

LONGEST = 80
"""Characters of one phrase; the engine's memory grows with the length of what it renders at once."""
_PHRASE = re.compile(r"([^、。,!?\n]+)([、。,!?\n]*)")
_BRACKETS = re.compile(r"[「」『』()\[\]【】<>〈〉《》“”\"'*_`#|~^]")
_LINK = re.compile(r"https?://\S+")
_NUMBER = re.compile(r"(?<![0-9A-Za-z])([0-9][0-9,]*)(?![0-9A-Za-z-])(.{0,4})")
_CODE = re.compile(
    r"(?=[A-Za-z-]*[0-9])(?:[0-9A-Za-z]+(?:-[0-9A-Za-z]+)+|[A-Za-z]{1,4}[0-9]{2,}[0-9A-Za-z]*)"
)


@dataclass(frozen=True)
class Phrase:
    """What is rendered at once. `full`: a full stop follows, not a comma; `question`: it asks."""

    text: str
    full: bool
    question: bool


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return raw


def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of a text, in order; () for a text without anything that can be said."""
    found = []
    for m in _PHRASE.finditer(_written_out(text)):
        marks = m[2]
        for piece, last in _pieces(m[1]):
            if any(c.isalnum() for c in piece):
                ends = last and any(c in marks for c in "。!?\n")
                found.append(Phrase(piece, ends, last and "?" in marks))
    return tuple(found)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """At most LONGEST characters each, and whether it is the last."""
    text = text.strip()
    for start in range(0, len(text), LONGEST):
        yield text[start : start + LONGEST], start + LONGEST >= len(text)


def _written_out(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.encode("utf-8", "ignore").decode().replace("…", "。"))
    text = "".join(c for c in text if unicodedata.category(c) not in ("So", "Cs", "Co", "Cn", "Cf"))
    text = _BRACKETS.sub("", _LINK.sub("リンク", text))
    text = re.sub(r"¥\s*([0-9,]+)", r"\1円", text)
    for written, said in _table()["readings"].items():
        text = re.sub(rf"(?<![A-Za-z]){re.escape(written)}(?![A-Za-z])", said, text)
    text = _CODE.sub(lambda m: _spelt(m[0]), text)
    return _NUMBER.sub(lambda m: _number(m[1], m[2]) + m[2], text)


def _spelt(code: str) -> str:
    """E-1474 → イー の イチ ヨン…: sign by sign, as people read numbers out over the phone."""
    signs = _table()["signs"]
    return "".join(signs.get(c.lower(), "の") for c in code)


def _number(digits: str, following: str) -> str:
    """A long number is read digit by digit unless something is counted."""
    bare = digits.replace(",", "")
    counted = "," in digits or following.lstrip().startswith(tuple(_table()["counted_before"]))
    return bare if counted or len(bare) < _table()["digit_by_digit"] else _spelt(bare)
