"""The phrases behind the readings: YAML that a supervisor can read, checked and compiled once.

A centre adds its own words in a file named by the environment variable TRAINER_PHRASES; it has
the same sections as the files in lexicon/. `problems(path)` says what is wrong in such a file,
and where.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, TypeAdapter, ValidationError, model_validator

from trainer.dialogue import DialogueAct, Frozen, Signal, WhyPart
from trainer.errors import FileProblems, Problem
from trainer.language.parsing import Parsed, parse
from trainer.language.patterns import Phrases, WordIs, find_words, phrase

PHRASES = "TRAINER_PHRASES"
_FOLDER = Path(__file__).with_name("lexicon")


class Examples(Frozen):
    """Sentences in which the entry must be found (`bad` for faults, else `hit`), and in which not."""

    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()

    @property
    def found(self) -> tuple[str, ...]:
        return self.hit + self.bad

    @property
    def clean(self) -> tuple[str, ...]:
        return self.miss + self.fine


class Entry(Frozen):
    """`say`: phrases, 〜 is a gap of a few letters, ^ and $ are the ends of a clause; `words`:
    conditions on words in a row; `unless`: phrases of the same clause that cancel a hit;
    `exact`: the letters only, not whatever sounds the same."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    say: tuple[str, ...] = ()
    words: tuple[WordIs, ...] = ()
    unless: tuple[str, ...] = ()
    exact: bool = False
    examples: Examples = Examples()

    @model_validator(mode="after")
    def _something_to_find(self) -> Entry:
        if not self.say and not self.words:
            raise ValueError("say か words が要ります")
        for text in (*self.say, *self.unless):
            phrase(text)
        return self

    def find(self, parsed: Parsed, among: frozenset[str] | None = None) -> list[tuple[int, int]]:
        """Spans in the normal form, in order, not overlapping. `among`: the phrases worth trying."""
        say = self.say if among is None else among.intersection(self.say)
        spans = [s for text in say for s in phrase(text).find(parsed, not self.exact)]
        if self.words:
            spans += find_words(self.words, parsed)
        if spans and self.unless:
            cancelled = [s for text in self.unless for s in phrase(text).find(parsed)]
            homes = {parsed.clause_at(start) for start, _ in cancelled}
            spans = [s for s in spans if parsed.clause_at(s[0]) not in homes]
        return merged(spans)


class CourtesyEntry(Entry):
    """A fault of wording. `severity` 1 advice, 2 fault."""

    category: str
    severity: Literal[1, 2]
    better: str
    source: str = ""


class SignalEntry(Entry):
    """`acts`: counts only inside one of these acts."""

    signal: Signal
    acts: tuple[DialogueAct, ...] = ()


class WhyEntry(Entry):
    part: WhyPart


class MoveEntry(Entry):
    """Phrases by which a move is recognised (waiting, consent, offer …); used by name."""


class OwnDataEntry(Entry):
    """How one asks for a field of the customer card."""

    field: Literal["name", "reading", "phone", "email", "address", "birthday", "number"]


class SynonymEntry(Frozen):
    """Words that stand for one another. `ask`: in questions only; `wide`: too general to aim at a
    fact unless the scenario names the very word."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    words: tuple[str, ...] = Field(min_length=2)
    ask: bool = False
    wide: tuple[str, ...] = ()


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


_SECTION_ENTRIES: Mapping[str, type[Frozen]] = {
    "courtesy": CourtesyEntry,
    "signals": SignalEntry,
    "why": WhyEntry,
    "moves": MoveEntry,
    "own_data": OwnDataEntry,
    "synonyms": SynonymEntry,
}
SECTIONS: Mapping[str, TypeAdapter[Any]] = {
    name: TypeAdapter(tuple[entry, ...])  # type: ignore[valid-type]
    for name, entry in _SECTION_ENTRIES.items()
}
_FILES = ("courtesy", "signals", "why", "moves", "own_data", "synonyms")


def find(entry: Entry, parsed: Parsed) -> list[tuple[int, int]]:
    """`entry.find` for entries of the lexicon, quicker."""
    return entry.find(parsed, _possible(parsed.original, lexicon()))


def hits(section: str, parsed: Parsed) -> list[tuple[Any, list[tuple[int, int]]]]:
    """All entries of a section that are met, each with its spans in the normal form."""
    among = _possible(parsed.original, lexicon())
    owners, with_words = _owners(section, lexicon())
    live = with_words.union(*(owners[text] for text in among if text in owners))
    entries = getattr(lexicon(), section)
    return [(entries[i], spans) for i in sorted(live) if (spans := entries[i].find(parsed, among))]


@lru_cache(maxsize=16)
def _owners(section: str, words: Lexicon) -> tuple[dict[str, frozenset[int]], frozenset[int]]:
    """phrase → indices of the entries that have it; and the entries with conditions on words."""
    owners: dict[str, set[int]] = {}
    entries = getattr(words, section)
    for i, entry in enumerate(entries):
        for text in entry.say:
            owners.setdefault(text, set()).add(i)
    return {k: frozenset(v) for k, v in owners.items()}, frozenset(
        i for i, e in enumerate(entries) if e.words
    )


@lru_cache(maxsize=64)
def _possible(text: str, words: Lexicon) -> frozenset[str]:
    return _phrases(words).possible(parse(text))


@lru_cache(maxsize=4)
def _phrases(words: Lexicon) -> Phrases:
    entries = (*words.courtesy, *words.signals, *words.why, *words.moves, *words.own_data)
    return Phrases({text for entry in entries for text in entry.say})


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; of overlapping ones the longest stays."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if kept and start < kept[-1][1]:
            if end - start > kept[-1][1] - kept[-1][0]:
                kept[-1] = (start, end)
        else:
            kept.append((start, end))
    return kept


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
    paths = [_FOLDER / f"{name}.yaml" for name in _FILES]
    found: list[Problem] = []
    for path in [*paths, *([Path(own)] if own else [])]:
        content, problems = _read(path)
        found += problems
        for name, entries in content.items():
            ours = {e.id for e in entries}
            sections[name] = (*(e for e in sections[name] if e.id not in ours), *entries)
    if found:
        raise FileProblems(found)
    return Lexicon(**sections)


def problems(path: Path) -> list[Problem]:
    """Everything wrong in a phrases file, its examples included; empty if it can be used."""
    content, found = _read(path)
    if found:
        return found
    lines = _lines(yaml.compose(path.read_text(encoding="utf-8")))
    for section, entries in content.items():
        for i, entry in enumerate(entries):
            for key, text in _failing(entry):
                place = (section, i, "examples")
                what = f"例文「{text}」に{'一致しません' if key == 'found' else '一致してしまいます'}"
                mend = "say / words / unless か例文を直してください"
                line = lines.get(place, lines.get((section, i), 0))
                found.append(Problem(str(path), line, f"{section}.{i}.examples", what, mend))
    return found


def _failing(entry: Any) -> list[tuple[str, str]]:
    if not isinstance(entry, Entry):
        return []
    missed = [("found", t) for t in entry.examples.found if not entry.find(parse(t))]
    return missed + [("clean", t) for t in entry.examples.clean if entry.find(parse(t))]


def _read(path: Path) -> tuple[dict[str, tuple[Any, ...]], list[Problem]]:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"))
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as e:
        mend = "ファイルの場所と文字コード(UTF-8)を確かめてください"
        return {}, [Problem(str(path), 0, "", f"読めません({type(e).__name__})", mend)]
    except yaml.YAMLError as e:
        mark = getattr(e, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        return {}, [
            Problem(str(path), line, "", "YAML の書き方が正しくありません", "字下げと記号を確かめてください")
        ]
    if raw is None:
        return {}, []
    if not isinstance(raw, dict):
        mend = f"{', '.join(SECTIONS)} のいずれかを見出しにしてください"
        return {}, [Problem(str(path), 1, "", "見出しがありません", mend)]
    return _validated(path, raw, _lines(root))


def _validated(
    path: Path, raw: dict[Any, Any], lines: dict[tuple[Any, ...], int]
) -> tuple[dict[str, tuple[Any, ...]], list[Problem]]:
    content: dict[str, tuple[Any, ...]] = {}
    found: list[Problem] = []
    for name, value in raw.items():
        if name not in SECTIONS:
            mend = f"使えるのは {', '.join(SECTIONS)} です"
            found.append(Problem(str(path), lines.get((name,), 0), str(name), "知らない見出しです", mend))
            continue
        try:
            content[name] = SECTIONS[name].validate_python(value)
        except ValidationError as e:
            for error in e.errors():
                place = (name, *error["loc"])
                key = ".".join(map(str, place))
                mend = "ほかの項目の書き方に合わせてください"
                found.append(Problem(str(path), _line(lines, place), key, error["msg"], mend))
    return content, found


def _line(lines: dict[tuple[Any, ...], int], place: tuple[Any, ...]) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 0)


def _lines(node: yaml.Node | None, place: tuple[Any, ...] = ()) -> dict[tuple[Any, ...], int]:
    """1-based line of every key and list item, by its path."""
    out: dict[tuple[Any, ...], int] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            out[(*place, key.value)] = key.start_mark.line + 1
            out |= _lines(value, (*place, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            out[(*place, i)] = item.start_mark.line + 1
            out |= _lines(item, (*place, i))
    return out
