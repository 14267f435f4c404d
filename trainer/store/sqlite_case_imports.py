"""SQLite back end of `ImportStore`: many cases at once, all or none, and taking them back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from trainer.case import Batch, CaseRecord, Undone
from trainer.errors import Conflict
from trainer.store.case_rows import columns_of, version_of
from trainer.store.case_store import Progress
from trainer.store.case_tables import erase, insert, last_place, marks, portions
from trainer.store.database import SqliteFile
from trainer.store.indexing import Entry, entry


class SqliteCaseImports:
    """In the file of a SqliteStore. The index changes in the same transaction as what it holds."""

    def __init__(self, file: SqliteFile) -> None:
        self.file = file

    def known(self, ids: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for some in portions(ids):
            rows = self.file.all(f"SELECT id FROM case_record WHERE id IN ({marks(some)})", *some)
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
                    erase(db, case_id)
            db.execute("UPDATE case_record SET batch = '' WHERE batch = ?", (batch_id,))
            db.execute("DELETE FROM case_batch WHERE id = ?", (batch_id,))
        return Undone(removed=len(rows) - len(kept), kept=kept)

    def unseeded(self, ids: Iterable[str]) -> list[str]:
        wanted = list(ids)
        found: set[str] = set()
        for some in portions(wanted):
            rows = self.file.all(f"SELECT id FROM case_seeded WHERE id IN ({marks(some)})", *some)
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
    done, last = 0, last_place(db)
    for some in portions(new):
        ids = [str(n.columns["id"]) for n in some]
        taken = db.execute(f"SELECT id FROM case_record WHERE id IN ({marks(ids)})", ids).fetchone()
        if taken or len(set(ids)) < len(ids):
            double = taken[0] if taken else ids[0]
            raise Conflict(f"事例の番号がもう使われています({double})。もう一度取り込んでください。")
        rows = list(enumerate(some, last + done + 1))
        insert(db, "case_record", [{"place": p, **n.columns} for p, n in rows])
        insert(db, "case_version", [n.version for n in some])
        insert(db, "case_search", [{"rowid": p, **n.entry._asdict()} for p, n in rows])
        done += len(some)
        if progress and progress(done, len(new)) is False:
            raise _Stop


def _batch(row: Sequence[Any]) -> Batch:
    return Batch(id=row[0], person=row[1], at=row[2], count=row[3])
