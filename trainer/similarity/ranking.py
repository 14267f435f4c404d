"""Which past cases are like this one, how much, and why."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from trainer.similarity.features import Facets, Features
from trainer.similarity.reasons import reasons

CONCEPTS, FACETS, WORDS = 0.72, 0.12, 0.16
"""Shares of a score. They add up to 1."""

FACET_WEIGHTS = {"industry": 2.0, "persona": 2.0, "cause": 3.0, "channel": 0.5, "need": 1.5, "direction": 1.5, "to": 0.5}
TRIGGERS = 3.0
"""What the triggers count among the facets."""

SHORTLIST = 60
"""So many are compared word by word."""


class Similar(NamedTuple):
    """`index`: place among the candidates; `score`: 0 (nothing in common) to 1; `reasons`: why, in
    Japanese, the weightiest first."""

    index: int
    score: float
    reasons: tuple[str, ...]


def similar(query: Features, candidates: Sequence[Features], top: int = 5) -> tuple[Similar, ...]:
    """The candidates most like `query`, best first, equals in the order given."""
    first = [
        (CONCEPTS * _product(query.vector, c.vector) + FACETS * facet_likeness(query, c), -i)
        for i, c in enumerate(candidates)
    ]
    shortlist = nlargest(max(SHORTLIST, top), first)
    words = word_likeness(query.lemmas, [candidates[-i].lemmas for _, i in shortlist])
    scored = ((score + WORDS * w, i) for (score, i), w in zip(shortlist, words, strict=True))
    return tuple(
        Similar(index=-i, score=min(1.0, score), reasons=reasons(query, candidates[-i]))
        for score, i in nlargest(top, scored)
    )


def facet_likeness(one: Features, other: Features) -> float:
    """0 to 1: the share by weight of the facets known of both in which they agree."""
    known = agreed = 0.0
    for weight, a, b in zip(FACET_WEIGHTS.values(), one.facets, other.facets, strict=True):
        if a and b:
            known += weight
            agreed += weight * (a == b)
    if one.triggers and other.triggers:
        known += TRIGGERS
        shared = len(one.triggers & other.triggers) / len(one.triggers | other.triggers)
        agreed += TRIGGERS * shared
    return agreed / known if known else 0.0


def word_likeness(query: Counter[str], others: Sequence[Counter[str]]) -> list[float]:
    """For each of the others the cosine of TF-IDF vectors (raw counts damped by a logarithm), 0 to 1.
    A word's rarity is counted among all of them."""
    spread = Counter(word for words in (query, *others) for word in words)
    rarity = {word: math.log((len(others) + 2) / count) for word, count in spread.items()}
    mine = _tf_idf(query, rarity)
    return [_product(mine, _tf_idf(words, rarity)) for words in others]


def _tf_idf(words: Counter[str], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {word: (1.0 + math.log(count)) * rarity[word] for word, count in words.items()}
    length = math.hypot(*weights.values()) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other[name] for name, weight in one.items() if name in other)
