"""One SQLite file: WAL with full sync, writers one after another, a connection per thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from trainer.errors import StoreUnavailable
from trainer.store.indexing import FUNCTIONS
from trainer.store.migrations import migrations

WAIT_SECONDS = 10.0
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = FAST",  # what was deleted may have been personal: it is overwritten where that is free
)


class SqliteFile:
    """`path` is created with its folder; migrations run at once.

    Within the process writers queue at a lock, which keeps the longest wait short; between
    processes BEGIN IMMEDIATE and the timeout do (docs/decisions/0003-storage.md)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer = threading.Lock()
        self._local = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self.write() as db:
                migrations.apply(db)
        except OSError as error:
            raise StoreUnavailable(_unusable(path, str(error.strerror))) from error

    @contextmanager
    def write(self) -> Iterator[Database]:
        """One transaction: whatever is raised inside takes everything back."""
        with self._guard(), self._writer:
            db = self._connection()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    def all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._guard():
            return self._connection().execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        return next(iter(self.all(sql, *values)), None)

    def _connection(self) -> Database:
        db: Database | None = getattr(self._local, "db", None)
        if db is None:
            # isolation_level None: transactions are begun and ended here, by name.
            connection = sqlite3.connect(self._path, timeout=WAIT_SECONDS, isolation_level=None)
            db = Database(connection, strict=True)
            for pragma in PRAGMAS:
                db.execute(f"PRAGMA {pragma}")
            for function in FUNCTIONS:
                db.register_function(function, deterministic=True)
            self._local.db = db
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
