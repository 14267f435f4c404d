"""The tables, as ordered steps that are applied once each."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("trainer")


def _run(db: Database, *statements: str) -> None:
    # One by one: executescript would commit the migration's transaction half-way.
    for statement in statements:
        db.execute(statement)


@migrations()
def m001_attempts(db: Database) -> None:
    _run(
        db,
        """CREATE TABLE person (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, seat TEXT NOT NULL, role TEXT NOT NULL
        ) STRICT""",
        "CREATE TABLE content (digest TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT",
        """CREATE TABLE attempt (
            id TEXT PRIMARY KEY,
            trainee TEXT NOT NULL,
            scenario TEXT NOT NULL,
            started_at REAL NOT NULL,
            touched_at REAL NOT NULL,
            turns INTEGER NOT NULL DEFAULT 0,
            outcome TEXT NOT NULL DEFAULT '',
            branch_of TEXT NOT NULL DEFAULT ''
        ) STRICT""",
        "CREATE INDEX attempt_by_trainee ON attempt (trainee, touched_at DESC)",
        """CREATE TABLE event (
            attempt TEXT NOT NULL REFERENCES attempt (id),
            seq INTEGER NOT NULL,
            key TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (attempt, seq),
            UNIQUE (attempt, key)
        ) STRICT""",
        """CREATE TABLE result (
            attempt TEXT PRIMARY KEY REFERENCES attempt (id), total REAL, scorecard TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE draft (
            attempt TEXT NOT NULL REFERENCES attempt (id),
            field TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (attempt, field)
        ) STRICT""",
    )


@migrations()
def m002_scenario_versions(db: Database) -> None:
    _run(
        db,
        """CREATE TABLE scenario_version (
            scenario TEXT NOT NULL,
            version INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'checked', 'published', 'withdrawn')),
            author TEXT NOT NULL,
            at REAL NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (scenario, version)
        ) STRICT""",
    )


@migrations()
def m003_ceiling(db: Database) -> None:
    _run(db, "ALTER TABLE person ADD COLUMN ceiling TEXT NOT NULL DEFAULT 'angry'")
