"""The lexicon of meanings: classes of words and phrases, from lexicon/acts*.yaml.

A class has `words` (dictionary forms, matched as whole words in any inflection and spelling)
and `phrases` (matched as they stand in the normal form).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from trainer.language.tokens import Token

HERE = Path(__file__).parent / "lexicon"


@lru_cache(maxsize=1)
def lexicon() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """(word -> classes, (phrase, class) pairs)."""
    words: dict[str, list[str]] = {}
    phrases: list[tuple[str, str]] = []
    for path in sorted(HERE.glob("acts*.yaml")):
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        for name, entry in content.items():
            for word in entry.get("words", ()):
                words.setdefault(word, []).append(name)
            phrases += [(phrase, name) for phrase in entry.get("phrases", ())]
    return {word: tuple(names) for word, names in words.items()}, tuple(phrases)


@lru_cache(maxsize=512)
def classes_of(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """Names of the classes met in these tokens, sorted."""
    words, phrases = lexicon()
    found: set[str] = set()
    for token in tokens:
        for form in (token.norm, token.lemma):
            found.update(words.get(form, ()))
    text = "".join(t.surface for t in tokens)
    found.update(name for phrase, name in phrases if phrase in text)
    return tuple(sorted(found))
