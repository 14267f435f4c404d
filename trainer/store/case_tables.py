"""The tables of the case library as several doors write them; every change within a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlite_utils import Database

from trainer.case import CaseRecord
from trainer.errors import Conflict
from trainer.store.case_rows import SETTLED, columns_of, version_of

Item = TypeVar("Item")

AT_ONCE = 500
"""Ids in one query, and rows between two calls of `progress`."""

_FIND = """INSERT INTO case_search (rowid, title, text, marks)
    SELECT place, title, text, marks FROM case_found WHERE place ="""
_FORGET = """INSERT INTO case_search (case_search, rowid, title, text, marks)
    SELECT 'delete', place, title, text, marks FROM case_found WHERE place ="""


def save(db: Database, record: CaseRecord) -> None:
    """A new version, found from now on. Raises Conflict when its place is taken."""
    found = db.execute("SELECT version FROM case_record WHERE id = ?", (record.id,)).fetchone()
    if (found[0] if found else 0) != record.version - 1:
        raise Conflict("この事例は、ほかの人が先に保存しました。開き直して、新しい版を確かめてください。")
    forget(db, record.id)
    columns = {"place": last_place(db) + 1, **columns_of(record)}
    if found:
        columns = {name: value for name, value in columns.items() if name not in SETTLED}
        assignments = ", ".join(f"{name} = ?" for name in columns)
        db.execute(f"UPDATE case_record SET {assignments} WHERE id = ?", (*columns.values(), record.id))
    else:
        insert(db, "case_record", [columns])
    insert(db, "case_version", [version_of(record)])
    # What nobody looked at may hold personal data: it is not kept once there is a newer text.
    db.execute(
        "DELETE FROM case_version WHERE case_id = ? AND version < ? AND confirmed_by = ''",
        (record.id, record.version),
    )
    db.execute(f"{_FIND} (SELECT place FROM case_record WHERE id = ?)", (record.id,))


def erase(db: Database, case_id: str) -> None:
    """With everything that hangs on it."""
    forget(db, case_id)
    db.execute("DELETE FROM case_version WHERE case_id = ?", (case_id,))
    db.execute("DELETE FROM case_record WHERE id = ?", (case_id,))
    # The place of the newest is given away again: who gets it has not been read for its spellings.
    db.execute("UPDATE case_spelling_read SET place = min(place, ?)", (last_place(db),))


def forget(db: Database, case_id: str) -> None:
    """Takes a case out of the index, by the very text that was put in; before anything changes."""
    db.execute(f"{_FORGET} (SELECT place FROM case_record WHERE id = ?)", (case_id,))


def insert(db: Database, table: str, rows: Sequence[dict[str, object]]) -> None:
    """Rows with the same columns. (sqlite-utils would look at the table anew for each.)"""
    names = ", ".join(rows[0])
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks(list(rows[0]))})"
    db.conn.executemany(sql, [tuple(row.values()) for row in rows])


def last_place(db: Database) -> int:
    """The place of the newest save; 0 when there is none."""
    return int(db.execute("SELECT coalesce(max(place), 0) FROM case_record").fetchone()[0])


def marks(values: Sequence[object]) -> str:
    """Question marks for these values in a statement."""
    return ",".join("?" * len(values))


def portions(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items, AT_ONCE at a time."""
    left = iter(items)
    while some := list(islice(left, AT_ONCE)):
        yield some
