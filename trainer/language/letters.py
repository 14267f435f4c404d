"""How like words are written: runs of two and three letters, weighed by rarity in the scenario.

What the words as such do not show, inflection, compounds and the way of asking, shows here. The measure
is the cosine of tf-idf vectors (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 6.3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from trainer.language.of_facts import remembered
from trainer.language.parsing import parse
from trainer.language.plain_wording import plainly
from trainer.story import Fact

_RUNS = (2, 3)
_SKIPPED = str.maketrans("", "", "、。?？ ")

Floats = NDArray[np.float64]


class Written(NamedTuple):
    """How like the words are to the two nearest examples of a fact together, to what it says and to its
    own words (`gist`, `asked_by`); each 0–1."""

    examples: float
    say: float
    gist: float


NOT_WRITTEN = Written(0.0, 0.0, 0.0)


class Letters:
    """The lines of the facts of one scenario, taken apart once: a matrix of runs by lines, by rows.

    Seventy facts have some seven thousand runs: as Python objects they would take 3 MiB a scenario."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        lines = list(_lines(facts))
        counts = [_runs(text) for _, _, text in lines]
        several = Counter(run for count in counts for run in count)
        rare = {run: float(np.log((1 + len(lines)) / (1 + n))) + 1.0 for run, n in several.items()}
        held: dict[int, list[tuple[int, float]]] = {run: [] for run in sorted(several)}
        for row, count in enumerate(counts):
            weights = {run: (1.0 + np.log(n)) * rare[run] for run, n in count.items()}
            length = float(np.sqrt(sum(w * w for w in weights.values()))) or 1.0
            for run, weight in weights.items():
                held[run].append((row, weight / length))
        self._known = np.array(list(held), dtype=np.uint32)
        self._rare = np.array([rare[run] for run in held])
        self._first = np.cumsum([0, *map(len, held.values())])
        self._row = np.array([row for found in held.values() for row, _ in found], dtype=np.int32)
        self._weight = np.array([weight for found in held.values() for _, weight in found])
        self._lines, self._facts = len(lines), len(facts)
        self._of = {part: _rows_of(part, lines, len(facts)) for part in ("questions", "say", "gist")}

    def like(self, text: str) -> list[Written]:
        """For each fact in order, how like the text is to what is written there."""
        told = self._cosines(text)
        if told is None:
            return [NOT_WRITTEN] * self._facts
        questions, say, gist = (told[self._of[part]] for part in ("questions", "say", "gist"))
        near = np.sort(questions, axis=1)[:, -2:].sum(axis=1) / 2
        return list(map(Written, near.tolist(), say.max(axis=1).tolist(), gist.max(axis=1).tolist()))

    def _cosines(self, text: str) -> Floats | None:
        """(lines + 1,) cosines with all lines, the last of them 0; None if they have no run in common."""
        count = _runs(text)
        asked = np.fromiter(count, dtype=np.uint32, count=len(count))
        places = np.minimum(np.searchsorted(self._known, asked), max(len(self._known) - 1, 0))
        met = self._known[places] == asked if len(self._known) else np.zeros(len(asked), dtype=bool)
        if not met.any():
            return None
        places, often = places[met], np.fromiter(count.values(), dtype=float, count=len(count))[met]
        weights = (1.0 + np.log(often)) * self._rare[places]
        weights /= np.sqrt(np.square(weights).sum())
        held = [slice(self._first[place], self._first[place + 1]) for place in places]
        rows = np.concatenate([self._row[one] for one in held])
        shares = np.concatenate([self._weight[one] * w for one, w in zip(held, weights, strict=True)])
        return np.asarray(np.bincount(rows, shares, minlength=self._lines + 1), dtype=np.float64)


def _rows_of(part: str, lines: Sequence[tuple[int, str, str]], facts: int) -> NDArray[np.int32]:
    """(facts, most) numbers of the lines of each fact; filled up with one that is none, and at least two."""
    rows: list[list[int]] = [[] for _ in range(facts)]
    for row, (number, of, _) in enumerate(lines):
        if of == part:
            rows[number].append(row)
    most = max([2, *map(len, rows)])
    return np.array([[*found, *[len(lines)] * (most - len(found))] for found in rows], dtype=np.int32)


def _lines(facts: Sequence[Fact]) -> Iterator[tuple[int, str, str]]:
    """Number of the fact, which part of it, and the line as a plain speaker would say it."""
    for number, fact in enumerate(facts):
        for part, lines in (
            ("questions", fact.questions),
            ("say", fact.say),
            ("gist", ("".join((*fact.gist, *fact.asked_by)),)),
        ):
            yield from ((number, part, parse(plainly(line)).normal.text) for line in lines)


def _runs(text: str) -> Counter[int]:
    """Checksums of the runs, each with how often it occurs."""
    text = text.translate(_SKIPPED).lower()
    runs = (text[i : i + n] for n in _RUNS for i in range(len(text) - n + 1))
    return Counter(crc32(run.encode("utf-8", "surrogatepass")) for run in runs)


@remembered
def letters(facts: tuple[Fact, ...]) -> Letters:
    """The lines of a scenario, taken apart once."""
    return Letters(facts)
