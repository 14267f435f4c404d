"""SQLite back end of `OpinionStore`."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.attempt import ModelUse
from trainer.opinion import Opinion, PersonsLevel
from trainer.store.database import SqliteFile


@dataclass(frozen=True)
class SqliteOpinions:
    """`OpinionStore` in the file of a SqliteStore."""

    file: SqliteFile

    def add_opinion(self, opinion: Opinion) -> None:
        with self.file.write() as db:
            db.table("opinion").insert(
                {
                    "attempt": opinion.attempt,
                    "digest": opinion.digest,
                    "model": opinion.use.model,
                    "at": opinion.at,
                    "body": opinion.model_dump_json(),
                }
            )

    def newest_opinion(self, attempt_id: str, digest: str) -> Opinion | None:
        row = self.file.one(
            "SELECT body FROM opinion WHERE attempt = ? AND digest = ? ORDER BY place DESC LIMIT 1",
            attempt_id,
            digest,
        )
        return Opinion.model_validate_json(row[0]) if row else None

    def newest_opinions(self, digest: str, model: str) -> list[Opinion]:
        rows = self.file.all(
            """SELECT body, max(place) AS newest FROM opinion WHERE digest = ? AND model = ?
               GROUP BY attempt ORDER BY newest DESC""",
            digest,
            model,
        )
        return [Opinion.model_validate_json(body) for body, _ in rows]

    def save_level(self, level: PersonsLevel) -> None:
        with self.file.write() as db:
            db.table("persons_level").upsert(
                level.model_dump(), pk=("attempt", "criterion", "digest", "person")
            )

    def levels(self, digest: str) -> list[PersonsLevel]:
        rows = self.file.all(
            """SELECT attempt, criterion, digest, person, level, at FROM persons_level
               WHERE digest = ? ORDER BY at""",
            digest,
        )
        names = ("attempt", "criterion", "digest", "person", "level", "at")
        return [PersonsLevel.model_validate(dict(zip(names, row, strict=True))) for row in rows]

    def book(self, purpose: str, at: float, use: ModelUse) -> None:
        with self.file.write() as db:
            db.table("model_use").insert(
                {
                    "at": at,
                    "purpose": purpose,
                    "model": use.model,
                    "tokens_in": use.tokens_in,
                    "tokens_out": use.tokens_out,
                    "yen": use.yen,
                }
            )

    def booked(self, since: float) -> tuple[int, int, float]:
        row = self.file.one(
            "SELECT sum(tokens_in), sum(tokens_out), sum(yen) FROM model_use WHERE at >= ?", since
        )
        assert row is not None, "an aggregate has one row"
        return int(row[0] or 0), int(row[1] or 0), float(row[2] or 0.0)
