"""Named lists of single words (lexicon/word_lists.yaml)."""

from __future__ import annotations

from functools import lru_cache

from trainer.language.lexicon.files import content


@lru_cache(maxsize=1)
def _all() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in content("word_lists").items()}


@lru_cache(maxsize=64)
def word_list(name: str) -> frozenset[str]:
    """The words of that name. Raises KeyError if there is no such list."""
    return frozenset(_all()[name])


def endings(name: str) -> tuple[str, ...]:
    """The same in the order of the file, for str.endswith."""
    return _all()[name]
