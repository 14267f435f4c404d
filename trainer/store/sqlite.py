"""SQLite back end: WAL with full sync, writers one after another, a connection per thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from trainer.attempt import EVENT, AnyEvent, Ended, OperatorSaid, OperatorSilent, Started
from trainer.errors import Conflict, StoreUnavailable
from trainer.person import Person
from trainer.store import AttemptRow, ScenarioVersion
from trainer.store.migrations import migrations

WAIT_SECONDS = 10.0


class SqliteStore:
    """`Store` in one file. `path` is created with its folder; migrations run at once.

    Within the process writers queue at a lock, which keeps the longest wait short; between
    processes BEGIN IMMEDIATE and the timeout do (docs/decisions/0003-storage.md)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer = threading.Lock()
        self._local = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._write() as db:
                migrations.apply(db)
        except OSError as error:
            raise StoreUnavailable(_unusable(path, str(error.strerror))) from error

    # ------------------------------------------------------------ people

    def save_person(self, person: Person) -> None:
        with self._write() as db:
            db.table("person").upsert(person.model_dump(mode="json"), pk="id")

    def person(self, person_id: str) -> Person | None:
        row = self._one("SELECT id, name, seat, role, ceiling FROM person WHERE id = ?", person_id)
        return Person(id=row[0], name=row[1], seat=row[2], role=row[3], ceiling=row[4]) if row else None

    # ------------------------------------------------------------ attempts

    def append(self, attempt_id: str, seen: int, events: Sequence[AnyEvent]) -> None:
        with self._write() as db:
            have = int(
                db.execute("SELECT count(*) FROM event WHERE attempt = ?", (attempt_id,)).fetchone()[0]
            )
            stored = db.execute("SELECT key FROM event WHERE attempt = ? AND seq >= ?", (attempt_id, seen))
            known = {key for (key,) in stored.fetchall()}
            new = [e for e in events if e.key not in known]
            if not new:
                return
            if have != seen:
                raise Conflict(
                    "この通話は別の画面で先に進んでいます。最新の状態を表示しますので、続きから応対してください。"
                )
            _index(db, attempt_id, new)
            rows = [
                {"attempt": attempt_id, "seq": have + i, "key": e.key, "body": e.model_dump_json()}
                for i, e in enumerate(new)
            ]
            db.table("event").insert_all(rows)

    def events(self, attempt_id: str, after: int = 0) -> list[AnyEvent]:
        rows = self._all(
            "SELECT body FROM event WHERE attempt = ? AND seq >= ? ORDER BY seq", attempt_id, after
        )
        return [EVENT.validate_json(body) for (body,) in rows]

    def attempts_of(self, trainee_id: str, limit: int = 200) -> list[AttemptRow]:
        rows = self._all(
            """SELECT a.id, a.trainee, a.scenario, a.started_at, a.touched_at, a.turns, a.outcome,
                      r.total, a.branch_of
               FROM attempt a LEFT JOIN result r ON r.attempt = a.id
               WHERE a.trainee = ? ORDER BY a.touched_at DESC LIMIT ?""",
            trainee_id,
            limit,
        )
        return [AttemptRow(*row) for row in rows]

    # ------------------------------------------------------------ results, contents, drafts

    def save_result(self, attempt_id: str, total: float | None, scorecard: str) -> None:
        with self._write() as db:
            db.table("result").upsert(
                {"attempt": attempt_id, "total": total, "scorecard": scorecard}, pk="attempt"
            )

    def result(self, attempt_id: str) -> str | None:
        row = self._one("SELECT scorecard FROM result WHERE attempt = ?", attempt_id)
        return str(row[0]) if row else None

    def keep(self, digest: str, content: str) -> None:
        if self.kept(digest) is None:
            with self._write() as db:
                db.table("content").insert({"digest": digest, "body": content}, ignore=True)

    def kept(self, digest: str) -> str | None:
        row = self._one("SELECT body FROM content WHERE digest = ?", digest)
        return str(row[0]) if row else None

    def save_draft(self, attempt_id: str, field: str, text: str) -> None:
        with self._write() as db:
            db.table("draft").upsert(
                {"attempt": attempt_id, "field": field, "body": text}, pk=("attempt", "field")
            )

    def drafts(self, attempt_id: str) -> dict[str, str]:
        return dict(self._all("SELECT field, body FROM draft WHERE attempt = ?", attempt_id))

    # ------------------------------------------------------------ scenarios written in the app

    def save_version(self, scenario: str, seen: int, state: str, author: str, at: float, body: str) -> int:
        with self._write() as db:
            have = db.execute(
                "SELECT coalesce(max(version), 0) FROM scenario_version WHERE scenario = ?", (scenario,)
            ).fetchone()[0]
            if have != seen:
                raise Conflict(
                    "このシナリオは、ほかの人が先に保存しました。書いた内容は画面に残っています。"
                    "新しい版を開いて、必要なところを写してください。"
                )
            row = {"scenario": scenario, "version": seen + 1, "state": state, "author": author, "at": at}
            db.table("scenario_version").insert({**row, "body": body})
            return seen + 1

    def versions(self, scenario: str) -> list[ScenarioVersion]:
        rows = self._all(
            """SELECT scenario, version, state, author, at, body FROM scenario_version
               WHERE scenario = ? ORDER BY version DESC""",
            scenario,
        )
        return [ScenarioVersion(*row) for row in rows]

    def newest_versions(self, *states: str) -> list[ScenarioVersion]:
        chosen = f"WHERE state IN ({','.join('?' * len(states))})" if states else ""
        rows = self._all(
            f"""SELECT scenario, max(version), state, author, at, body FROM scenario_version
                {chosen} GROUP BY scenario ORDER BY scenario""",
            *states,
        )
        return [ScenarioVersion(*row) for row in rows]

    # ------------------------------------------------------------ connections

    def _connection(self) -> Database:
        db: Database | None = getattr(self._local, "db", None)
        if db is None:
            # isolation_level None: transactions are begun and ended here, by name.
            connection = sqlite3.connect(self._path, timeout=WAIT_SECONDS, isolation_level=None)
            db = Database(connection, strict=True)
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                db.execute(f"PRAGMA {pragma}")
            self._local.db = db
        return db

    @contextmanager
    def _write(self) -> Iterator[Database]:
        with self._guard(), self._writer:
            db = self._connection()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    def _all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._guard():
            return self._connection().execute(sql, values).fetchall()

    def _one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        return next(iter(self._all(sql, *values)), None)

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


def _index(db: Database, attempt_id: str, events: Sequence[AnyEvent]) -> None:
    """Keeps the attempt's row in step with its events."""
    for event in events:
        if isinstance(event, Started):
            db.table("attempt").insert(
                {
                    "id": attempt_id,
                    "trainee": event.trainee,
                    "scenario": event.scenario,
                    "started_at": event.at,
                    "touched_at": event.at,
                    "turns": 0,
                    "outcome": "",
                    "branch_of": event.branch_of,
                }
            )
        elif isinstance(event, (OperatorSaid, OperatorSilent)):
            db.table("attempt").update(attempt_id, {"turns": event.turn})
        elif isinstance(event, Ended):
            db.table("attempt").update(attempt_id, {"outcome": event.outcome.value})
    db.table("attempt").update(attempt_id, {"touched_at": events[-1].at})
