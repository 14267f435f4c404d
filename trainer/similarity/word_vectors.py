"""Likeness by the words themselves: TF-IDF over lemmas."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

MOST_SHARED = 3


class Words:
    """A text among others. A word's rarity is counted among all of them; counts are damped by a
    logarithm; likeness is the cosine, 0 to 1."""

    def __init__(self, query: Counter[str], others: Sequence[Counter[str]]) -> None:
        spread = Counter(word for words in (query, *others) for word in words)
        self._rarity = {word: math.log((len(others) + 2) / count) for word, count in spread.items()}
        self._query = self._weighed(query)
        self._others = [self._weighed(words) for words in others]

    def likeness(self, n: int) -> float:
        """Of the query and the n-th of the others."""
        return sum(self._contributions(n).values())

    def shared(self, n: int) -> tuple[str, ...]:
        """The words that make the n-th like the query, the weightiest first; none of one character."""
        shares = self._contributions(n)
        told = [word for word in shares if len(word) > 1]
        return tuple(sorted(told, key=lambda word: -shares[word])[:MOST_SHARED])

    def _contributions(self, n: int) -> dict[str, float]:
        other = self._others[n]
        return {word: weight * other[word] for word, weight in self._query.items() if word in other}

    def _weighed(self, words: Counter[str]) -> Mapping[str, float]:
        weights = {word: (1.0 + math.log(count)) * self._rarity[word] for word, count in words.items()}
        length = math.hypot(*weights.values()) or 1.0
        return {word: weight / length for word, weight in weights.items()}
