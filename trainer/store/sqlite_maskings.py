"""SQLite back end of `MaskingStore`."""

from __future__ import annotations

from trainer.store.database import SqliteFile


class SqliteMaskings:
    """In the file of a SqliteStore."""

    def __init__(self, file: SqliteFile) -> None:
        self.file = file

    def keep_masking(self, case_id: str, person_id: str, at: float, body: str) -> None:
        with self.file.write() as db:
            db.execute(
                "INSERT OR REPLACE INTO case_masking (case_id, person, at, body) VALUES (?, ?, ?, ?)",
                (case_id, person_id, at, body),
            )

    def masking(self, case_id: str, person_id: str) -> str | None:
        row = self.file.one(
            "SELECT body FROM case_masking WHERE case_id = ? AND person = ?", case_id, person_id
        )
        return str(row[0]) if row else None

    def drop_masking(self, case_id: str, person_id: str) -> None:
        with self.file.write() as db:
            db.execute("DELETE FROM case_masking WHERE case_id = ? AND person = ?", (case_id, person_id))
