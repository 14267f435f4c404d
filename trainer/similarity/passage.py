"""Texts cut into sentences in which words are looked for, quickly."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence

_END = re.compile(r"[。!?…\n]+")
_LEFT_OUT = re.compile(r"[\s、,「」『』・]+")
NOWHERE: frozenset[int] = frozenset()


class Passage:
    """Sentences are numbered through all texts; between two texts one number stays free, so that the
    end of one and the beginning of the next are not neighbours."""

    def __init__(self, texts: Iterable[str]) -> None:
        sentences: list[str] = []
        self._home: list[int] = []
        for index, text in enumerate(texts):
            folded = unicodedata.normalize("NFKC", text).lower()
            pieces = [_LEFT_OUT.sub("", piece) for piece in _END.split(folded)]
            own = [*filter(None, pieces), ""]
            sentences += own
            self._home += [index] * len(own)
        self._starts: list[int] = []
        length = 0
        for sentence in sentences:
            self._starts.append(length)
            length += len(sentence) + 1
        self._whole = "\n".join(sentences)
        self._sentences = sentences

    def texts_of(self, sentences: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted({self._home[s] for s in sentences}))

    def sentences_with(self, words: Iterable[str]) -> frozenset[int]:
        """Those in which one of the words stands."""
        whole = self._whole
        return frozenset(s for word in words if word in whole for s in self._places(word))

    def sentences_saying(self, pieces: Sequence[str]) -> frozenset[int]:
        """Those in which the pieces stand one after another."""
        for piece in pieces:
            if piece not in self._whole:
                return NOWHERE
        return frozenset(s for s in self._places(pieces[0]) if _in_order(self._sentences[s], pieces))

    def sentences_joining(self, lists: Sequence[frozenset[int]]) -> frozenset[int]:
        """The first of each two neighbours that together are in all of these sets of sentences."""
        if not all(lists):
            return NOWHERE
        return frozenset.intersection(*(some | {s - 1 for s in some if s} for some in lists))

    def _places(self, word: str) -> list[int]:
        found = []
        place = self._whole.find(word)
        while place >= 0:
            found.append(bisect_right(self._starts, place) - 1)
            place = self._whole.find(word, place + 1)
        return found


def _in_order(sentence: str, pieces: Sequence[str]) -> bool:
    place = 0
    for piece in pieces:
        place = sentence.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return True
