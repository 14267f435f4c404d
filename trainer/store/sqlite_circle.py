"""SQLite back end of `CircleStore`: comments, votes, bookmarks, reading lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trainer.case import Comment, ReadingList
from trainer.errors import Conflict
from trainer.store.database import SqliteFile

_LIST = "SELECT id, title, owner, owner_name, created_at, version FROM reading_list"


class SqliteCircle:
    """`CircleStore` in the file of a SqliteStore. What hangs on an erased case goes with it."""

    def __init__(self, file: SqliteFile) -> None:
        self.file = file

    def add_comment(self, comment: Comment) -> None:
        with self.file.write() as db:
            db.table("case_comment").insert(comment.model_dump(), ignore=True)

    def comments(self, case_id: str) -> list[Comment]:
        rows = self.file.all(
            """SELECT id, person, name, at, text FROM case_comment
               WHERE case_id = ? ORDER BY at, rowid""",
            case_id,
        )
        return [
            Comment(id=row[0], case_id=case_id, person=row[1], name=row[2], at=row[3], text=row[4])
            for row in rows
        ]

    def delete_comment(self, comment_id: str) -> None:
        with self.file.write() as db:
            db.execute("DELETE FROM case_comment WHERE id = ?", (comment_id,))

    def vote(self, case_id: str, person_id: str, helpful: bool) -> None:
        with self.file.write() as db:
            if helpful:
                db.execute("INSERT OR IGNORE INTO case_helpful VALUES (?, ?)", (case_id, person_id))
            else:
                db.execute("DELETE FROM case_helpful WHERE case_id = ? AND person = ?", (case_id, person_id))
            db.execute(
                """UPDATE case_record SET helpful = (SELECT count(*) FROM case_helpful WHERE case_id = ?)
                   WHERE id = ?""",
                (case_id, case_id),
            )

    def voted(self, case_id: str, person_id: str) -> bool:
        sql = "SELECT 1 FROM case_helpful WHERE case_id = ? AND person = ?"
        return self.file.one(sql, case_id, person_id) is not None

    def bookmark(self, case_id: str, person_id: str, at: float | None) -> None:
        with self.file.write() as db:
            if at is None:
                db.execute("DELETE FROM case_bookmark WHERE person = ? AND case_id = ?", (person_id, case_id))
            else:
                sql = "INSERT OR REPLACE INTO case_bookmark (person, case_id, at) VALUES (?, ?, ?)"
                db.execute(sql, (person_id, case_id, at))

    def bookmarks(self, person_id: str) -> list[str]:
        sql = "SELECT case_id FROM case_bookmark WHERE person = ? ORDER BY at DESC, rowid DESC"
        return [case_id for (case_id,) in self.file.all(sql, person_id)]

    def save_list(self, reading_list: ReadingList) -> None:
        with self.file.write() as db:
            found = db.execute("SELECT version FROM reading_list WHERE id = ?", (reading_list.id,)).fetchone()
            if (found[0] if found else 0) != reading_list.version - 1:
                raise Conflict("このリストは、ほかの人が先に変更しました。開き直して確かめてください。")
            db.table("reading_list").upsert(reading_list.model_dump(exclude={"cases"}), pk="id")
            db.execute("DELETE FROM reading_list_item WHERE list = ?", (reading_list.id,))
            db.table("reading_list_item").insert_all(
                {"list": reading_list.id, "position": position, "case_id": case_id}
                for position, case_id in enumerate(reading_list.cases)
            )

    def reading_list(self, list_id: str) -> ReadingList | None:
        row = self.file.one(f"{_LIST} WHERE id = ?", list_id)
        return self._with_cases(row) if row else None

    def reading_lists(self) -> list[ReadingList]:
        return [self._with_cases(row) for row in self.file.all(f"{_LIST} ORDER BY created_at DESC, id")]

    def delete_list(self, list_id: str) -> None:
        with self.file.write() as db:
            db.execute("DELETE FROM reading_list WHERE id = ?", (list_id,))

    def _with_cases(self, row: Sequence[Any]) -> ReadingList:
        items = self.file.all(
            "SELECT case_id FROM reading_list_item WHERE list = ? ORDER BY position", row[0]
        )
        return ReadingList(
            id=row[0],
            title=row[1],
            owner=row[2],
            owner_name=row[3],
            created_at=row[4],
            version=row[5],
            cases=tuple(case_id for (case_id,) in items),
        )
