"""Sentences and clauses of a normal form, also where punctuation is missing.

Speech recognition and chat leave out 。 and 、; a sentence then ends where a learnt model hears a
pause (`pauses.py`). In a text with marks one may still be missing behind a final particle.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from trainer.language.text.pauses import BREAK, END, marks_between
from trainer.language.text.tokens import Token, by_sentence

_FINAL_PARTICLES = frozenset({"か", "ね", "よ", "わ", "な", "の", "よね", "かな", "っけ"})
_OPENERS = ("代名詞", "感動詞", "接続詞", "連体詞", "副詞", "接頭辞", "名詞", "形容詞", "動詞", "形状詞")
_ENDING = ("終止形", "命令形", "連体形", "意志推量形")
_TRAILING = frozenset({"です", "ね", "か", "よ"})
_FILLERS = ("感動詞", "補助記号", "連体詞", "接続詞")
_CLAUSE_PARTICLES = frozenset({"が", "けど", "けれど", "けれども", "ので", "から", "し", "のに", "と"})

Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """[start, end) of the normal form and the tokens in it; offsets are those of the whole. `breaks`:
    tokens behind which a 、 is missing."""

    start: int
    end: int
    tokens: Tokens
    breaks: frozenset[int] = frozenset()


def split_sentences(text: str) -> tuple[Piece, ...]:
    """Sentences of a normal form; every character but blanks belongs to exactly one."""
    bare = not any(mark in text for mark in "。!?")
    pieces: list[Piece] = []
    for tokens in by_sentence(text):
        pieces += _unmarked(tokens, "、" in text) if bare else _marked(tokens)
    return tuple(pieces)


def _marked(tokens: Tokens) -> list[Piece]:
    ends = [i + 1 for i in range(len(tokens) - 1) if _may_end(tokens, i)]
    return [_piece(tokens[a:b]) for a, b in pairwise([0, *ends, len(tokens)]) if a < b]


def _unmarked(tokens: Tokens, commas: bool) -> list[Piece]:
    """Sentences of a text without 。; `commas`: it has 、."""
    if not tokens:
        return []
    marks = marks_between(tokens)
    ends = [
        i + 1
        for i in np.flatnonzero(marks[:, END]).tolist()
        if tokens[i].surface not in _TRAILING or not _only_fills(tokens, i)
    ]
    breaks = [] if commas else np.flatnonzero(marks[:, BREAK]).tolist()
    return [
        _piece(tokens[a:b], frozenset(i - a for i in breaks if a <= i < b - 1))
        for a, b in pairwise([0, *ends, len(tokens)])
    ]


def _only_fills(tokens: Tokens, i: int) -> bool:
    """「えーとですね」 up to token i: it belongs to what follows."""
    return all(t.pos.startswith(_FILLERS) or t.surface in _TRAILING for t in tokens[max(0, i - 3) : i + 1])


def _may_end(tokens: Tokens, i: int) -> bool:
    """Does a sentence end after token i, though 。 is missing there?"""
    here, after = tokens[i], tokens[i + 1]
    if here.end < after.start:  # a blank between them
        ends = here.pos == "助詞-終助詞" or here.conj.startswith(_ENDING)
    elif here.surface in _FINAL_PARTICLES and after.pos.startswith(_OPENERS):
        before = tokens[i - 1] if i else here
        particle = here.pos == "助詞-終助詞" and before.pos.startswith(("助動詞", "動詞", "形容詞", "助詞"))
        ends = particle or (here.surface in ("か", "ね") and before.pos.startswith("助動詞"))
    else:
        return False
    return ends and not _only_fills(tokens, i)


def split_clauses(piece: Piece) -> tuple[Piece, ...]:
    """Clauses of a sentence: cut after 、 and after が, けど, ので, から behind a predicate."""
    cuts: list[Piece] = []
    first = 0
    tokens = piece.tokens
    for i in range(len(tokens) - 1):
        here, after = tokens[i], tokens[i + 1]
        comma = here.pos == "補助記号-読点"
        joint = (
            here.pos == "助詞-接続助詞"
            and here.surface in _CLAUSE_PARTICLES
            and after.pos not in ("補助記号-読点", "助詞-係助詞", "助詞-終助詞")
        )
        if comma or joint or i in piece.breaks:
            cuts.append(_piece(tokens[first : i + 1]))
            first = i + 1
    cuts.append(_piece(tokens[first:]))
    return tuple(cuts)


def _piece(tokens: Tokens, breaks: frozenset[int] = frozenset()) -> Piece:
    return Piece(tokens[0].start, tokens[-1].end, tokens, breaks)
