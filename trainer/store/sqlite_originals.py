"""Sealed originals in the SQLite file."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.store.database import SqliteFile
from trainer.store.originals import Original


@dataclass(frozen=True)
class SqliteOriginals:
    """`OriginalStore` in the file of a SqliteStore."""

    file: SqliteFile

    def keep_original(self, original: Original) -> None:
        with self.file.write() as db:
            db.execute(
                "INSERT OR REPLACE INTO case_original (case_id, person, at, sealed) VALUES (?, ?, ?, ?)",
                (original.case_id, original.person, original.at, original.sealed),
            )

    def original(self, case_id: str) -> Original | None:
        row = self.file.one(
            "SELECT case_id, person, at, sealed FROM case_original WHERE case_id = ?", case_id
        )
        return Original(*row) if row else None

    def drop_originals(self, before: float) -> int:
        with self.file.write() as db:
            return int(db.execute("DELETE FROM case_original WHERE at < ?", (before,)).rowcount)
