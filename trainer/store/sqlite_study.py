"""SQLite back end of `MeetingStore` and `LoopStore`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from trainer.attempt import Outcome
from trainer.meeting import Answer, Choice, Item, Meeting, Place, Practised, Pulse, SharedCall
from trainer.store.database import SqliteFile

_MEETING = """SELECT m.id, m.title, m.facilitator, m.facilitator_name, m.alone, m.items, m.place,
    m.created_at, m.ended_at FROM meeting m"""
_ANSWER = "SELECT id, meeting, item, stop, person, name, choice, words, named, sent, at FROM meeting_answer"


class SqliteMeetings:
    """`MeetingStore` in the file of a SqliteStore."""

    def __init__(self, file: SqliteFile) -> None:
        self.file = file

    # ------------------------------------------------------------ meetings

    def add(self, meeting: Meeting) -> bool:
        row = meeting.model_dump(mode="json") | {"items": json.dumps([i.model_dump() for i in meeting.items])}
        with self.file.write() as db:
            if db.execute("SELECT 1 FROM meeting WHERE id = ?", (meeting.id,)).fetchone():
                return False
            db.table("meeting").insert(row)
            return True

    def meeting(self, meeting_id: str) -> Meeting | None:
        row = self.file.one(f"{_MEETING} WHERE m.id = ?", meeting_id)
        return _meeting(row) if row else None

    def move(self, meeting_id: str, seen: int, place: int) -> bool:
        with self.file.write() as db:
            done = db.execute(
                "UPDATE meeting SET place = ? WHERE id = ? AND place = ? AND ended_at = 0.0",
                (place, meeting_id, seen),
            )
            return bool(done.rowcount)

    def end(self, meeting_id: str, at: float) -> None:
        with self.file.write() as db:
            db.execute("UPDATE meeting SET ended_at = ? WHERE id = ? AND ended_at = 0.0", (at, meeting_id))

    def lead(self, meeting_id: str, person: str, name: str) -> None:
        with self.file.write() as db:
            values = (person, name, meeting_id)
            db.execute("UPDATE meeting SET facilitator = ?, facilitator_name = ? WHERE id = ?", values)

    def delete(self, meeting_id: str) -> None:
        with self.file.write() as db:
            db.execute("DELETE FROM meeting WHERE id = ?", (meeting_id,))

    def meetings_of(self, person: str, limit: int = 50) -> list[Meeting]:
        rows = self.file.all(
            f"""{_MEETING} WHERE m.facilitator = ?1
                OR m.id IN (SELECT meeting FROM meeting_person WHERE person = ?1)
                ORDER BY m.created_at DESC, m.id LIMIT ?2""",
            person,
            limit,
        )
        return [_meeting(row) for row in rows]

    # ------------------------------------------------------------ who is there

    def seen(self, meeting_id: str, person: str, name: str, at: float) -> None:
        with self.file.write() as db:
            db.execute(
                """INSERT INTO meeting_person (meeting, person, name, seen_at) VALUES (?, ?, ?, ?)
                   ON CONFLICT DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at""",
                (meeting_id, person, name, at),
            )

    def attended(self, meeting_id: str, person: str) -> bool:
        sql = "SELECT 1 FROM meeting_person WHERE meeting = ? AND person = ?"
        return self.file.one(sql, meeting_id, person) is not None

    def present(self, meeting_id: str, since: float) -> list[str]:
        sql = "SELECT name FROM meeting_person WHERE meeting = ? AND seen_at >= ? ORDER BY name, person"
        return [name for (name,) in self.file.all(sql, meeting_id, since)]

    def pulse(self, meeting_id: str, place: Place, since: float) -> Pulse | None:
        row = self.file.one(
            """SELECT m.place, m.ended_at,
                   (SELECT count(*) FROM meeting_answer
                    WHERE meeting = ?1 AND item = ?2 AND stop = ?3 AND sent),
                   (SELECT count(*) FROM meeting_person WHERE meeting = ?1 AND seen_at >= ?4)
               FROM meeting m WHERE m.id = ?1""",
            meeting_id,
            place.item,
            place.stop,
            since,
        )
        return Pulse(row[0], bool(row[1]), row[2], row[3]) if row else None

    # ------------------------------------------------------------ answers

    def put(self, answer: Answer, at_scene: int) -> bool:
        with self.file.write() as db:
            here = db.execute(
                "SELECT 1 FROM meeting WHERE id = ? AND place = ? AND ended_at = 0.0",
                (answer.meeting, at_scene),
            ).fetchone()
            if not here:
                return False
            row = answer.model_dump(mode="json") | {"choice": answer.choice or ""}
            db.execute(
                """INSERT INTO meeting_answer
                       (id, meeting, item, stop, person, name, choice, words, named, sent, at)
                   VALUES (:id, :meeting, :item, :stop, :person, :name, :choice, :words, :named, :sent, :at)
                   ON CONFLICT DO UPDATE SET name = excluded.name, choice = excluded.choice,
                       words = excluded.words, named = excluded.named, at = excluded.at,
                       sent = max(sent, excluded.sent)""",
                row,
            )
            return True

    def answer(self, meeting_id: str, place: Place, person: str) -> Answer | None:
        sql = f"{_ANSWER} WHERE meeting = ? AND item = ? AND stop = ? AND person = ?"
        row = self.file.one(sql, meeting_id, place.item, place.stop, person)
        return _answer(row) if row else None

    def answers(self, meeting_id: str, place: Place) -> list[Answer]:
        sql = f"{_ANSWER} WHERE meeting = ? AND item = ? AND stop = ? AND sent ORDER BY id"
        return [_answer(row) for row in self.file.all(sql, meeting_id, place.item, place.stop)]

    def save_lesson(self, meeting_id: str, item: int, words: str) -> None:
        with self.file.write() as db:
            sql = "INSERT OR REPLACE INTO meeting_lesson (meeting, item, words) VALUES (?, ?, ?)"
            db.execute(sql, (meeting_id, item, words))

    def lesson(self, meeting_id: str, item: int) -> str:
        sql = "SELECT words FROM meeting_lesson WHERE meeting = ? AND item = ?"
        row = self.file.one(sql, meeting_id, item)
        return str(row[0]) if row else ""


class SqliteLoop:
    """`LoopStore` in the file of a SqliteStore."""

    def __init__(self, file: SqliteFile) -> None:
        self.file = file

    def cases_of(self, scenario: str) -> list[str]:
        rows = self.file.all(
            """SELECT id FROM case_record
               WHERE scenario = ? AND scenario != '' AND deleted_at = 0 ORDER BY place""",
            scenario,
        )
        return [case_id for (case_id,) in rows]

    def practised(self, scenario: str) -> Practised:
        row = self.file.one(
            """SELECT count(r.total), max(r.total) FROM attempt a JOIN result r ON r.attempt = a.id
               WHERE a.scenario = ? AND a.branch_of = '' AND a.outcome != ?""",
            scenario,
            Outcome.STOPPED.value,
        )
        assert row is not None, "an aggregate has one row"
        return Practised(row[0], row[1])

    def share(self, attempt: str, person: str, name: str, named: bool) -> None:
        with self.file.write() as db:
            sql = "INSERT OR REPLACE INTO shared_call (attempt, person, name, named) VALUES (?, ?, ?, ?)"
            db.execute(sql, (attempt, person, name, named))

    def unshare(self, attempt: str) -> None:
        with self.file.write() as db:
            db.execute("DELETE FROM shared_call WHERE attempt = ?", (attempt,))

    def shared(self, attempt: str) -> SharedCall | None:
        return self._shared("s.attempt = ?", attempt)

    def best_shared(self, scenario: str) -> SharedCall | None:
        return self._shared("a.scenario = ? AND a.branch_of = ''", scenario)

    def _shared(self, condition: str, value: str) -> SharedCall | None:
        row = self.file.one(
            f"""SELECT s.attempt, s.person, s.name, s.named, r.total
                FROM shared_call s JOIN attempt a ON a.id = s.attempt JOIN result r ON r.attempt = a.id
                WHERE {condition} AND r.total IS NOT NULL
                ORDER BY r.total DESC, a.started_at LIMIT 1""",
            value,
        )
        return SharedCall(row[0], row[1], row[2], bool(row[3]), row[4]) if row else None


def _meeting(row: Sequence[Any]) -> Meeting:
    return Meeting(
        id=row[0],
        title=row[1],
        facilitator=row[2],
        facilitator_name=row[3],
        alone=bool(row[4]),
        items=tuple(Item.model_validate(item) for item in json.loads(row[5])),
        place=row[6],
        created_at=row[7],
        ended_at=row[8],
    )


def _answer(row: Sequence[Any]) -> Answer:
    return Answer(
        id=row[0],
        meeting=row[1],
        item=row[2],
        stop=row[3],
        person=row[4],
        name=row[5],
        choice=Choice(row[6]) if row[6] else None,
        words=row[7],
        named=bool(row[8]),
        sent=bool(row[9]),
        at=row[10],
    )
