"""The lexicon of meanings: classes of words and phrases, from lexicon/acts*.yaml.

A class has `words`: one or more words in a row, matched as they stand or with the last word in any
inflection or spelling; and `endings`: last characters of a noun. Nothing is matched inside a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from trainer.language.tokens import Token

FOLDER = Path(__file__).parent / "lexicon"
CUSTOMER = "客_"  # classes that mean something only in a customer's mouth
_MAX_WORDS = 6
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, ten times faster


@dataclass(frozen=True)
class Meanings:
    """`words`: text of one to six tokens -> classes; `tails`: all that a text of `words` ends with;
    `endings`: last one to five characters."""

    words: dict[str, tuple[str, ...]]
    tails: frozenset[str]
    endings: dict[str, tuple[str, ...]]


def entries() -> dict[str, dict[str, Any]]:
    """All classes as they stand in the files."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("acts*.yaml")):
        found.update(yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER))  # a safe loader
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
    tails = frozenset(word[i:] for word in words for i in range(len(word)))
    return Meanings(_frozen(words), tails, _frozen(endings))


def classes_of(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """Names of the classes met in these tokens, sorted."""
    return tuple(sorted({name for names in classes_by_token(tokens) for name in names}))


def classes_by_token(tokens: tuple[Token, ...]) -> tuple[tuple[str, ...], ...]:
    """For each token the classes whose word or phrase ends with it."""
    known = meanings()
    return tuple(_classes_at(tokens, i, known) for i in range(len(tokens)))


def _classes_at(tokens: tuple[Token, ...], i: int, known: Meanings) -> tuple[str, ...]:
    token = tokens[i]
    names: set[str] = set()
    forms = [form for form in {token.surface, token.lemma, token.norm} if form in known.tails]
    for k in range(1, min(_MAX_WORDS, i + 1) + 1):
        for form in forms:
            names.update(known.words.get(form, ()))
        if not forms or k > i:
            break
        before = tokens[i - k].surface
        forms = [longer for form in forms if (longer := before + form) in known.tails]
    if token.pos.startswith(("名詞", "接尾辞")):
        for n in range(1, min(6, len(token.surface) + 1)):
            names.update(known.endings.get(token.surface[-n:], ()))
    return tuple(sorted(names))


def _frozen(lists: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in lists.items()}
