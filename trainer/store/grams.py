"""Text as the search sees it: folded, cut into pairs of characters, and found again for marking.

A word is found wherever it stands in a text, whatever its length and script. Texts are folded (NFKC,
case, kinds of dashes, nothing invisible) and parted at blanks; each piece is indexed as its
overlapping pairs of characters (facts: pairs are found ten times faster than trigrams when words have two
characters, and miss nothing, unlike dictionary words). A word of n ≥ 2 characters is the phrase of its
n - 1 pairs; for words of one character each text's distinct characters are indexed too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from operator import add

from trainer.dialogue import Span

MAX_WORDS, MAX_CHARS = 8, 64
"""More words, and more characters of a word, are not looked at."""

BREAK = "\u2016"
"""Stands between the pairs of two pieces, so that no phrase reaches across."""

# Invisible: controls that are no blanks, lone surrogates, and the format characters and variation
# selectors that make two writings of the same word differ without being seen.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U000e0000-\U000e0fff]"
)

# What melts into the character before it: half-width voicing (ｶﾞ), combining marks of kana and Latin.
_LEANING = re.compile("[\uff9e\uff9f\u3099\u309a\u0300-\u036f]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def fold(text: str) -> str:
    """The text with everything levelled that a reader takes for the same."""
    seen = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return _DASHES.sub("-", unicodedata.normalize("NFKC", seen)).replace("\u301c", "~")


def words_of(text: str) -> tuple[str, ...]:
    """The words asked for, folded, without repetition; () when there is nothing to look for."""
    words = dict.fromkeys(word[:MAX_CHARS] for word in fold(text).split())
    return tuple(words)[:MAX_WORDS]


def pairs(text: str) -> str:
    """The pairs of characters of a text or word, parted by blanks."""
    return f" {BREAK} ".join(" ".join(map(add, piece, piece[1:])) for piece in _pieces(text))


def letters(text: str) -> str:
    """The distinct characters of a text, parted by blanks; the order means nothing."""
    return " ".join(sorted(set("".join(_pieces(text)))))


def _pieces(text: str) -> list[str]:
    """What stands between blanks, folded. The tokenizer parts words at ASCII punctuation; its
    full-width twin, which folding leaves none of, is a character like any other."""
    return _PUNCTUATION.sub(lambda found: chr(ord(found[0]) + 0xFEE0), fold(text)).split()


def spans(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Where folded words stand in the text as it was written, ascending, overlaps joined."""
    if not any(word in fold(text) for word in words):
        return ()
    folded, home = _aligned(text)
    found: list[tuple[int, int]] = []
    for word in words:
        start = folded.find(word)
        while start >= 0:
            found.append((home[start][0], home[start + len(word) - 1][1]))
            start = folded.find(word, start + 1)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(Span(start=start, end=end) for start, end in joined)


def _aligned(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded text, and for each of its characters where in `text` it comes from."""
    letters = [_folded(char) for char in text]
    if not _LEANING.search(text) and all(len(letter) == 1 for letter in letters):
        return "".join(letters), [(i, i + 1) for i in range(len(text))]
    folded: list[str] = []
    home: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _LEANING.match(text[end]):
            end += 1
        piece = _folded(text[start:end])
        folded.append(piece)
        home += [(start, end)] * len(piece)
        start = end
    return "".join(folded), home


@lru_cache(maxsize=16_384)
def _folded(piece: str) -> str:
    return fold(piece)
