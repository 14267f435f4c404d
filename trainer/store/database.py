"""One SQLite file: WAL with full sync, writers one after another, connections that are used again."""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from trainer.errors import StoreUnavailable
from trainer.store.indexing import FUNCTIONS
from trainer.store.migrations import migrations

WAIT_SECONDS = 10.0
IDLE = 8
"""Connections that are kept open for the next use."""
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = FAST",  # what was deleted may have been personal: it is overwritten where that is free
)


class SqliteFile:
    """`path` is created with its folder; migrations run at once.

    Within the process writers queue at a lock, which keeps the longest wait short; between
    processes BEGIN IMMEDIATE and the timeout do (docs/decisions/0003-storage.md). A page is drawn by a
    new thread each time, so connections outlive threads: opening one costs as much as a whole write."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer = threading.Lock()
        self._idle: deque[Database] = deque()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self.write() as db:
                migrations.apply(db)
        except OSError as error:
            raise StoreUnavailable(_unusable(path, str(error.strerror))) from error

    @contextmanager
    def write(self) -> Iterator[Database]:
        """One transaction: whatever is raised inside takes everything back."""
        with self._guard(), self._writer, self._connection() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    def all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._guard(), self._connection() as db:
            return db.execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        return next(iter(self.all(sql, *values)), None)

    @contextmanager
    def _connection(self) -> Iterator[Database]:
        """A connection for one use; nobody else has it meanwhile."""
        try:
            db = self._idle.pop()
        except IndexError:
            db = self._opened()
        try:
            yield db
        finally:
            if db.conn.in_transaction or len(self._idle) >= IDLE:
                db.conn.close()
            else:
                self._idle.append(db)

    def _opened(self) -> Database:
        # isolation_level None: transactions are begun and ended here, by name.
        connection = sqlite3.connect(
            self._path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        db = Database(connection, strict=True)
        for pragma in PRAGMAS:
            db.execute(f"PRAGMA {pragma}")
        for function in FUNCTIONS:
            db.register_function(function, deterministic=True)
        return db

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise StoreUnavailable(_unusable(self._path, str(error))) from error


def _unusable(path: Path, reason: str) -> str:
    return (
        f"保存先のデータベースを使えません({path.name}: {reason})。入力した内容は画面に残っています。"
        "空き容量と書き込み権限を確かめ、少し待ってからもう一度お試しください。"
    )
