"""Reads a file of lexicon entries and says in Japanese what is wrong in it, and where."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from trainer.dialogue import Frozen
from trainer.errors import Problem
from trainer.language.lexicon.entries import (
    CourtesyEntry,
    Entry,
    MoveEntry,
    OwnDataEntry,
    SignalEntry,
    SynonymEntry,
    WhyEntry,
)
from trainer.language.lexicon.files import LOADER
from trainer.language.text.parsing import parse

Place = tuple[Any, ...]
Fault = tuple[Place, str, str]
"""Keys and indices that lead to it, what is wrong, how to mend it."""

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


def problems(path: Path) -> list[Problem]:
    """Everything wrong in a phrases file, its examples included; empty if it can be used."""
    content, found = read_entries(path)
    if found:
        return found
    lines = _lines(path.read_text(encoding="utf-8"))
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


def read_entries(path: Path) -> tuple[dict[str, tuple[Any, ...]], list[Problem]]:
    try:
        text = path.read_text(encoding="utf-8")
        raw = yaml.load(text, Loader=LOADER)  # a safe loader
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
    content, faults = _validated(raw)
    lines = _lines(text) if faults else {}
    return content, [
        Problem(str(path), _line(lines, place), ".".join(map(str, place)), what, mend)
        for place, what, mend in faults
    ]


def _validated(raw: dict[Any, Any]) -> tuple[dict[str, tuple[Any, ...]], list[Fault]]:
    """The entries of each section, and the faults."""
    content: dict[str, tuple[Any, ...]] = {}
    found: list[Fault] = []
    for name, value in raw.items():
        if name not in SECTIONS:
            found.append(((name,), "知らない見出しです", f"使えるのは {', '.join(SECTIONS)} です"))
            continue
        try:
            content[name] = SECTIONS[name].validate_python(value)
        except ValidationError as e:
            mend = "ほかの項目の書き方に合わせてください"
            found += [((name, *error["loc"]), error["msg"], mend) for error in e.errors()]
    return content, found


def _line(lines: dict[Place, int], place: Place) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 0)


def _lines(text: str) -> dict[Place, int]:
    """1-based line of every key and list item, by its path."""
    return _lines_of(yaml.compose(text, Loader=LOADER), ())


def _lines_of(node: yaml.Node | None, place: Place) -> dict[Place, int]:
    out: dict[Place, int] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            out[(*place, key.value)] = key.start_mark.line + 1
            out |= _lines_of(value, (*place, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            out[(*place, i)] = item.start_mark.line + 1
            out |= _lines_of(item, (*place, i))
    return out
