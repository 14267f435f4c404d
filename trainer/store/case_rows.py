"""Between the words of the case library and the columns of its tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from trainer.case import Case, CaseCause, CaseRecord, CaseState, CaseVersion
from trainer.case_query import CaseRow
from trainer.dialogue import Channel
from trainer.escalation import Direction, Need
from trainer.persona import PersonaKind

RECORD = """r.id, r.version, r.state, r.author, r.author_name, r.created_at, r.updated_at, r.deleted_at,
    r.review_on, r.attempt, r.scenario, r.best_attempt, r.helpful, r.batch,
    v.by, v.note, v.confirmed_by, v.body"""

ROW = """r.id, r.title, {state}, r.industry, r.channel, r.persona, r.cause, r.need, r.direction, r.tags,
    r.author, r.author_name, r.version, r.updated_at, r.helpful, r.confirmed"""

SETTLED = frozenset(
    {"author", "author_name", "created_at", "attempt", "batch", "scenario", "best_attempt", "helpful"}
)
"""Columns that a later save leaves alone: they never change, or have a way of their own to, and what the
saver had read of them may be old."""

_STATES = {s.value: s for s in CaseState}
_CHANNELS = {c.value: c for c in Channel}
_PERSONAS = {p.value: p for p in PersonaKind}
_CAUSES = {c.value: c for c in CaseCause}
_NEEDS = {n.value: n for n in Need}
_DIRECTIONS: dict[str, Direction | None] = {d.value: d for d in Direction} | {"": None}


def columns_of(record: CaseRecord) -> dict[str, object]:
    """The row of `case_record`, without its place."""
    case, told = record.case, record.case.escalation
    return {
        "id": record.id,
        "version": record.version,
        "state": record.state.value,
        "author": record.author,
        "author_name": record.author_name,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "deleted_at": record.deleted_at,
        "review_on": record.review_on.isoformat() if record.review_on else "",
        "title": case.title,
        "industry": case.industry,
        "channel": case.channel.value,
        "persona": case.persona.value,
        "cause": case.cause.value,
        "need": told.need.value,
        "direction": told.direction.value if told.direction else "",
        "tags": "\n".join(" ".join(tag.split()) for tag in case.tags),
        "confirmed": int(bool(record.confirmed_by)),
        "attempt": record.attempt,
        "scenario": record.scenario,
        "best_attempt": record.best_attempt,
        "helpful": record.helpful,
        "batch": record.batch,
    }


def version_of(record: CaseRecord) -> dict[str, object]:
    """The row of `case_version`."""
    return {
        "case_id": record.id,
        "version": record.version,
        "state": record.state.value,
        "at": record.updated_at,
        "by": record.updated_by,
        "note": record.note,
        "confirmed_by": record.confirmed_by,
        "body": record.case.model_dump_json(),
    }


def record_from(row: Sequence[Any]) -> CaseRecord:
    """A record from the columns of RECORD."""
    return CaseRecord(
        id=row[0],
        version=row[1],
        state=_STATES[row[2]],
        author=row[3],
        author_name=row[4],
        created_at=row[5],
        updated_at=row[6],
        deleted_at=row[7],
        review_on=date.fromisoformat(row[8]) if row[8] else None,
        attempt=row[9],
        scenario=row[10],
        best_attempt=row[11],
        helpful=row[12],
        batch=row[13],
        updated_by=row[14],
        note=row[15],
        confirmed_by=row[16],
        case=Case.model_validate_json(row[17]),
    )


def row_from(row: Sequence[Any]) -> CaseRow:
    """A list's row from the columns of ROW."""
    id_, title, state, industry, channel, persona, cause, need, direction, tags, *rest, confirmed = row
    chosen = (_CHANNELS[channel], _PERSONAS[persona], _CAUSES[cause], _NEEDS[need], _DIRECTIONS[direction])
    labels = tuple(tags.split("\n")) if tags else ()
    return CaseRow._make((id_, title, _STATES[state], industry, *chosen, labels, *rest, bool(confirmed)))


def version_from(row: Sequence[Any]) -> CaseVersion:
    """A version from case_id, version, state, at, by, note, confirmed_by, body."""
    return CaseVersion(
        case_id=row[0],
        version=row[1],
        state=_STATES[row[2]],
        at=row[3],
        by=row[4],
        note=row[5],
        confirmed_by=row[6],
        case=Case.model_validate_json(row[7]),
    )
