"""What stood in cases before masking, as sealed bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from trainer.store.database import SqliteFile


@dataclass(frozen=True)
class Original:
    """`sealed`: the encrypted case; `person`: who masked it, at `at` (seconds since the epoch)."""

    case_id: str
    person: str
    at: float
    sealed: bytes


class OriginalStore(Protocol):
    """One original for each case. Raises StoreUnavailable."""

    def keep_original(self, original: Original) -> None:
        """Replaces an earlier one."""

    def original(self, case_id: str) -> Original | None: ...

    def drop_originals(self, before: float) -> int:
        """Deletes all kept before this moment; how many there were."""


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
