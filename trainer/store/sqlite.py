"""SQLite back end of `Store`: people, attempts, and scenarios written in the app."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlite_utils import Database

from trainer.attempt import EVENT, AnyEvent, Ended, OperatorSaid, OperatorSilent, Started
from trainer.errors import Conflict
from trainer.person import Person
from trainer.store import AttemptRow, ScenarioVersion
from trainer.store.database import SqliteFile


class SqliteStore:
    """`Store` in one file; other stores may share its `file`. Raises StoreUnavailable."""

    def __init__(self, path: Path) -> None:
        self.file = SqliteFile(path)

    # ------------------------------------------------------------ people

    def save_person(self, person: Person) -> None:
        with self.file.write() as db:
            db.table("person").upsert(person.model_dump(mode="json"), pk="id")

    def person(self, person_id: str) -> Person | None:
        row = self.file.one("SELECT id, name, seat, role, ceiling FROM person WHERE id = ?", person_id)
        return Person(id=row[0], name=row[1], seat=row[2], role=row[3], ceiling=row[4]) if row else None

    # ------------------------------------------------------------ attempts

    def append(self, attempt_id: str, seen: int, events: Sequence[AnyEvent]) -> bool:
        with self.file.write() as db:
            stored = db.execute(
                "SELECT seq, key FROM event WHERE attempt = ? AND seq >= ? ORDER BY seq",
                (attempt_id, seen - 1),
            ).fetchall()
            have = stored[-1][0] + 1 if stored else 0
            known = {key for seq, key in stored if seq >= seen}
            new = [e for e in events if e.key not in known]
            if not new:
                return False
            if have != seen:
                raise Conflict(
                    "この通話は別の画面で先に進んでいます。最新の状態を表示しますので、続きから応対してください。"
                )
            _index(db, attempt_id, new)
            # The turn waits for this one: plain statements, as sqlite-utils looks at the table each time.
            rows = [(attempt_id, have + i, e.key, e.model_dump_json()) for i, e in enumerate(new)]
            db.conn.executemany("INSERT INTO event (attempt, seq, key, body) VALUES (?, ?, ?, ?)", rows)
            return True

    def events(self, attempt_id: str, after: int = 0) -> list[AnyEvent]:
        rows = self.file.all(
            "SELECT body FROM event WHERE attempt = ? AND seq >= ? ORDER BY seq", attempt_id, after
        )
        return [EVENT.validate_json(body) for (body,) in rows]

    def attempts_of(self, trainee_id: str, limit: int) -> list[AttemptRow]:
        rows = self.file.all(
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
        with self.file.write() as db:
            db.table("result").upsert(
                {"attempt": attempt_id, "total": total, "scorecard": scorecard}, pk="attempt"
            )

    def result(self, attempt_id: str) -> str | None:
        row = self.file.one("SELECT scorecard FROM result WHERE attempt = ?", attempt_id)
        return str(row[0]) if row else None

    def keep(self, digest: str, content: str) -> None:
        if self.kept(digest) is None:
            with self.file.write() as db:
                db.table("content").insert({"digest": digest, "body": content}, ignore=True)

    def kept(self, digest: str) -> str | None:
        row = self.file.one("SELECT body FROM content WHERE digest = ?", digest)
        return str(row[0]) if row else None

    def save_draft(self, attempt_id: str, field: str, text: str) -> None:
        with self.file.write() as db:
            db.table("draft").upsert(
                {"attempt": attempt_id, "field": field, "body": text}, pk=("attempt", "field")
            )

    def drafts(self, attempt_id: str) -> dict[str, str]:
        return dict(self.file.all("SELECT field, body FROM draft WHERE attempt = ?", attempt_id))

    # ------------------------------------------------------------ scenarios written in the app

    def save_version(self, scenario: str, seen: int, state: str, author: str, at: float, body: str) -> int:
        with self.file.write() as db:
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
        rows = self.file.all(
            """SELECT scenario, version, state, author, at, body FROM scenario_version
               WHERE scenario = ? ORDER BY version DESC""",
            scenario,
        )
        return [ScenarioVersion(*row) for row in rows]

    def newest_versions(self, *states: str) -> list[ScenarioVersion]:
        chosen = f"WHERE state IN ({','.join('?' * len(states))})" if states else ""
        rows = self.file.all(
            f"""SELECT scenario, max(version), state, author, at, body FROM scenario_version
                {chosen} GROUP BY scenario ORDER BY scenario""",
            *states,
        )
        return [ScenarioVersion(*row) for row in rows]


def _index(db: Database, attempt_id: str, events: Sequence[AnyEvent]) -> None:
    """Keeps the attempt's row in step with its events."""
    if isinstance(started := events[0], Started):
        db.table("attempt").insert(
            {
                "id": attempt_id,
                "trainee": started.trainee,
                "scenario": started.scenario,
                "started_at": started.at,
                "touched_at": started.at,
                "turns": 0,
                "outcome": "",
                "branch_of": started.branch_of,
            }
        )
    turns = [e.turn for e in events if isinstance(e, (OperatorSaid, OperatorSilent))]
    outcomes = [e.outcome.value for e in events if isinstance(e, Ended)]
    db.execute(
        """UPDATE attempt SET touched_at = ?, turns = coalesce(?, turns), outcome = coalesce(?, outcome)
           WHERE id = ?""",
        (events[-1].at, turns[-1] if turns else None, outcomes[-1] if outcomes else None, attempt_id),
    )
