"""Named lists of single words (lexicon/word_lists.yaml)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml


@lru_cache(maxsize=1)
def _all() -> dict[str, tuple[str, ...]]:
    path = Path(__file__).with_name("lexicon") / "word_lists.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in content.items()}


@lru_cache(maxsize=64)
def word_list(name: str) -> frozenset[str]:
    """The words of that name. Raises KeyError if there is no such list."""
    return frozenset(_all()[name])


def endings(name: str) -> tuple[str, ...]:
    """The same in the order of the file, for str.endswith."""
    return _all()[name]
