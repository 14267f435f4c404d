"""SQLite back end of `CaseStore`: cases, their versions, finding them, and many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, TypeVar

from sqlite_utils import Database

from trainer.case import Batch, Case, CaseRecord, CaseVersion, OwnText, Undone
from trainer.case_query import CaseQuery, CaseRow
from trainer.errors import Conflict
from trainer.person import Person, Role
from trainer.store.case_rows import (
    RECORD,
    ROW,
    SETTLED,
    columns_of,
    record_from,
    row_from,
    version_from,
    version_of,
)
from trainer.store.case_store import Progress
from trainer.store.database import SqliteFile
from trainer.store.indexing import Entry, entry, match

Item = TypeVar("Item")

FOREVER = 1e12
"""Later than any save, in seconds since the epoch."""

AT_ONCE = 500
"""Ids in one query, and rows between two calls of `progress`."""

_FIND = """INSERT INTO case_search (rowid, title, text, marks)
    SELECT place, title, text, marks FROM case_found WHERE place ="""
_FORGET = """INSERT INTO case_search (case_search, rowid, title, text, marks)
    SELECT 'delete', place, title, text, marks FROM case_found WHERE place ="""
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
            _save(db, record)

    def record(self, case_id: str) -> CaseRecord | None:
        return next(iter(self.records([case_id])), None)

    def records(self, ids: Sequence[str]) -> list[CaseRecord]:
        found: dict[str, CaseRecord] = {}
        for some in _portions(dict.fromkeys(ids)):
            rows = self.file.all(
                f"""SELECT {RECORD} FROM case_record r
                    JOIN case_version v ON v.case_id = r.id AND v.version = r.version
                    WHERE r.id IN ({_marks(some)})""",
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
            _erase(db, case_id)

    # ------------------------------------------------------------ finding

    def hits(self, viewer: Person, query: CaseQuery, today: date, bound: int) -> list[CaseRow]:
        day = today.isoformat()
        state = (
            f"iif(r.state = 'published' AND r.review_on != '' AND r.review_on <= '{day}', 'stale', r.state)"
        )
        conditions = [_seen_by(viewer)]
        values: list[object] = [viewer.id]
        if query.states:
            conditions.append(f"{state} IN ({_marks(query.states)})")
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
                WHERE r.deleted_at = 0 AND r.state IN ({_marks(states)}) ORDER BY r.place LIMIT ?""",
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

    # ------------------------------------------------------------ many at once

    def known(self, ids: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for some in _portions(ids):
            rows = self.file.all(f"SELECT id FROM case_record WHERE id IN ({_marks(some)})", *some)
            found |= {case_id for (case_id,) in rows}
        return found

    def add_many(self, records: Sequence[CaseRecord], batch: Batch, progress: Progress | None = None) -> bool:
        new = [_New.of(r.model_copy(update={"batch": batch.id})) for r in records]
        with _Stoppable() as stopped, self.file.write() as db:
            if db.execute("SELECT 1 FROM case_batch WHERE id = ?", (batch.id,)).fetchone():
                raise Conflict("この取り込みはもう終わっています。一覧で確かめてください。")
            _add(db, new, progress)
            db.table("case_batch").insert({**batch.model_dump(), "count": len(records)})
        return not stopped.yes

    def batch(self, batch_id: str) -> Batch | None:
        row = self.file.one("SELECT id, person, at, count FROM case_batch WHERE id = ?", batch_id)
        return _batch(row) if row else None

    def batches(self, person_id: str) -> list[Batch]:
        rows = self.file.all(
            "SELECT id, person, at, count FROM case_batch WHERE person = ? ORDER BY at DESC", person_id
        )
        return [_batch(row) for row in rows]

    def undo_batch(self, batch_id: str) -> Undone:
        with self.file.write() as db:
            rows = db.execute("SELECT id, version FROM case_record WHERE batch = ?", (batch_id,)).fetchall()
            kept = tuple(case_id for case_id, version in rows if version > 1)
            for case_id, version in rows:
                if version == 1:
                    _erase(db, case_id)
            db.execute("UPDATE case_record SET batch = '' WHERE batch = ?", (batch_id,))
            db.execute("DELETE FROM case_batch WHERE id = ?", (batch_id,))
        return Undone(removed=len(rows) - len(kept), kept=kept)

    def unseeded(self, ids: Iterable[str]) -> list[str]:
        wanted = list(ids)
        found: set[str] = set()
        for some in _portions(wanted):
            rows = self.file.all(f"SELECT id FROM case_seeded WHERE id IN ({_marks(some)})", *some)
            found |= {case_id for (case_id,) in rows}
        return [case_id for case_id in wanted if case_id not in found]

    def seed(self, records: Sequence[CaseRecord]) -> int:
        with self.file.write() as db:
            known = "SELECT id FROM case_seeded UNION SELECT id FROM case_record WHERE id = ?"
            new = [r for r in records if (r.id,) not in db.execute(known, (r.id,)).fetchall()]
            _add(db, [_New.of(r) for r in new])
            db.table("case_seeded").insert_all(({"id": r.id} for r in records), ignore=True)
        return len(new)


class _Stop(Exception):
    """`progress` said to stop."""


class _Stoppable:
    """Swallows _Stop, and nothing else, behind the transaction that it took back."""

    def __init__(self) -> None:
        self.yes = False

    def __enter__(self) -> _Stoppable:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        self.yes = kind is _Stop
        return self.yes


def _reviews(viewer: Person) -> bool:
    return viewer.role is Role.SUPERVISOR


def _seen_by(viewer: Person) -> str:
    """The condition under which a row is shown; its one value is the viewer's id."""
    waiting = " OR r.state = 'waiting'" if _reviews(viewer) else ""
    return f"({_SHARED}{waiting} OR r.author = ?)"


def _save(db: Database, record: CaseRecord) -> None:
    found = db.execute("SELECT version FROM case_record WHERE id = ?", (record.id,)).fetchone()
    if (found[0] if found else 0) != record.version - 1:
        raise Conflict("この事例は、ほかの人が先に保存しました。開き直して、新しい版を確かめてください。")
    _forget(db, record.id)
    columns = {"place": _last_place(db) + 1, **columns_of(record)}
    if found:
        columns = {name: value for name, value in columns.items() if name not in SETTLED}
        assignments = ", ".join(f"{name} = ?" for name in columns)
        db.execute(f"UPDATE case_record SET {assignments} WHERE id = ?", (*columns.values(), record.id))
    else:
        _insert(db, "case_record", [columns])
    _insert(db, "case_version", [version_of(record)])
    # What nobody looked at may hold personal data: it is not kept once there is a newer text.
    db.execute(
        "DELETE FROM case_version WHERE case_id = ? AND version < ? AND confirmed_by = ''",
        (record.id, record.version),
    )
    db.execute(f"{_FIND} (SELECT place FROM case_record WHERE id = ?)", (record.id,))


def _erase(db: Database, case_id: str) -> None:
    _forget(db, case_id)
    db.execute("DELETE FROM case_version WHERE case_id = ?", (case_id,))
    db.execute("DELETE FROM case_record WHERE id = ?", (case_id,))


def _forget(db: Database, case_id: str) -> None:
    """Takes a case out of the index, by the very text that was put in; before anything changes."""
    db.execute(f"{_FORGET} (SELECT place FROM case_record WHERE id = ?)", (case_id,))


@dataclass(frozen=True)
class _New:
    """All that is written for a new case, worked out before the database is locked."""

    columns: dict[str, object]
    version: dict[str, object]
    entry: Entry

    @classmethod
    def of(cls, record: CaseRecord) -> _New:
        return cls(
            columns=columns_of(record),
            version=version_of(record),
            entry=entry(record.case, record.state, record.author),
        )


def _add(db: Database, new: Sequence[_New], progress: Progress | None = None) -> None:
    done, last = 0, _last_place(db)
    for some in _portions(new):
        ids = [str(n.columns["id"]) for n in some]
        taken = db.execute(f"SELECT id FROM case_record WHERE id IN ({_marks(ids)})", ids).fetchone()
        if taken or len(set(ids)) < len(ids):
            raise Conflict(f"事例の番号がもう使われています({taken[0] if taken else ids[0]})。")
        rows = list(enumerate(some, last + done + 1))
        _insert(db, "case_record", [{"place": p, **n.columns} for p, n in rows])
        _insert(db, "case_version", [n.version for n in some])
        _insert(db, "case_search", [{"rowid": p, **n.entry._asdict()} for p, n in rows])
        done += len(some)
        if progress and progress(done, len(new)) is False:
            raise _Stop


def _insert(db: Database, table: str, rows: Sequence[dict[str, object]]) -> None:
    """Rows with the same columns. (sqlite-utils would look at the table anew for each.)"""
    names = ", ".join(rows[0])
    sql = f"INSERT INTO {table} ({names}) VALUES ({_marks(list(rows[0]))})"
    db.conn.executemany(sql, [tuple(row.values()) for row in rows])


def _last_place(db: Database) -> int:
    return int(db.execute("SELECT coalesce(max(place), 0) FROM case_record").fetchone()[0])


def _period(query: CaseQuery) -> tuple[float, float]:
    """The days asked for as seconds since the epoch, from the first on and before the second."""
    first = _midnight(query.since) if query.since else 0.0
    return first, _midnight(query.until + timedelta(days=1)) if query.until else FOREVER


def _midnight(day: date) -> float:
    return datetime.combine(day, time.min).timestamp()


def _batch(row: Sequence[Any]) -> Batch:
    return Batch(id=row[0], person=row[1], at=row[2], count=row[3])


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _portions(items: Iterable[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while some := list(islice(left, AT_ONCE)):
        yield some
