"""Concepts: what a complaint is about whatever the company, and how it is recognised in a text.

The lexicon is YAML that a supervisor can read and extend (lexicon/*.yaml; format: docs/similarity.md).
A concept is met by a phrase within a sentence, or by words of several word lists within two sentences that
follow one another. Plain string search on purpose: two thousand cases are read while somebody waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ConfigDict, Field, ValidationError, model_validator

from trainer.dialogue import Frozen
from trainer.errors import FileProblems, Problem
from trainer.escalation import Trigger
from trainer.similarity.passage import NOWHERE, Passage, Vocabulary

FOLDER = Path(__file__).parent / "lexicon"
GAP = "〜"


class Kind(StrEnum):
    SITUATION = "situation"
    DEMAND = "demand"
    FEELING = "feeling"
    OBJECT = "object"


class Examples(Frozen):
    """Sentences in which the concept must be found, and in which not."""

    model_config = ConfigDict(populate_by_name=True)

    hit: tuple[str, ...] = Field(alias="当たる", min_length=1)
    miss: tuple[str, ...] = Field(alias="外れる", min_length=1)


class Concept(Frozen):
    """One entry of the lexicon. `say`: phrases, 〜 is a gap; `together`: names of word lists, each met
    within two sentences; `unless`: phrases that cancel what their sentence says; `group`: concepts of
    one group are near each other; `trigger`: why such a call leaves the first line."""

    model_config = ConfigDict(populate_by_name=True)

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    kind: Kind
    label: str
    group: str = Field(default="", alias="仲間")
    trigger: Trigger | None = Field(default=None, alias="きっかけ")
    say: tuple[str, ...] = Field(default=(), alias="言えば")
    together: tuple[tuple[str, ...], ...] = Field(default=(), alias="そろえば")
    unless: tuple[str, ...] = Field(default=(), alias="ただし")
    examples: Examples = Field(alias="例")

    @model_validator(mode="after")
    def _something_to_find(self) -> Concept:
        if not self.say and not self.together:
            raise ValueError("「言えば」か「そろえば」が要ります")
        return self

    @cached_property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """`say`, each cut at its gaps."""
        return tuple(tuple(text.split(GAP)) for text in self.say)

    @cached_property
    def spoilers(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(text.split(GAP)) for text in self.unless)


class Found(NamedTuple):
    """`concepts`: by id what speaks for it, for each phrase or combination that is met the indices of the
    texts in which it stands; `words`: those of the word lists that occur,
    the longest first."""

    concepts: dict[str, tuple[tuple[int, ...], ...]]
    words: tuple[str, ...]


class Concepts(Frozen):
    """The lexicon: concepts by id, and the word lists that they name."""

    entries: Mapping[str, Concept]
    words: Mapping[str, tuple[str, ...]]

    @model_validator(mode="after")
    def _lists_exist(self) -> Concepts:
        named = {name for c in self.entries.values() for combo in c.together for name in combo}
        if missing := sorted(named - set(self.words)):
            raise ValueError(f"words.yaml にない組です: {'、'.join(missing)}")
        return self

    @cached_property
    def vocabulary(self) -> Vocabulary:
        pieces = {p for c in self.entries.values() for phrase in (*c.phrases, *c.spoilers) for p in phrase}
        return Vocabulary(pieces.union(*self.words.values()))

    @cached_property
    def listed(self) -> frozenset[str]:
        """The words of all lists."""
        return frozenset[str]().union(*self.words.values())

    @cached_property
    def phrases(self) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
        """First piece of a phrase → concept and pieces, of all phrases that begin with it."""
        phrases: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
        for concept in self.entries.values():
            for pieces in concept.phrases:
                phrases[pieces[0]] = (*phrases.get(pieces[0], ()), (concept.id, pieces))
        return phrases

    def find(self, texts: Iterable[str]) -> Found:
        """Everything of the lexicon that these texts meet."""
        passage = Passage(texts, self.vocabulary)
        lists = {name: passage.sentences_with(words) for name, words in self.words.items()}
        met: dict[str, list[frozenset[int]]] = {concept: [] for concept in self.entries}
        for word in self.phrases.keys() & passage.met.keys():
            for concept, pieces in self.phrases[word]:
                met[concept].append(passage.sentences_saying(pieces))
        for entry in self.entries.values():
            met[entry.id] += [
                passage.sentences_joining([lists[n] for n in names]) for names in entry.together
            ]
        words = sorted(self.listed & passage.met.keys(), key=lambda word: (-len(word), word))
        return Found(
            concepts={
                concept: tuple(passage.texts_of(sentences) for sentences in left)
                for concept, some in met.items()
                if (left := _unspoiled(passage, self.entries[concept], some))
            },
            words=tuple(words),
        )


def _unspoiled(passage: Passage, concept: Concept, met: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """What is left of these sets of sentences without those that a phrase of `unless` cancels."""
    spoiled = NOWHERE.union(*(passage.sentences_saying(pieces) for pieces in concept.spoilers))
    return [left for sentences in met if (left := sentences - spoiled)]


@lru_cache(maxsize=1)
def concepts() -> Concepts:
    """The lexicon of the product, loaded on first use."""
    return read_concepts(FOLDER)


def read_concepts(folder: Path) -> Concepts:
    """The lexicon in a folder. Raises FileProblems, in Japanese, for the first file that cannot be used."""
    entries: dict[str, Concept] = {}
    for name in ("situations", "demands", "feelings", "objects"):
        path = folder / f"{name}.yaml"
        content = _read(path)
        for entry in content["事柄"]:
            with _faults_of(path, str(entry.get("id", ""))):
                entries[entry["id"]] = Concept.model_validate({"kind": content["種類"], **entry})
    path = folder / "words.yaml"
    with _faults_of(path, ""):
        return Concepts(entries=entries, words=_read(path))


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # a safe loader


@contextmanager
def _faults_of(path: Path, key: str) -> Iterator[None]:
    try:
        yield
    except ValidationError as e:
        mend = "ほかの項目の書き方に合わせてください(数字だけの言葉は引用符で囲みます)"
        raise FileProblems(
            [
                Problem(str(path), 0, ".".join(map(str, (key, *fault["loc"]))), fault["msg"], mend)
                for fault in e.errors()
            ]
        ) from e
