"""Which past cases are like this one, how much, and why."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from typing import NamedTuple

import numpy as np

from trainer.similarity.extraction import Features
from trainer.similarity.meaning import meanings
from trainer.similarity.reasons import reasons
from trainer.similarity.vectors import (
    Vector,
    concept_likeness,
    facet_likeness,
    meaning_likeness,
    stacked,
)
from trainer.similarity.word_vectors import Words

CONCEPTS, MEANING, FACETS, WORDS = 0.4, 0.54, 0.01, 0.05
"""Shares of a score. They add up to 1. Facets, and the very words, decide between equals."""

SURE = 2
"""A little of the same concepts is mostly chance; the power holds it down against much of the same."""

FACET_WEIGHTS = (
    ("industry", 2.0), ("persona", 2.0), ("cause", 3.0), ("channel", 0.5), ("need", 1.5),
    ("direction", 1.5), ("to", 0.5),
)  # fmt: skip
TRIGGERS = 3.0
"""What the triggers count among the facets."""

PAIRS = 2
"""Of words that mean nearly the same so many pairs are told."""

SHORTLIST = 60
"""So many are compared word by word."""


class Similar(NamedTuple):
    """`place`: index among the candidates; `score`: 0 (nothing in common) to 1; `reasons`: why, in
    Japanese, the weightiest first."""

    place: int
    score: float
    reasons: tuple[str, ...]


def similar(query: Features, candidates: Sequence[Features], top: int = 5) -> tuple[Similar, ...]:
    """The candidates most like `query`, best first, equals in the order given."""
    if not candidates:
        return ()
    likeness = _told(query, candidates)
    shortlist = np.argsort(-likeness, kind="stable")[: max(SHORTLIST, top)].tolist()
    words = Words(query.lemmas, [candidates[i].lemmas for i in shortlist])
    scored = [(likeness[i] + WORDS * words.likeness(n), -n) for n, i in enumerate(shortlist)]
    return tuple(
        Similar(
            place=shortlist[-n],
            score=min(1.0, float(score)),
            reasons=_reasons(query, candidates[shortlist[-n]], words.shared(-n)),
        )
        for score, n in nlargest(top, scored)
    )


def _reasons(query: Features, found: Features, words: tuple[str, ...]) -> tuple[str, ...]:
    near = meanings().pairs(query.lemmas, found.lemmas, PAIRS)
    return reasons(query, found, words, near)


def _told(query: Features, candidates: Sequence[Features]) -> Vector:
    """Everything but the words: what costs next to nothing for thousands at once."""
    mine, theirs = query.rows, stacked([candidate.rows for candidate in candidates])
    weights = [weight for _, weight in FACET_WEIGHTS]
    told: Vector = (
        CONCEPTS * concept_likeness(mine, theirs) ** SURE
        + MEANING * meaning_likeness(mine, theirs)
        + FACETS * facet_likeness(mine, theirs, weights, TRIGGERS)
    )
    return told
