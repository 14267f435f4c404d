"""SQLite back end of `CaseStore`: cases, their versions, finding them, and many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    columns_of,
    record_from,
    row_from,
    version_from,
    version_of,
)
from trainer.store.case_store import Progress
from trainer.store.database import SqliteFile
from trainer.store.indexing import match

Item = TypeVar("Item")

AT_ONCE = 500
"""Ids in one query, and rows between two calls of `progress`."""

_SHARED = "r.state IN ('published', 'stale')"
_PLAIN_ROW = ROW.format(state="r.state")


class SqliteCases:
    """`CaseStore` in the file of a SqliteStore. The index follows through triggers (migration 5)."""

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
        if query.since:
            conditions.append("s.rowid >= ?")
            values.append(_place(_midnight(query.since)))
        if query.until:
            conditions.append("s.rowid < ?")
            values.append(_place(_midnight(query.until + timedelta(days=1))))
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
        with _Stoppable() as stopped, self.file.write() as db:
            if db.execute("SELECT 1 FROM case_batch WHERE id = ?", (batch.id,)).fetchone():
                raise Conflict("この取り込みはもう終わっています。一覧で確かめてください。")
            _add(db, [r.model_copy(update={"batch": batch.id}) for r in records], progress)
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
            _add(db, new)
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
    place = _free_place(db, _place(record.updated_at))
    # The version first: the triggers of case_record read its text.
    db.table("case_version").insert(version_of(record))
    if not found:
        db.table("case_record").insert({"place": place, "helpful": 0, **columns_of(record)})
        return
    columns = {"place": place, **columns_of(record)}
    assignments = ", ".join(f"{name} = ?" for name in columns)
    db.execute(f"UPDATE case_record SET {assignments} WHERE id = ?", (*columns.values(), record.id))
    # What nobody looked at may hold personal data: it is not kept once there is a newer text.
    db.execute(
        "DELETE FROM case_version WHERE case_id = ? AND version < ? AND confirmed_by = ''",
        (record.id, record.version),
    )


def _add(db: Database, records: Sequence[CaseRecord], progress: Progress | None = None) -> None:
    """New cases, version 1, oldest first, which is what the index takes fastest."""
    ordered = sorted(records, key=lambda r: r.updated_at)
    done, place = 0, 0
    for some in _portions(ordered):
        ids = [r.id for r in some]
        taken = db.execute(f"SELECT id FROM case_record WHERE id IN ({_marks(ids)})", ids).fetchone()
        if taken or len(set(ids)) < len(ids):
            raise Conflict(f"事例の番号がもう使われています({taken[0] if taken else ids[0]})。")
        db.table("case_version").insert_all([version_of(r) for r in some])
        for record in some:
            place = _free_place(db, max(_place(record.updated_at), place + 1))
            db.table("case_record").insert({"place": place, "helpful": 0, **columns_of(record)})
        done += len(some)
        if progress and progress(done, len(ordered)) is False:
            raise _Stop


def _erase(db: Database, case_id: str) -> None:
    # The record first: its trigger still needs the text.
    db.execute("DELETE FROM case_record WHERE id = ?", (case_id,))
    db.execute("DELETE FROM case_version WHERE case_id = ?", (case_id,))


def _free_place(db: Database, place: int) -> int:
    """The first free place from this one on."""
    for (taken,) in db.execute("SELECT place FROM case_record WHERE place >= ? ORDER BY place", (place,)):
        if taken != place:
            break
        place += 1
    return place


def _place(at: float) -> int:
    return int(at * 1000)


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
