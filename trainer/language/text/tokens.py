"""Words and sentences of a normal form, by SudachiPy (loaded on first use)."""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import Any, NamedTuple

_SENTENCE = re.compile(r"[^。!?\n]*[。!?\n]+|[^。!?\n]+")
_FIELDS = {"surface", "pos", "dictionary_form", "normalized_form", "reading_form"}
_MAX_CHARS = 12_000  # SudachiPy takes at most 49,149 bytes at once
_MOST_KNOWN = 4096
CONTENT = frozenset(
    {"名詞-普通名詞", "名詞-固有名詞", "名詞-数詞", "動詞-一般", "形容詞-一般", "形状詞-一般"}
)
"""Parts of speech of words with a meaning of their own."""


class Token(NamedTuple):
    """`lemma` is Sudachi's dictionary form, `norm` its normalised form, `pos` the first two parts
    of speech joined by '-', `conj` the conjugation form; [start, end) in the text tokenised."""

    surface: str
    lemma: str
    norm: str
    pos: str
    conj: str
    reading: str
    start: int
    end: int
    kind: str = ""  # third part of speech: 人名, 地名, 助数詞可能 …

    @property
    def content(self) -> bool:
        """A word with a meaning of its own."""
        return self.pos in CONTENT


_token = tuple.__new__  # of all fields at once: half the time of calling Token


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from sudachipy import Dictionary

    return Dictionary(dict="core")


_own = threading.local()


def _tokenizer() -> Any:
    """One per thread: a tokenizer shared by two threads raises while the other is using it."""
    if not hasattr(_own, "tokenizer"):
        from sudachipy import SplitMode

        _own.tokenizer = _dictionary().tokenizer(SplitMode.C, fields=_FIELDS)
    return _own.tokenizer


@lru_cache(maxsize=2048)
def _grammar(number: int) -> tuple[str, str, str]:
    """`pos`, `conj` and `kind` of a part of speech: the dictionary has some 1,500 of them."""
    names = _dictionary().pos_of(number)
    return f"{names[0]}-{names[1]}", names[5], names[2]


_Word = tuple[str, str, str, str, str, str]
_known: dict[int, _Word] = {}


def _word(m: Any) -> _Word:
    """`lemma`, `norm`, `pos`, `conj`, `reading` and `kind` of a morpheme, kept for words of the dictionary:
    asking for them anew takes as long as finding the word."""
    pos, conj, kind = _grammar(m.part_of_speech_id())
    lemma, norm = m.dictionary_form(), m.normalized_form()
    word = lemma, lemma if norm == lemma else norm, pos, conj, m.reading_form(), kind
    if not m.is_oov():
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[m.word_id()] = word
    return word


@lru_cache(maxsize=64)
def tokenise(text: str) -> tuple[Token, ...]:
    """Tokens of a normal form."""
    return tuple(_analysed(text, 0, len(text)))


@lru_cache(maxsize=64)
def by_sentence(text: str) -> tuple[tuple[Token, ...], ...]:
    """Tokens of each sentence of a normal form, analysed by itself, without blanks; places are those of
    the whole text."""
    found = [_analysed(text, start, end) for start, end in sentences(text)]
    return tuple([tuple([t for t in tokens if not t.surface.isspace()]) for tokens in found])


def _analysed(text: str, first: int, last: int) -> list[Token]:
    """Tokens of text[first:last] with places in `text`; what is too long for the analyser is cut."""
    tokens: list[Token] = []
    for offset in range(first, last, _MAX_CHARS):
        for m in _tokenizer().tokenize(text[offset : min(offset + _MAX_CHARS, last)]):
            start, end = offset + m.begin(), offset + m.end()
            lemma, norm, pos, conj, reading, kind = _known.get(m.word_id()) or _word(m)
            fields = (text[start:end], lemma, norm, pos, conj, reading, start, end, kind)
            tokens.append(_token(Token, fields))
    return tokens


def sentences(text: str) -> list[tuple[int, int]]:
    """[start, end) of each sentence, closing marks included, blanks around it not."""
    spans = []
    for m in _SENTENCE.finditer(text):
        start, end = m.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            spans.append((start, end))
    return spans
