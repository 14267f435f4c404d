"""How supervisors have set up the language model in the app. Never a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.store.database import SqliteFile


@dataclass(frozen=True)
class SqliteLlmChoice:
    """In the file of a SqliteStore."""

    file: SqliteFile

    def chosen(self) -> dict[str, str]:
        """Variable → value."""
        return {str(v): str(value) for v, value in self.file.all("SELECT variable, value FROM llm_choice")}

    def choose(self, chosen: Mapping[str, str], person_id: str, at: float) -> None:
        """In place of all that was chosen before. `at` in seconds since the epoch."""
        with self.file.write() as db:
            db.execute("DELETE FROM llm_choice")
            for variable, value in chosen.items():
                db.execute("INSERT INTO llm_choice VALUES (?, ?, ?, ?)", (variable, value, person_id, at))
