"""The tables, as ordered steps of SQL that are applied once each.

A step is a file `m<number>_<subject>.sql` beside this one. Databases remember by that name what was applied
to them: a step that has been released is never renamed or changed, what comes later is a step of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database, Migrations

migrations = Migrations("trainer")


def _statements(sql: str) -> Iterator[str]:
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():  # the last one may do without its semicolon
        yield statement


def _add(path: Path) -> None:
    @migrations(name=path.stem)
    def step(db: Database) -> None:
        # One by one: executescript would commit the migration's transaction half-way.
        for statement in _statements(path.read_text(encoding="utf-8")):
            db.execute(statement)


for _path in sorted(Path(__file__).parent.glob("m*.sql")):
    _add(_path)
