"""Runs of digits in any writing: 090-1234, 〇九〇の一二三四, ゼロきゅうゼロのえーと, mixed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trainer.language.redaction.passage import Passage
from trainer.language.redaction.words import any_of, words

_BETWEEN = frozenset("、 ,-・")
_MANY = "十百千万億"


@dataclass(frozen=True, slots=True)
class Run:
    """[start, end) of the normal form; `groups`: the digits between separators, and `ends` where
    each of them ends."""

    start: int
    end: int
    groups: tuple[str, ...]
    ends: tuple[int, ...]

    @property
    def digits(self) -> str:
        return "".join(self.groups)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Digits of one script without anything between them."""

    start: int
    end: int
    digits: str
    script: str
    firm: bool  # surely digits, whatever stands beside them


@lru_cache(maxsize=1)
def _kana() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    lists = words("digits")
    table = {w: str(n) for w, n in (lists["strong"] | lists["weak"]).items()}
    return re.compile(any_of(table)), table, frozenset(lists["weak"])


@lru_cache(maxsize=1)
def _gap() -> re.Pattern[str]:
    """What may stand between digits of one number; bounded, so that a scan stays linear."""
    parts = any_of([*words("digits")["separators"], *words("digits")["fillers"]])
    return re.compile(f"(?:{parts}){{1,6}}")


_ASCII = re.compile(r"[0-9]+")
_KANJI = re.compile(r"[〇零一二三四五六七八九]+")


def runs(passage: Passage, cuts: tuple[tuple[int, int], ...] = ()) -> list[Run]:
    """All runs of digits outside `cuts` (dates, clock times), which end a run."""
    barred = bytearray(len(passage.text))
    for start, end in cuts:
        barred[start:end] = b"x" * (end - start)
    found: list[Run] = []
    chain: list[_Piece] = []
    for piece in _pieces(passage, barred):
        if chain and (
            not _joined(passage, barred, chain[-1].end, piece.start) or _another(passage, chain, piece)
        ):
            found += _run(chain)
            chain = []
        chain.append(piece)
    return found + _run(chain)


def _pieces(passage: Passage, barred: bytearray) -> list[_Piece]:
    found = []
    for script, pattern in (("ascii", _ASCII), ("kanji", _KANJI)):
        for m in pattern.finditer(passage.text):
            if any(barred[m.start() : m.end()]) or _multiplied(passage.text, m):
                continue
            digits = m[0] if script == "ascii" else "".join(str(words("digits")["kanji"][c]) for c in m[0])
            found.append(_Piece(*m.span(), digits, script, len(digits) > 1 or digits == "0"))
    return sorted([*found, *_spoken(passage)], key=lambda p: p.start)


def _multiplied(text: str, m: re.Match[str]) -> bool:
    """Part of 二十, 三百五: a quantity, no sequence of digits."""
    after = text[m.end() : m.end() + 1]
    before = text[m.start() - 1 : m.start()] if m.start() else ""
    return (after != "" and after in _MANY) or (before != "" and before in _MANY and not m[0].isascii())


def _spoken(passage: Passage) -> list[_Piece]:
    pattern, table, weak = _kana()
    found: list[_Piece] = []
    at = 0
    while m := pattern.search(passage.kana, at):
        start, said = m.start(), []
        while m:
            said.append(m[0])
            at = m.end()
            m = pattern.match(passage.kana, at)
        strong = [w for w in said if w not in weak]
        if strong or len(said) > 2 or _alone(passage.text, start, at):
            firm = len(said) > 1 or table[said[0]] == "0"
            found.append(_Piece(start, at, "".join(table[w] for w in said), "kana", firm))
    return found


def _alone(text: str, start: int, end: int) -> bool:
    """「、ご、」: between two separators even a weak reading is a digit."""
    return text[start - 1 : start] in _BETWEEN and text[end : end + 1] in _BETWEEN and start > 0


def _joined(passage: Passage, barred: bytearray, end: int, start: int) -> bool:
    if start - end > 16 or any(barred[end:start]):
        return False
    return end == start or bool(_gap().fullmatch(passage.kana, end, start))


def _another(passage: Passage, chain: list[_Piece], piece: _Piece) -> bool:
    """A second number after a complete one: 090-1234-5678、03-1234-5678; not the next of single digits."""
    if len(piece.digits) == 1:
        return False
    gap = passage.text[chain[-1].end : piece.start]
    digits = "".join(p.digits for p in chain[-16:])
    if digits.startswith("0") and len(digits) in (10, 11) and piece.digits[0] == "0":
        return not set("、,/ ").isdisjoint(gap)
    return len(digits) >= 9 and len(piece.digits) > 4 and not set("、,/").isdisjoint(gap)


def _stray(piece: _Piece, beside: _Piece, gap: int) -> bool:
    return not piece.firm and piece.script != beside.script and (gap > 0 or piece.script == "kana")


def _run(chain: list[_Piece]) -> list[Run]:
    """Without a lone digit of another script at either end: 高橋さん 090…, …5678に."""
    chain = list(chain)
    while len(chain) > 1 and _stray(chain[0], chain[1], chain[1].start - chain[0].end):
        chain.pop(0)
    while len(chain) > 1 and _stray(chain[-1], chain[-2], chain[-1].start - chain[-2].end):
        chain.pop()
    if not chain:
        return []
    groups: list[str] = []
    ends: list[int] = []
    for i, piece in enumerate(chain):
        if i and chain[i - 1].end == piece.start:
            groups[-1] += piece.digits
            ends[-1] = piece.end
        else:
            groups.append(piece.digits)
            ends.append(piece.end)
    return [Run(chain[0].start, chain[-1].end, tuple(groups), tuple(ends))]
