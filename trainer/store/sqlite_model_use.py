"""What language models used, summed up from the stored events."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.store.database import SqliteFile


@dataclass(frozen=True)
class SqliteModelUse:
    """Reads the `use` of what customers said."""

    file: SqliteFile

    def since(self, at: float) -> tuple[int, int, float]:
        """Tokens in, tokens out and yen of all calls since `at` (seconds since the epoch)."""
        row = self.file.one(
            """SELECT sum(e.body ->> '$.use.tokens_in'), sum(e.body ->> '$.use.tokens_out'),
                      sum(e.body ->> '$.use.yen')
               FROM attempt a JOIN event e ON e.attempt = a.id
               WHERE a.touched_at >= ?1 AND e.body ->> '$.use' IS NOT NULL AND e.body ->> '$.at' >= ?1""",
            at,
        )
        assert row is not None, "an aggregate has one row"
        return int(row[0] or 0), int(row[1] or 0), float(row[2] or 0.0)
