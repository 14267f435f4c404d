"""The phrases behind the readings: YAML that a supervisor can read, loaded once and indexed.

A centre adds its own words in a file named by the environment variable TRAINER_PHRASES; it has
the same sections as the files in lexicon/, and an entry with a known id takes the place of ours.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from trainer.dialogue import Frozen
from trainer.errors import FileProblems, Problem
from trainer.language.lexicon.entries import (
    CourtesyEntry,
    Entry,
    MoveEntry,
    OwnDataEntry,
    SignalEntry,
    SynonymEntry,
    WhyEntry,
)
from trainer.language.lexicon.files import FOLDER
from trainer.language.lexicon.patterns import Phrases, known_pieces
from trainer.language.lexicon.phrases_file import SECTIONS, read_entries
from trainer.language.text.parsing import Parsed, parse

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
    live = sorted(_live(section, parsed))
    return [(entries[i], spans) for i in live if (spans := entries[i].find(parsed, among))]


def tried(section: str, parsed: Parsed) -> frozenset[str]:
    """Ids of the entries of a section that may be met; the others need not be looked for."""
    entries = getattr(lexicon(), section)
    return frozenset(entries[i].id for i in _live(section, parsed))


def _live(section: str, parsed: Parsed) -> set[int]:
    """Indices of the entries for which something speaks."""
    live: set[int] = set()
    for kind, owners in _owners(section, lexicon()).items():
        met = getattr(parsed, kind) if kind else _possible(parsed.original, lexicon())
        live.update(*(owners[clue] for clue in owners.keys() & met))
    return live | _always(section, lexicon())


@lru_cache(maxsize=16)
def _owners(section: str, words: Lexicon) -> dict[str, dict[str, frozenset[int]]]:
    """What speaks for an entry: attribute of `Parsed` ("": the phrases met) → word (phrase) → indices of
    the entries that cannot be met without one of theirs."""
    owners: dict[str, dict[str, set[int]]] = {}
    for i, entry in enumerate(getattr(words, section)):
        for kind, needed in (("", entry.say), *entry.anchors[:1]):
            for clue in needed:
                owners.setdefault(kind, {}).setdefault(clue, set()).add(i)
    return {kind: {c: frozenset(found) for c, found in clues.items()} for kind, clues in owners.items()}


@lru_cache(maxsize=16)
def _always(section: str, words: Lexicon) -> frozenset[int]:
    """Entries that have to be tried in any text: none of their words is given."""
    entries = enumerate(getattr(words, section))
    return frozenset(i for i, entry in entries if entry.words and not entry.anchors)


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
    known_pieces.cache_clear()  # a megabyte that was needed to read them
    if found:
        raise FileProblems(found)
    return Lexicon(**sections)
