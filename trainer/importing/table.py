"""Rows of a table as cases, with what is wrong told row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from trainer.case import FIELD_LABELS, Case, Effect, field_label
from trainer.errors import InvalidInput
from trainer.importing.paste import moments
from trainer.importing.terms import lookup, plain, wordings
from trainer.lengths import too_long
from trainer.sheets import Sheet

FIELDS: dict[str, str] = {
    **{name: label for name, label in FIELD_LABELS.items() if name not in ("escalation", "phrases")},
    "need": "引き継ぎの要否",
    "direction": "引き継ぎの方向",
    "to": "引き継ぎ先",
    "when": "いつ引き継いだか",
    "timing": "引き継ぎの時機",
    "helped": "効いた言葉",
    "hurt": "こじれた言葉",
}
"""What a column can be taken for, and what it is called."""

_HANDED = ("need", "direction", "to", "when", "timing")
_SPLIT = re.compile(r"[、,;#\s]+")
_LINES = re.compile(r"[\r\n]+|(?<=」)\s*/\s*")
_WHY = re.compile(r"^[「『]?(.+?)[」』]?\s*(?:[((]([^()()]{1,400})[))])?$", re.S)


@dataclass(frozen=True)
class Row:
    """One row: its number in the file, and either a case or what is wrong with it."""

    number: int
    case: Case | None
    problems: tuple[str, ...] = ()


def guess(columns: tuple[str, ...]) -> dict[str, str]:
    """Column → field, by its heading; columns that no heading fits are left out, and of two columns
    for one field the first counts."""
    known, taken = lookup("fields"), set[str]()
    found = {}
    for column in columns:
        field = known.get(plain(column))
        if field and field not in taken:
            found[column] = field
            taken.add(field)
    return found


def rows(sheet: Sheet, mapping: Mapping[str, str]) -> Iterator[Row]:
    """Every row that is not blank. `mapping`: column → key of FIELDS. Our own JSON Lines come back
    as they were written, whatever the mapping."""
    for offset, cells in enumerate(sheet.rows):
        number = sheet.first_row + offset
        own = sheet.whole[offset].get("case") if sheet.whole else None
        if isinstance(own, Mapping):
            yield _validated(number, own)
        elif any(cells):
            values = {
                mapping[column]: cell
                for column, cell in zip(sheet.columns, cells, strict=True)
                if column in mapping and cell
            }
            yield _row(number, values)


def _row(number: int, values: Mapping[str, str]) -> Row:
    problems = []
    fields: dict[str, Any] = {}
    for field, cell in values.items():
        allowed = wordings(field)
        if not allowed:
            fields[field] = cell
            continue
        meaning = lookup("values", field).get(plain(cell))
        if meaning is None:
            problems.append(
                f"{FIELDS[field]}「{cell[:20]}」は使えません。{'・'.join(allowed)} のどれかにしてください。"
            )
        else:
            fields[field] = meaning
    if not (fields.get("title") or fields.get("situation") or fields.get("timeline")):
        problems.append("題名・状況・経過がどれも空です。どれか一つは書いてください。")
    if problems:
        return Row(number, None, tuple(problems))
    try:
        shaped = _shaped(fields)
    except InvalidInput as error:
        return Row(number, None, (f"{FIELDS['timeline']}: {error}",))
    return _validated(number, shaped)


def _shaped(fields: dict[str, Any]) -> dict[str, Any]:
    """Cells in the shape of a Case."""
    shaped = {k: v for k, v in fields.items() if k not in (*_HANDED, "helped", "hurt", "timeline", "tags")}
    shaped["escalation"] = {k: fields[k] for k in _HANDED if k in fields}
    shaped["phrases"] = [
        phrase
        for effect in Effect
        for line in _LINES.split(fields.get(effect.value, ""))
        if (phrase := _phrase(effect, line))
    ]
    if timeline := fields.get("timeline"):
        shaped["timeline"] = [m.model_dump() for m in moments(timeline)]
    if tags := fields.get("tags"):
        shaped["tags"] = list(dict.fromkeys(t for t in _SPLIT.split(tags) if t))
    if not shaped.get("title"):
        first = shaped.get("situation") or fields.get("timeline", "")
        shaped["title"] = re.split(r"[。\n]", first)[0][:60]
    return shaped


def _phrase(effect: Effect, line: str) -> dict[str, str] | None:
    """「言葉」(理由) or the words alone."""
    m = _WHY.match(line.strip())
    return {"effect": effect.value, "text": m[1], "why": m[2] or ""} if m else None


def _validated(number: int, fields: Mapping[str, Any]) -> Row:
    try:
        case = Case.model_validate(fields)
    except ValidationError as error:
        return Row(number, None, tuple(dict.fromkeys(_told(e) for e in error.errors())))
    long = tuple(excess.told(field_label(excess.path)) for excess in too_long(case))
    return Row(number, None, long) if long else Row(number, case)


def _told(error: Any) -> str:
    where = str(error["loc"][0]) if error["loc"] else ""
    label = FIELD_LABELS.get(where, where or "この行")
    if error["type"] in ("string_too_long", "too_long"):
        return f"{label}が長すぎます。分けてください。"
    return f"{label}の値が使えません。書き方の例は docs/import-export.md にあります。"
