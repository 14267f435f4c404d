"""SQLite back end of `SpellingStore`: how the words of the cases are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from trainer.case import Case
from trainer.case_query import Spelling
from trainer.store.case_tables import marks
from trainer.store.database import SqliteFile


class SqliteSpellings:
    """In the file of a SqliteStore."""

    def __init__(self, file: SqliteFile) -> None:
        self.file = file

    def unread(self, limit: int) -> list[tuple[int, Case]]:
        rows = self.file.all(
            """SELECT r.place, v.body FROM case_record r
               JOIN case_version v ON v.case_id = r.id AND v.version = r.version
               WHERE r.place > (SELECT place FROM case_spelling_read) ORDER BY r.place LIMIT ?""",
            limit,
        )
        return [(place, Case.model_validate_json(body)) for place, body in rows]

    def learn(self, spellings: Iterable[Spelling], place: int) -> None:
        with self.file.write() as db:
            db.conn.executemany("INSERT OR IGNORE INTO case_spelling VALUES (?, ?, ?)", spellings)
            db.execute("UPDATE case_spelling_read SET place = max(place, ?)", (place,))

    def spellings(self, keys: Collection[str]) -> list[Spelling]:
        asked = list(keys)
        rows = self.file.all(
            f"""SELECT norm, reading, text FROM case_spelling
                WHERE norm IN ({marks(asked)}) OR reading IN ({marks(asked)})""",
            *asked,
            *asked,
        )
        return [Spelling(*row) for row in rows]
