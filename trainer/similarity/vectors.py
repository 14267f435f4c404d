"""Everything but the words as vectors: likeness is then arithmetic on thousands of cases at once."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from trainer.escalation import Trigger
from trainer.similarity.concepts import Kind, concepts

Vector = NDArray[np.float32]

KINDS = {Kind.SITUATION: 1.0, Kind.DEMAND: 0.35, Kind.FEELING: 0.25, Kind.OBJECT: 0.25}
"""How much concepts of a kind count: what went wrong decides, what it was about colours it."""

GROUP = 0.3
"""How much it counts to be near (a group in common), against the very same situation."""

SHORTEST = 0.5
"""Weights that together are shorter than this are not stretched to length 1."""

EXACT = 2**24
"""Whole numbers below this are exact as a float of 32 bits."""


class Rows(NamedTuple):
    """A case as four vectors, or many cases as four matrices with a row for each. Concepts: by weight, of
    length 1 at most; facets: a number for each value, 0 where
    it is not known; triggers: 1 for each that is there; meaning: where the words point, of length 1."""

    concepts: Vector
    facets: Vector
    triggers: Vector
    meaning: Vector


def stacked(rows: Sequence[Rows]) -> Rows:
    """Many rows as one, column by column."""
    return Rows(*(np.stack(column) for column in zip(*rows, strict=True)))


def row(
    sure: Mapping[str, float],
    facets: Iterable[str | None],
    triggers: Collection[str],
    meaning: Vector,
) -> Rows:
    """`sure`: concepts by how surely they are meant; `meaning`: as
    `Meanings.of_text` gives it."""
    numbers = [zlib.crc32(value.encode()) % EXACT if value else 0 for value in facets]
    return Rows(
        concepts=_of_concepts(sure),
        facets=np.array(numbers, dtype=np.float32),
        triggers=np.array([trigger in triggers for trigger in Trigger], dtype=np.float32),
        meaning=meaning,
    )


def concept_likeness(query: Rows, others: Rows) -> Vector:
    """For each of the others 0 to 1: 1 when the same happened, and just that."""
    return _products(others.concepts, query.concepts)


def meaning_likeness(query: Rows, others: Rows) -> Vector:
    """For each of the others the cosine, 0 to 1: what points away is not like it, no more."""
    return np.maximum(_products(others.meaning, query.meaning), 0.0)


def facet_likeness(query: Rows, others: Rows, weights: Sequence[float], of_triggers: float) -> Vector:
    """For each of the others 0 to 1: the share by weight in which it agrees with what is known of both.
    `weights`: of the facets; `of_triggers`: of all triggers together, where both have some."""
    weighing = np.array(weights, dtype=np.float32)
    known = (others.facets != 0) & (query.facets != 0)
    agreed = _products(known & (others.facets == query.facets), weighing)
    either = np.maximum(others.triggers, query.triggers).sum(axis=1)
    shared = _share(_products(others.triggers, query.triggers), either)
    told = others.triggers.any(axis=1) * (of_triggers if query.triggers.any() else 0.0)
    return _share(agreed + told * shared, _products(known, weighing) + told)


def _products(rows: NDArray[Any], vector: Vector) -> Vector:
    """Row by row the product with `vector`. Not by `@`: on a busy machine its threads wait for each
    other several times as long as the work takes."""
    products: Vector = np.einsum("ij,j->i", rows, vector)
    return products


def _share(part: NDArray[Any], whole: NDArray[Any]) -> Vector:
    """0 where there is no whole."""
    share: Vector = np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
    return share


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    """The place of each concept and each group in a vector."""
    entries = concepts().entries.values()
    names = [c.id for c in entries] + sorted({_of_group(c.group) for c in entries if c.group})
    return {name: i for i, name in enumerate(names)}


def _of_group(group: str) -> str:
    return f"group {group}"


def _of_concepts(sure: Mapping[str, float]) -> Vector:
    """With little to go by it stays short: one small thing in common must not look like the same story."""
    vector = np.zeros(len(_places()), dtype=np.float32)
    for concept, weight in sure.items():
        entry = concepts().entries[concept]
        vector[_places()[concept]] = KINDS[entry.kind] * weight
        if entry.group:
            place = _places()[_of_group(entry.group)]
            vector[place] = max(vector[place], GROUP * weight)
    return vector / np.float32(max(SHORTEST, float(np.linalg.norm(vector))))
