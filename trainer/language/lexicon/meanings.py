"""The lexicon of meanings: classes of words and phrases, from lexicon/acts*.yaml.

A class has `words`: one or more words in a row, matched as they stand or with the last word in any
inflection or spelling; and `endings`: last characters of a noun. Nothing is matched inside a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from trainer.language.lexicon.files import FOLDER, content
from trainer.language.text.tokens import Token

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
    words, begun = meanings().words, meanings().heads
    alone = [_alone(token.surface, token.lemma, token.norm, token.pos) for token in tokens]
    found = [one.classes for one in alone]
    for i, head in enumerate(alone):
        if not head.begins:
            continue
        before = tokens[i].surface
        for j in range(i + 1, min(i + _MAX_WORDS, len(tokens))):
            for form in alone[j].forms:
                if classes := words.get(before + form):
                    found[j] = tuple(sorted({*found[j], *classes}))
            before += tokens[j].surface
            if before not in begun:
                break
    return tuple(found)


class _Alone(NamedTuple):
    """A word by itself: its classes, sorted, its different `forms`, and whether a phrase begins with it."""

    classes: tuple[str, ...]
    forms: tuple[str, ...]
    begins: bool


@lru_cache(maxsize=4096)
def _alone(surface: str, lemma: str, norm: str, pos: str) -> _Alone:
    known = meanings()
    forms = tuple(dict.fromkeys((surface, lemma, norm)))
    classes = {name for form in forms for name in known.words.get(form, ())}
    if pos.startswith(("名詞", "接尾辞")):
        for n in range(1, min(6, len(surface) + 1)):
            classes.update(known.endings.get(surface[-n:], ()))
    return _Alone(tuple(sorted(classes)), forms, surface in known.heads)


def _frozen(lists: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in lists.items()}
