"""Texts cut into sentences in which many words are looked for, quickly."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

_END = re.compile(r"[。!?…\n]+")
_LEFT_OUT = re.compile(r"[\s、,「」『』・]+")
NOWHERE: frozenset[int] = frozenset()


class Vocabulary:
    """Words known by how they begin: of some thousand words a text can hold only those whose first two
    characters it holds."""

    def __init__(self, words: Iterable[str]) -> None:
        self._heads: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            self._heads.setdefault(word[:2], []).append(word)

    def within(self, text: str) -> list[str]:
        """The words that the text holds."""
        heads = {text[i : i + 2] for i in range(len(text))}.union(text)
        return [word for head in heads & self._heads.keys() for word in self._heads[head] if word in text]


class Passage:
    """Sentences are numbered through all texts; between two texts one number stays free, so that the
    end of one and the beginning of the next are not neighbours."""

    def __init__(self, texts: Iterable[str], vocabulary: Vocabulary) -> None:
        self._sentences: list[str] = []
        self._home: list[int] = []
        for index, text in enumerate(texts):
            folded = unicodedata.normalize("NFKC", text).lower()
            pieces = [_LEFT_OUT.sub("", piece) for piece in _END.split(folded)]
            own = [*filter(None, pieces), ""]
            self._sentences += own
            self._home += [index] * len(own)
        whole = "\n".join(self._sentences)
        starts = _starts(self._sentences)
        self.met: Mapping[str, frozenset[int]] = {
            word: frozenset(bisect_right(starts, place) - 1 for place in _places(whole, word))
            for word in vocabulary.within(whole)
        }
        """For each word of the vocabulary that is there the sentences in which it stands."""

    def texts_of(self, sentences: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted({self._home[s] for s in sentences}))

    def sentences_with(self, words: Iterable[str]) -> frozenset[int]:
        """Those in which one of the words stands."""
        return NOWHERE.union(*(self.met[word] for word in words if word in self.met))

    def sentences_saying(self, pieces: Sequence[str]) -> frozenset[int]:
        """Those in which the pieces stand one after another."""
        if not all(piece in self.met for piece in pieces):
            return NOWHERE
        both = frozenset.intersection(*(self.met[piece] for piece in pieces))
        return both if len(pieces) == 1 else frozenset(s for s in both if self._in_order(s, pieces))

    def sentences_joining(self, lists: Sequence[frozenset[int]]) -> frozenset[int]:
        """The first of each two neighbours that together are in all of these sets of sentences."""
        if not all(lists):
            return NOWHERE
        return frozenset.intersection(*(some | {s - 1 for s in some if s} for some in lists))

    def _in_order(self, sentence: int, pieces: Sequence[str]) -> bool:
        place = 0
        for piece in pieces:
            place = self._sentences[sentence].find(piece, place)
            if place < 0:
                return False
            place += len(piece)
        return True


def _starts(sentences: Iterable[str]) -> list[int]:
    """Where each sentence begins when they are joined by line ends."""
    starts, place = [], 0
    for sentence in sentences:
        starts.append(place)
        place += len(sentence) + 1
    return starts


def _places(text: str, word: str) -> Iterable[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)
