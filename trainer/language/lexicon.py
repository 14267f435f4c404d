"""The phrases behind the readings: YAML that a supervisor can read, loaded once and indexed.

A centre adds its own words in a file named by the environment variable TRAINER_PHRASES; it has
the same sections as the files in lexicon/, and an entry with a known id takes the place of ours.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from trainer.dialogue import Frozen
from trainer.errors import FileProblems, Problem
from trainer.language.entries import (
    CourtesyEntry,
    Entry,
    MoveEntry,
    OwnDataEntry,
    SignalEntry,
    SynonymEntry,
    WhyEntry,
)
from trainer.language.lexicon_files import FOLDER
from trainer.language.parsing import Parsed, parse
from trainer.language.patterns import Phrases
from trainer.language.phrases_file import SECTIONS, read_entries

PHRASES = "TRAINER_PHRASES"


class Lexicon(Frozen):
    """All sections, the centre's own phrases included."""

    courtesy: tuple[CourtesyEntry, ...] = ()
    signals: tuple[SignalEntry, ...] = ()
    why: tuple[WhyEntry, ...] = ()
    moves: tuple[MoveEntry, ...] = ()
    own_data: tuple[OwnDataEntry, ...] = ()
    synonyms: tuple[SynonymEntry, ...] = ()

    def __hash__(self) -> int:
        return id(self)  # there is one per phrases file; hashing every entry would be slow

    def move(self, name: str) -> tuple[MoveEntry, ...]:
        return tuple(m for m in self.moves if m.id == name or m.id.startswith(name + "-"))


def find(entry: Entry, parsed: Parsed) -> list[tuple[int, int]]:
    """`entry.find` for entries of the lexicon, quicker."""
    return entry.find(parsed, _possible(parsed.original, lexicon()))


def hits(section: str, parsed: Parsed) -> list[tuple[Any, list[tuple[int, int]]]]:
    """All entries of a section that are met, each with its spans in the normal form."""
    among = _possible(parsed.original, lexicon())
    entries = getattr(lexicon(), section)
    owners = _owners(section, lexicon())
    live = {i for clue in (*among, *_words_in(parsed), None) for i in owners.get(clue, ())}
    return [(entries[i], spans) for i in sorted(live) if (spans := entries[i].find(parsed, among))]


Clue = str | tuple[str, str] | None
"""What speaks for an entry: a phrase, or a word as an attribute of `Parsed` has it; None: always tried."""


def _words_in(parsed: Parsed) -> Iterator[Clue]:
    for name in ("surfaces", "lemmas", "norms"):
        for word in getattr(parsed, name):
            yield name, word


@lru_cache(maxsize=16)
def _owners(section: str, words: Lexicon) -> dict[Clue, frozenset[int]]:
    """clue → indices of the entries that cannot be met without one of their clues."""
    owners: dict[Clue, set[int]] = {}
    for i, entry in enumerate(getattr(words, section)):
        clues: list[Clue] = list(entry.say)
        if entry.words:
            name, needed = entry.anchors[0] if entry.anchors else ("", ())
            clues += [(name, word) for word in needed] or [None]
        for clue in clues:
            owners.setdefault(clue, set()).add(i)
    return {clue: frozenset(found) for clue, found in owners.items()}


@lru_cache(maxsize=64)
def _possible(text: str, words: Lexicon) -> frozenset[str]:
    return _phrases(words).possible(parse(text))


@lru_cache(maxsize=4)
def _phrases(words: Lexicon) -> Phrases:
    entries = (*words.courtesy, *words.signals, *words.why, *words.moves, *words.own_data)
    return Phrases({text for entry in entries for text in entry.say})


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon with the centre's own phrases, loaded on first use.

    Raises FileProblems if their file is wrong."""
    return _load(os.environ.get(PHRASES, ""))


def reload() -> None:
    """Lets the next use load the phrases anew: after TRAINER_PHRASES or that file has changed."""
    lexicon.cache_clear()


def _load(own: str) -> Lexicon:
    sections: dict[str, tuple[Any, ...]] = {name: () for name in SECTIONS}
    paths = [FOLDER / f"{name}.yaml" for name in SECTIONS]
    found: list[Problem] = []
    for path in [*paths, *([Path(own)] if own else [])]:
        content, problems = read_entries(path)
        found += problems
        for name, entries in content.items():
            ours = {e.id for e in entries}
            sections[name] = (*(e for e in sections[name] if e.id not in ours), *entries)
    if found:
        raise FileProblems(found)
    return Lexicon(**sections)
