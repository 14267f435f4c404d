"""The lexicon of meanings: classes of words and phrases, from lexicon/acts*.yaml.

A class has `words`: one or more words in a row, matched as they stand or with the last word in any
inflection or spelling; and `endings`: last characters of a noun. Nothing is matched inside a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from trainer.language.lexicon_files import FOLDER, content
from trainer.language.tokens import Token

CUSTOMER = "客_"  # classes that mean something only in a customer's mouth
_MAX_WORDS = 6


@dataclass(frozen=True)
class Meanings:
    """`words`: text of one to six tokens -> classes; `heads`: all that a text of `words` begins with;
    `endings`: last one to five characters."""

    words: dict[str, tuple[str, ...]]
    heads: frozenset[str]
    endings: dict[str, tuple[str, ...]]


def entries() -> dict[str, dict[str, Any]]:
    """All classes as they stand in the files."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("acts*.yaml")):
        found.update(content(path.stem))
    return found


@lru_cache(maxsize=1)
def meanings() -> Meanings:
    words: dict[str, list[str]] = {}
    endings: dict[str, list[str]] = {}
    for name, entry in entries().items():
        for word in entry["words"]:
            words.setdefault(word, []).append(name)
        for ending in entry.get("endings", ()):
            endings.setdefault(ending, []).append(name)
    heads = frozenset(word[:i] for word in words for i in range(1, len(word)))
    return Meanings(_frozen(words), heads, _frozen(endings))


def classes_of(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """Names of the classes met in these tokens, sorted."""
    return tuple(sorted({name for names in classes_by_token(tokens) for name in names}))


def classes_by_token(tokens: tuple[Token, ...]) -> tuple[tuple[str, ...], ...]:
    """For each token the classes whose word or phrase ends with it."""
    known = meanings()
    found: list[set[str]] = []
    heads = []
    for i, token in enumerate(tokens):
        alone, begins = _alone(token.surface, token.lemma, token.norm)
        found.append(set(alone))
        if begins:
            heads.append(i)
    for i in heads:
        before = tokens[i].surface
        for j in range(i + 1, min(i + _MAX_WORDS, len(tokens))):
            token = tokens[j]
            for form in {token.surface, token.lemma, token.norm}:
                if classes := known.words.get(before + form):
                    found[j].update(classes)
            before += token.surface
            if before not in known.heads:
                break
    for names, token in zip(found, tokens, strict=True):
        if token.pos.startswith(("名詞", "接尾辞")):
            for n in range(1, min(6, len(token.surface) + 1)):
                names.update(known.endings.get(token.surface[-n:], ()))
    return tuple(tuple(sorted(names)) for names in found)


@lru_cache(maxsize=8192)
def _alone(surface: str, lemma: str, norm: str) -> tuple[frozenset[str], bool]:
    """Classes of a word by itself, and whether a phrase may begin with it."""
    known = meanings()
    classes = {name for form in (surface, lemma, norm) for name in known.words.get(form, ())}
    return frozenset(classes), surface in known.heads


def _frozen(lists: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in lists.items()}
