"""The topics of lexicon/topics.yaml and their phrasings, found by the words that are met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import Field, TypeAdapter

from trainer.dialogue import Frozen
from trainer.language.lexicon.entries import Examples
from trainer.language.lexicon.files import content
from trainer.language.lexicon.patterns import analysed
from trainer.language.text.parsing import katakana
from trainer.language.text.plain_wording import plainly

Wants = Literal[
    "time",
    "place",
    "person",
    "thing",
    "number",
    "amount",
    "count",
    "length",
    "manner",
    "reason",
    "state",
    "story",
    "wish",
    "whether",
]
"""Kinds of answer."""

_HINT = 0.5
_PART = 0.2  # what a further word of a phrasing adds
_LETTER, _LETTERS = 0.06, 6  # what each letter of a phrasing's own words adds, and how many count
_INTERROGATIVE = ("いつ", "何", "いくら", "おいくら", "いくつ", "誰", "だれ", "どなた")
_KIND_WORDS = {"time": "when", "amount": "howmuch", "count": "howmany", "length": "minutes", "person": "who"}
SHORT = 2  # letters by which a word is looked up


class TopicEntry(Frozen):
    """One thing that is asked for. `ask`: phrasings, `hint`: such as leave it open, `not`: words
    beside which none of them counts. `caller`: about the caller at this moment, not about the matter.
    `only`: answered by a fact of this topic or by none."""

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    title: str
    wants: Wants
    ask: tuple[str, ...] = Field(min_length=1)
    hint: tuple[str, ...] = ()
    unless: tuple[str, ...] = Field(default=(), alias="not")
    caller: bool = False
    only: bool = False
    examples: Examples


@dataclass(frozen=True, slots=True)
class Phrasing:
    """`parts`: for each the words of which one must be met."""

    topic: str
    parts: tuple[tuple[str, ...], ...]
    weight: float


@lru_cache(maxsize=1)
def topic_entries() -> Mapping[str, TopicEntry]:
    """id → topic, in the order of the file. Raises pydantic.ValidationError if the file is wrong."""
    entries = TypeAdapter(tuple[TopicEntry, ...]).validate_python(content("topics")["topics"])
    return {entry.id: entry for entry in entries}


@lru_cache(maxsize=1)
def akin() -> Mapping[str, frozenset[str]]:
    """Topic → those that are answered by much the same."""
    found: dict[str, set[str]] = {}
    for group in content("topics")["akin"]:
        for topic in group:
            found.setdefault(topic, set()).update(set(group) - {topic})
    return {topic: frozenset(others) for topic, others in found.items()}


class Index:
    """All phrasings, found by the words that are met."""

    def __init__(self) -> None:
        self.classes: dict[str, tuple[str, ...]] = {
            k: tuple(map(plainly, v)) for k, v in content("topics")["classes"].items()
        }
        self.kinds = {
            kind: tuple(w for w in self.classes[name] if w.startswith(_INTERROGATIVE))
            for kind, name in _KIND_WORDS.items()
        }
        self.phrasings = tuple(self._phrasings())
        self.unless = {entry.id: tuple(map(plainly, entry.unless)) for entry in topic_entries().values()}
        words = {w for p in self.phrasings for part in p.parts for w in part}
        words |= {w for several in self.classes.values() for w in several}
        words |= {w for several in self.unless.values() for w in several}
        self.heads: dict[str, list[str]] = {}
        for word in sorted(words):
            self.heads.setdefault(unmarked(word)[:SHORT], []).append(word)
        self.by_first: dict[str, list[Phrasing]] = {}
        for phrasing in self.phrasings:
            rarest = min(phrasing.parts, key=len)
            for word in rarest:
                self.by_first.setdefault(word, []).append(phrasing)

    def _phrasings(self) -> Iterator[Phrasing]:
        for entry in topic_entries().values():
            for texts, kind in ((entry.ask, 1.0), (entry.hint, _HINT)):
                for text in texts:
                    parts = tuple(self._words(part) for part in text.split())
                    letters = sum(len(p) for p in text.split() if not p.startswith("@"))
                    weight = kind * (1 - _LETTER * 2 + _LETTER * min(letters, _LETTERS))
                    yield Phrasing(entry.id, parts, weight + kind * _PART * (len(parts) - 1))

    def _words(self, part: str) -> tuple[str, ...]:
        return self.classes[part.removeprefix("@")] if part.startswith("@") else (plainly(part),)


@lru_cache(maxsize=1)
def index() -> Index:
    return Index()


@lru_cache(maxsize=1)
def sounds() -> dict[str, list[tuple[str, str]]]:
    """First sounds → (reading, word) of the words that are long enough to be known by ear."""
    found: dict[str, list[tuple[str, str]]] = {}
    for words in index().heads.values():
        for word in words:
            sound = analysed(word)[1]
            if len(sound) >= 4 and sound != katakana(word) and word[0] not in "^":
                found.setdefault(sound[:SHORT], []).append((sound, word))
    return found


def unmarked(word: str) -> str:
    """The word without the marks of where it has to stand."""
    return word.lstrip("^").rstrip("$|!")
