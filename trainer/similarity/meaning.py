"""What a text is about, as a vector: words that stand among the same words point the same way.

The vectors are worked out of the product's own Japanese (similarity/training.py): positive pointwise mutual
information of words near each other, cut down to its strongest directions (Levy & Goldberg 2014; latent
semantic analysis). A word that was never seen, or not often enough, is taken by its kanji: 裂傷 points
where the known words with 裂 and 傷 do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("meaning.npz")
BY_KANJI = 0.3
"""How much of a known word's direction comes from its kanji."""

NEAR = 0.5
"""Words as near as this (cosine) can be shown as a reason. Chosen by reading neighbours of ten words, and
the reasons given for the shipped cases: below, they go together rather than mean the same."""

_KANJI = re.compile("[\u4e00-\u9fff]")

Vector = NDArray[np.float32]
Rows = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Meanings:
    """`words` in the order of `rows` (unit length); `weights`: what each tells, by its rarity; `middle`:
    where an ordinary case points, and `common`: the direction in which cases differ most (unit length),
    which is how they are told rather than what of: both are taken off (Mu & Viswanath 2018)."""

    words: tuple[str, ...]
    rows: Rows
    weights: Vector
    middle: Vector
    common: Vector
    unknown: float

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {word: place for place, word in enumerate(self.words)}

    @cached_property
    def _kanji(self) -> Mapping[str, Vector]:
        """The mean direction of the words that have a kanji; of one word alone it would tell nothing."""
        having: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            for kanji in set(_KANJI.findall(word)):
                having.setdefault(kanji, []).append(place)
        return {k: unit(self.rows[places].mean(axis=0)) for k, places in having.items() if len(places) > 1}

    @cached_property
    def _known(self) -> dict[str, tuple[Vector, float] | None]:
        return {}

    def of_word(self, word: str) -> tuple[Vector, float] | None:
        """Direction and weight; None when neither the word nor its kanji are known."""
        if word not in self._known:
            self._known[word] = self._of_word(word)
        return self._known[word]

    def _of_word(self, word: str) -> tuple[Vector, float] | None:
        parts = [self._kanji[kanji] for kanji in _KANJI.findall(word) if kanji in self._kanji]
        built = unit(np.mean(parts, axis=0)) if parts else None
        place = self._places.get(word)
        if place is None:
            return None if built is None else (built, self.unknown)
        known: Vector = self.rows[place]
        if built is not None:
            known = (1 - BY_KANJI) * known + BY_KANJI * built
        return known, float(self.weights[place])

    def of_text(self, lemmas: Mapping[str, int]) -> Vector:
        """Where a text points: unit length, or all 0 when no word of it is known."""
        plain = self.plainly(lemmas)
        if not plain.any():
            return plain
        apart = plain - self.middle
        return unit(apart - (apart @ self.common) * self.common)

    def plainly(self, lemmas: Mapping[str, int]) -> Vector:
        """The same with nothing taken off."""
        whole = np.zeros_like(self.middle)
        for word, count in lemmas.items():
            if (found := self.of_word(word)) is not None:
                whole += (1.0 + np.log(count)) * found[1] * found[0]
        return unit(whole)

    def pairs(self, one: Mapping[str, int], other: Mapping[str, int], most: int) -> list[tuple[str, str]]:
        """Different words of two texts that mean nearly the same, the most telling first; each word once."""
        mine, theirs = self._telling(one), self._telling(other)
        if not mine or not theirs:
            return []
        near = np.stack([row for _, row, _ in mine]) @ np.stack([row for _, row, _ in theirs]).T
        found = [
            (float(near[i, j]) * mine[i][2] * theirs[j][2], mine[i][0], theirs[j][0])
            for i, j in zip(*np.nonzero(near >= NEAR), strict=True)
            if mine[i][0] != theirs[j][0]
        ]
        told: list[tuple[str, str]] = []
        for _, a, b in sorted(found, reverse=True):
            if len(told) < most and not any({a, b} & set(pair) for pair in told):
                told.append((a, b))
        return told

    def _telling(self, lemmas: Mapping[str, int]) -> list[tuple[str, Vector, float]]:
        """The words a reader can take as a reason: longer than one character, known as such, no numbers."""
        words = [w for w in lemmas if len(w) > 1 and w in self._places and not w.isdecimal()]
        return [(word, unit(found[0]), found[1]) for word in words if (found := self.of_word(word))]


def unit(vector: NDArray[Any]) -> Vector:
    """The vector with length 1; one without length stays as it is."""
    length = float(np.linalg.norm(vector))
    scaled: Vector = (vector / length if length else vector).astype(np.float32)
    return scaled


@lru_cache(maxsize=1)
def meanings() -> Meanings:
    """Those of the product, loaded on first use (about 0.1 s)."""
    return read(FILE)


def read(path: Path) -> Meanings:
    """Word vectors from a file that `similarity.training` wrote; no row longer than 1."""
    with np.load(path, allow_pickle=False) as kept:
        rows = kept["rows"].astype(np.float32)
        return Meanings(
            words=tuple(bytes(kept["words"]).decode("utf-8").split("\n")),
            rows=rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1.0),
            weights=kept["weights"],
            middle=kept["middle"],
            common=kept["common"],
            unknown=float(kept["unknown"]),
        )


def write(path: Path, found: Meanings) -> None:
    """Rows as whole numbers of 8 bits: a quarter of the size, and the same neighbours."""
    np.savez_compressed(
        path,
        words=np.frombuffer("\n".join(found.words).encode("utf-8"), dtype=np.uint8),
        rows=np.round(found.rows * (127 / np.abs(found.rows).max())).astype(np.int8),
        weights=found.weights,
        middle=found.middle,
        common=found.common,
        unknown=np.float32(found.unknown),
    )
