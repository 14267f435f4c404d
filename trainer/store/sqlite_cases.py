"""SQLite back end of `CaseStore`: cases, their versions, and finding them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from trainer.case import Case, CaseRecord, CaseVersion, OwnText
from trainer.case_query import CaseQuery, CaseRow
from trainer.person import Person, Role
from trainer.store.case_rows import (
    RECORD,
    ROW,
    record_from,
    row_from,
    version_from,
)
from trainer.store.case_tables import AT_ONCE, erase, marks, portions, save
from trainer.store.database import SqliteFile
from trainer.store.indexing import match

FOREVER = 1e12
"""Later than any save, in seconds since the epoch."""

_SHARED = "r.state IN ('published', 'stale')"
_PLAIN_ROW = ROW.format(state="r.state")


class SqliteCases:
    """`CaseStore` in the file of a SqliteStore. The index changes in the same transaction as
    what it holds."""

    def __init__(self, file: SqliteFile) -> None:
        self.file = file

    # ------------------------------------------------------------ cases and their versions

    def save(self, record: CaseRecord) -> None:
        with self.file.write() as db:
            save(db, record)

    def record(self, case_id: str) -> CaseRecord | None:
        return next(iter(self.records([case_id])), None)

    def records(self, ids: Sequence[str]) -> list[CaseRecord]:
        found: dict[str, CaseRecord] = {}
        for some in portions(dict.fromkeys(ids)):
            rows = self.file.all(
                f"""SELECT {RECORD} FROM case_record r
                    JOIN case_version v ON v.case_id = r.id AND v.version = r.version
                    WHERE r.id IN ({marks(some)})""",
                *some,
            )
            found |= {row[0]: record_from(row) for row in rows}
        return [found[case_id] for case_id in ids if case_id in found]

    def versions(self, case_id: str) -> list[CaseVersion]:
        rows = self.file.all(
            """SELECT case_id, version, state, at, by, note, confirmed_by, body FROM case_version
               WHERE case_id = ? ORDER BY version DESC""",
            case_id,
        )
        return [version_from(row) for row in rows]

    def link(self, case_id: str, *, scenario: str | None = None, best_attempt: str | None = None) -> None:
        with self.file.write() as db:
            db.execute(
                """UPDATE case_record SET scenario = coalesce(?, scenario),
                   best_attempt = coalesce(?, best_attempt) WHERE id = ?""",
                (scenario, best_attempt, case_id),
            )

    def erase(self, case_id: str) -> None:
        with self.file.write() as db:
            erase(db, case_id)

    # ------------------------------------------------------------ finding

    def hits(self, viewer: Person, query: CaseQuery, today: date, bound: int) -> list[CaseRow]:
        day = today.isoformat()
        state = (
            f"iif(r.state = 'published' AND r.review_on != '' AND r.review_on <= '{day}', 'stale', r.state)"
        )
        conditions = [_seen_by(viewer)]
        values: list[object] = [viewer.id]
        if query.states:
            conditions.append(f"{state} IN ({marks(query.states)})")
            values += [s.value for s in query.states]
        if query.since or query.until:
            first, behind = _period(query)
            # Who saved later lies higher, unless a clock went wrong: the places narrow the search,
            # the times decide.
            places = "SELECT {} FROM case_record WHERE updated_at >= ? AND updated_at < ?"
            conditions += [
                "r.updated_at >= ? AND r.updated_at < ?",
                f"s.rowid >= ({places.format('min(place)')}) AND s.rowid <= ({places.format('max(place)')})",
            ]
            values += [first, behind] * 3
        # CROSS JOIN: the index leads and is read from its newest end until there are enough.
        rows = self.file.all(
            f"""SELECT {ROW.format(state=state)}
                FROM case_search s CROSS JOIN case_record r ON r.place = s.rowid
                WHERE case_search MATCH ? AND {" AND ".join(conditions)}
                ORDER BY s.rowid DESC LIMIT ?""",
            match(viewer, query),
            *values,
            bound,
        )
        return [row_from(row) for row in rows]

    def in_state(self, *states: str, limit: int = AT_ONCE) -> list[CaseRow]:
        rows = self.file.all(
            f"""SELECT {_PLAIN_ROW} FROM case_record r
                WHERE r.deleted_at = 0 AND r.state IN ({marks(states)}) ORDER BY r.place LIMIT ?""",
            *states,
            limit,
        )
        return [row_from(row) for row in rows]

    def binned(self, viewer: Person, limit: int = AT_ONCE) -> list[CaseRow]:
        rows = self.file.all(
            f"""SELECT {_PLAIN_ROW} FROM case_record r WHERE r.deleted_at > 0 AND {_seen_by(viewer)}
                AND ({int(_reviews(viewer))} OR r.author = ?) ORDER BY r.deleted_at DESC LIMIT ?""",
            viewer.id,
            viewer.id,
            limit,
        )
        return [row_from(row) for row in rows]

    def of_the_day(self, number: int) -> str | None:
        shared = f"FROM case_record r WHERE r.deleted_at = 0 AND {_SHARED}"
        counted = self.file.one(f"SELECT count(*) {shared}")
        if counted is None or not counted[0]:
            return None
        found = self.file.one(
            f"SELECT r.id {shared} ORDER BY r.created_at, r.id LIMIT 1 OFFSET ?", number % counted[0]
        )
        return str(found[0]) if found else None

    # ------------------------------------------------------------ a person's own text

    def keep_own(self, text: OwnText) -> None:
        row = {**text.model_dump(exclude={"case"}), "body": text.case.model_dump_json()}
        with self.file.write() as db:
            db.table("case_own_text").upsert(row, pk=("case_id", "person"))

    def own(self, case_id: str, person_id: str) -> OwnText | None:
        row = self.file.one(
            "SELECT seen, at, body FROM case_own_text WHERE case_id = ? AND person = ?", case_id, person_id
        )
        if row is None:
            return None
        case = Case.model_validate_json(row[2])
        return OwnText(case_id=case_id, person=person_id, seen=row[0], at=row[1], case=case)

    def drop_own(self, case_id: str, person_id: str) -> None:
        with self.file.write() as db:
            db.execute("DELETE FROM case_own_text WHERE case_id = ? AND person = ?", (case_id, person_id))


def _reviews(viewer: Person) -> bool:
    return viewer.role is Role.SUPERVISOR


def _seen_by(viewer: Person) -> str:
    """The condition under which a row is shown; its one value is the viewer's id."""
    waiting = " OR r.state = 'waiting'" if _reviews(viewer) else ""
    return f"({_SHARED}{waiting} OR r.author = ?)"


def _period(query: CaseQuery) -> tuple[float, float]:
    """The days asked for as seconds since the epoch, from the first on and before the second."""
    first = _midnight(query.since) if query.since else 0.0
    return first, _midnight(query.until + timedelta(days=1)) if query.until else FOREVER


def _midnight(day: date) -> float:
    return datetime.combine(day, time.min).timestamp()
