"""Remembers what is worked out of the facts of a scenario."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from trainer.language.lexicon.index import Lexicon, lexicon
from trainer.story import Fact

Facts = tuple[Fact, ...]
Found = TypeVar("Found")

_MOST = 128  # scenarios


def remembered(work: Callable[[Facts], Found]) -> Callable[[Facts], Found]:
    """`work`, done once for equal facts and one lexicon.

    The very same tuple is known by its identity: hashing seventy facts several times a turn takes longer
    than much of what is looked up."""
    known: dict[int, tuple[Facts, Lexicon, Found]] = {}

    @lru_cache(maxsize=_MOST)
    def by_value(facts: Facts, words: Lexicon) -> Found:
        return work(facts)

    @wraps(work)
    def of(facts: Facts) -> Found:
        words = lexicon()
        kept = known.get(id(facts))
        if kept is None or kept[0] is not facts or kept[1] is not words:
            if len(known) >= _MOST:
                known.clear()
            kept = known[id(facts)] = facts, words, by_value(facts, words)
        return kept[2]

    return of
