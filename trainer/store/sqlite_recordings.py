"""SQLite back end of `RecordingStore`."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from trainer.store.database import SqliteFile
from trainer.store.recordings import Kept, Recording


@dataclass(frozen=True)
class SqliteRecordings:
    """`RecordingStore` in the file of a SqliteStore."""

    file: SqliteFile

    def save_recording(self, recording: Recording) -> None:
        with self.file.write() as db:
            db.table("recording").upsert(asdict(recording), pk=("attempt", "turn"))

    def recordings(self, attempt_id: str, person: str) -> list[Recording]:
        rows = self.file.all(
            """SELECT attempt, turn, person, at, seconds, wav, measures FROM recording
               WHERE attempt = ? AND person = ? ORDER BY turn""",
            attempt_id,
            person,
        )
        return [Recording(*row) for row in rows]

    def has_recording(self, attempt_id: str, person: str, turn: int) -> bool:
        found = self.file.one(
            "SELECT 1 FROM recording WHERE attempt = ? AND person = ? AND turn = ?", attempt_id, person, turn
        )
        return found is not None

    def save_measures(self, attempt_id: str, turn: int, measures: str) -> None:
        with self.file.write() as db:
            db.execute(
                "UPDATE recording SET measures = ? WHERE attempt = ? AND turn = ?",
                (measures, attempt_id, turn),
            )

    def delete_recording(self, attempt_id: str, person: str, turn: int) -> None:
        with self.file.write() as db:
            db.execute(
                "DELETE FROM recording WHERE attempt = ? AND person = ? AND turn = ?",
                (attempt_id, person, turn),
            )

    def delete_recordings(self, person: str) -> int:
        with self.file.write() as db:
            return int(db.execute("DELETE FROM recording WHERE person = ?", (person,)).rowcount)

    def kept_of(self, person: str) -> Kept:
        row = self.file.one(
            "SELECT count(*), sum(length(wav)) FROM recording WHERE person = ? AND length(wav) > 0", person
        )
        assert row is not None, "an aggregate has one row"
        return Kept(int(row[0]), int(row[1] or 0))

    def silence_before(self, at: float) -> int:
        with self.file.write() as db:
            gone = db.execute("UPDATE recording SET wav = x'' WHERE at < ? AND length(wav) > 0", (at,))
            return int(gone.rowcount)

    def save_voice_choice(self, person: str, body: str) -> None:
        with self.file.write() as db:
            db.table("voice_choice").upsert({"person": person, "body": body}, pk="person")

    def voice_choice(self, person: str) -> str | None:
        row = self.file.one("SELECT body FROM voice_choice WHERE person = ?", person)
        return str(row[0]) if row else None
