"""Which fact of a scenario a question is for, learnt from the example questions of all of them.

Regularised least squares (kernel ridge regression with a linear kernel; Hastie, Tibshirani and Friedman,
The Elements of Statistical Learning, 3.4 and 5.8), solved once a scenario in its dual form: a thousand
examples by ten thousand runs of letters take half a second, and no weights are shipped. Where two facts are
neighbours, the runs and words that tell them apart get the weight, which no measure of likeness gives them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from trainer.language.lexicon_files import content
from trainer.language.likeness import taken_apart
from trainer.language.of_facts import remembered
from trainer.story import Fact

_RUNS = (1, 2, 3)
_SKIPPED = str.maketrans("", "", "、。?？!！ 　")
_LETTERS, _WORDS = 0.8, 0.6  # lengths of the two parts of a line's vector
_RIDGE = 0.5
_SEVERAL = 2  # lines in which a run has to occur to tell anything
_QUESTION, _ASKED_BY, _SAY, _GIST = 1.0, 0.6, 0.4, 0.4  # how much a line of each kind is an example
_NO_QUESTION = 1.0  # … of a question for none of the facts
_NONE = -1
_DECIMALS = 5  # to which scores are the same on every machine

Floats = NDArray[np.float32]


class _Line(NamedTuple):
    """A line of the fact with this number (_NONE: of no fact), and how much it is an example of a question
    for it."""

    fact: int
    share: float
    text: str


class FactClassifier:
    """One scenario's facts. `scores` are about 1 for the fact that is meant, 0 for the others."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        lines = list(_lines(facts))
        counts = [tuple(map(Counter, _features(*taken_apart(line.text)))) for line in lines]
        self._rare = _rarity(counts)
        self._known = np.array(sorted(self._rare), dtype=np.uint32)
        vectors = [self._vector(*count) for count in counts]
        self._weights = _solved(vectors, lines, len(self._known), len(facts))

    def scores(self, text: str, words: Iterable[str]) -> list[float]:
        """For each fact in order, how much the words are a question for it; about 0–1.

        `text`: the normal form of what is asked; `words`: what `likeness.compared` finds in it."""
        places, values = self._vector(*map(Counter, _features(text, words)))
        return [round(float(s), _DECIMALS) for s in values @ self._weights[places]]

    def _vector(self, *parts: Counter[int]) -> tuple[NDArray[np.intp], Floats]:
        """Numbers of the known features and their values: tf-idf, each part of its own length."""
        found: dict[int, float] = {}
        for count, length in zip(parts, (_LETTERS, _WORDS), strict=True):
            weights = {f: (1.0 + np.log(n)) * self._rare[f] for f, n in count.items() if f in self._rare}
            norm = float(np.sqrt(sum(w * w for w in weights.values()))) or 1.0
            found |= {f: length * w / norm for f, w in weights.items()}
        keys = np.array(sorted(found), dtype=np.uint32)
        return np.searchsorted(self._known, keys), np.array([found[int(k)] for k in keys], dtype=np.float32)


def _rarity(counts: Sequence[tuple[Counter[int], ...]]) -> dict[int, float]:
    """Inverse document frequency of the words, and of the runs that are in several lines."""
    runs, words = (Counter(f for parts in counts for f in parts[part]) for part in (0, 1))
    told = {f: n for f, n in runs.items() if n >= _SEVERAL} | words
    return {f: float(np.log((1 + len(counts)) / (1 + n))) + 1.0 for f, n in told.items()}


def _solved(
    vectors: Sequence[tuple[NDArray[np.intp], Floats]], lines: Sequence[_Line], features: int, facts: int
) -> Floats:
    """(features, facts) weights. A line that is less of an example is held to less closely."""
    if not lines:
        return np.zeros((features, facts), dtype=np.float32)
    dense = np.zeros((len(lines), features), dtype=np.float32)
    for row, (places, values) in enumerate(vectors):
        dense[row, places] = values
    wanted = np.zeros((len(lines), facts))
    for row, line in enumerate(lines):
        wanted[row, line.fact] = line.fact != _NONE
    alike = (dense @ dense.T).astype(np.float64) + np.diag([_RIDGE / line.share for line in lines])
    return np.asarray(dense.T @ np.linalg.solve(alike, wanted).astype(np.float32), dtype=np.float32)


def _lines(facts: Sequence[Fact]) -> Iterator[_Line]:
    for number, fact in enumerate(facts):
        for lines, share in (
            (fact.questions, _QUESTION),
            (fact.asked_by, _ASKED_BY),
            (fact.say, _SAY),
            (("".join(fact.gist),), _GIST),
        ):
            yield from (_Line(number, share, line) for line in lines)
    yield from (_Line(_NONE, _NO_QUESTION, line) for line in content("no_question")["lines"] if facts)


def _features(text: str, words: Iterable[str]) -> tuple[list[int], list[int]]:
    """Checksums of the runs of letters and of the words."""
    text = text.translate(_SKIPPED).lower()
    runs = (text[i : i + n] for n in _RUNS for i in range(len(text) - n + 1))
    return list(map(_checksum, runs)), [_checksum(f"={word}") for word in words]


def _checksum(feature: str) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass"))


@remembered
def fact_classifier(facts: tuple[Fact, ...]) -> FactClassifier:
    """The facts of a scenario, learnt once."""
    return FactClassifier(facts)
