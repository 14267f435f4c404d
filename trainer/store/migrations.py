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


@migrations()
def m004_cases(db: Database) -> None:
    """`case_record` is narrow, so that a thousand hits can be counted at once; the texts lie in
    `case_version`. `place` counts the saves and moves with each: the search reads the newest hits
    first and stops when it has enough.
    """
    _run(
        db,
        """CREATE TABLE case_record (
            place INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            version INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'waiting', 'published', 'stale')),
            author TEXT NOT NULL,
            author_name TEXT NOT NULL,
            created_at REAL NOT NULL,
            updated_at REAL NOT NULL,
            deleted_at REAL NOT NULL,
            review_on TEXT NOT NULL,
            title TEXT NOT NULL,
            industry TEXT NOT NULL,
            channel TEXT NOT NULL,
            persona TEXT NOT NULL,
            cause TEXT NOT NULL,
            need TEXT NOT NULL,
            direction TEXT NOT NULL,
            tags TEXT NOT NULL,
            confirmed INTEGER NOT NULL,
            attempt TEXT NOT NULL,
            scenario TEXT NOT NULL,
            best_attempt TEXT NOT NULL,
            helpful INTEGER NOT NULL DEFAULT 0,
            batch TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX case_by_batch ON case_record (batch) WHERE batch != ''",
        "CREATE INDEX case_in_bin ON case_record (deleted_at) WHERE deleted_at > 0",
        "CREATE INDEX case_by_time ON case_record (updated_at, place)",
        "CREATE INDEX case_by_state ON case_record (state, place) WHERE deleted_at = 0",
        """CREATE TABLE case_version (
            case_id TEXT NOT NULL REFERENCES case_record (id) DEFERRABLE INITIALLY DEFERRED,
            version INTEGER NOT NULL,
            state TEXT NOT NULL,
            at REAL NOT NULL,
            by TEXT NOT NULL,
            note TEXT NOT NULL,
            confirmed_by TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (case_id, version)
        ) STRICT""",
    )


@migrations()
def m005_case_search(db: Database) -> None:
    """The index is told of every change in the same transaction (store/sqlite_cases.py), not by
    triggers: FTS5 writes a segment at each savepoint, and a trigger opens one for each row, which made
    an import three times slower and the index four times larger. What it must hold is the view
    `case_found`; its functions are registered by every connection (store/indexing.py)."""
    _run(
        db,
        """CREATE VIEW case_found (place, title, text, marks) AS
           SELECT r.place, case_title(v.body, r.state, r.author), case_text(v.body, r.state, r.author),
               case_marks(v.body, r.state, r.author)
           FROM case_record r JOIN case_version v ON v.case_id = r.id AND v.version = r.version
           WHERE r.deleted_at = 0""",
        """CREATE VIRTUAL TABLE case_search USING fts5 (
            text, title, marks, content = 'case_found', content_rowid = 'place',
            tokenize = 'ascii', columnsize = 0
        )""",
        "INSERT INTO case_search (case_search) VALUES ('rebuild')",
    )


@migrations()
def m006_case_circle(db: Database) -> None:
    """What hangs on a case, and imports."""
    _run(
        db,
        """CREATE TABLE case_own_text (
            case_id TEXT NOT NULL REFERENCES case_record (id) ON DELETE CASCADE,
            person TEXT NOT NULL,
            seen INTEGER NOT NULL,
            at REAL NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (case_id, person)
        ) STRICT""",
        """CREATE TABLE case_comment (
            id TEXT PRIMARY KEY,
            case_id TEXT NOT NULL REFERENCES case_record (id) ON DELETE CASCADE,
            person TEXT NOT NULL,
            name TEXT NOT NULL,
            at REAL NOT NULL,
            text TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX comment_by_case ON case_comment (case_id, at)",
        """CREATE TABLE case_helpful (
            case_id TEXT NOT NULL REFERENCES case_record (id) ON DELETE CASCADE,
            person TEXT NOT NULL,
            PRIMARY KEY (case_id, person)
        ) STRICT""",
        """CREATE TABLE case_bookmark (
            person TEXT NOT NULL,
            case_id TEXT NOT NULL REFERENCES case_record (id) ON DELETE CASCADE,
            at REAL NOT NULL,
            PRIMARY KEY (person, case_id)
        ) STRICT""",
        """CREATE TABLE reading_list (
            id TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            owner TEXT NOT NULL,
            owner_name TEXT NOT NULL,
            created_at REAL NOT NULL,
            version INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE reading_list_item (
            list TEXT NOT NULL REFERENCES reading_list (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            case_id TEXT NOT NULL REFERENCES case_record (id) ON DELETE CASCADE,
            PRIMARY KEY (list, position)
        ) STRICT""",
        """CREATE TABLE case_batch (
            id TEXT PRIMARY KEY, person TEXT NOT NULL, at REAL NOT NULL, count INTEGER NOT NULL
        ) STRICT""",
        "CREATE TABLE case_seeded (id TEXT PRIMARY KEY) STRICT",
    )


@migrations()
def m007_opinions(db: Database) -> None:
    """Second opinions of a model, the levels that supervisors gave, and what models used outside of
    calls (inside of calls it stands in the events)."""
    _run(
        db,
        """CREATE TABLE opinion (
            place INTEGER PRIMARY KEY,
            attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
            digest TEXT NOT NULL,
            model TEXT NOT NULL,
            at REAL NOT NULL,
            body TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX opinion_by_attempt ON opinion (attempt, digest)",
        """CREATE TABLE persons_level (
            attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
            criterion TEXT NOT NULL,
            digest TEXT NOT NULL,
            person TEXT NOT NULL,
            level INTEGER NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (attempt, criterion, digest, person)
        ) STRICT""",
        """CREATE TABLE model_use (
            place INTEGER PRIMARY KEY,
            at REAL NOT NULL,
            purpose TEXT NOT NULL,
            model TEXT NOT NULL,
            tokens_in INTEGER NOT NULL,
            tokens_out INTEGER NOT NULL,
            yen REAL NOT NULL
        ) STRICT""",
        "CREATE INDEX model_use_by_time ON model_use (at)",
    )


@migrations()
def m008_study(db: Database) -> None:
    """Study meetings, and calls that their trainees let others read beside a case."""
    _run(
        db,
        """CREATE TABLE meeting (
            id TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            facilitator TEXT NOT NULL,
            facilitator_name TEXT NOT NULL,
            alone INTEGER NOT NULL,
            items TEXT NOT NULL,
            place INTEGER NOT NULL,
            created_at REAL NOT NULL,
            ended_at REAL NOT NULL
        ) STRICT""",
        "CREATE INDEX meeting_by_facilitator ON meeting (facilitator, created_at DESC)",
        """CREATE TABLE meeting_person (
            meeting TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
            person TEXT NOT NULL,
            name TEXT NOT NULL,
            seen_at REAL NOT NULL,
            PRIMARY KEY (meeting, person)
        ) STRICT""",
        "CREATE INDEX meeting_by_person ON meeting_person (person)",
        """CREATE TABLE meeting_answer (
            id TEXT NOT NULL,
            meeting TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
            item INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            person TEXT NOT NULL,
            name TEXT NOT NULL,
            choice TEXT NOT NULL,
            words TEXT NOT NULL,
            named INTEGER NOT NULL,
            sent INTEGER NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (meeting, item, stop, person)
        ) STRICT""",
        """CREATE TABLE meeting_lesson (
            meeting TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
            item INTEGER NOT NULL,
            words TEXT NOT NULL,
            PRIMARY KEY (meeting, item)
        ) STRICT""",
        """CREATE TABLE shared_call (
            attempt TEXT PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
            person TEXT NOT NULL,
            name TEXT NOT NULL,
            named INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX case_by_scenario ON case_record (scenario) WHERE scenario != ''",
        "CREATE INDEX attempt_by_scenario ON attempt (scenario)",
    )


@migrations()
def m009_recordings(db: Database) -> None:
    """What trainees said, by turn, and how they want to hear and speak. `wav` is emptied when its time is
    over; the measures, which are numbers, stay with the result."""
    _run(
        db,
        """CREATE TABLE recording (
            attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
            turn INTEGER NOT NULL,
            person TEXT NOT NULL,
            at REAL NOT NULL,
            seconds REAL NOT NULL,
            wav BLOB NOT NULL,
            measures TEXT NOT NULL,
            PRIMARY KEY (attempt, turn)
        ) STRICT""",
        "CREATE INDEX recording_by_person ON recording (person, at)",
        "CREATE INDEX recording_by_time ON recording (at) WHERE length(wav) > 0",
        "CREATE TABLE voice_choice (person TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT",
    )


@migrations()
def m010_originals(db: Database) -> None:
    """What stood in a case before masking, sealed; goes with its case."""
    _run(
        db,
        """CREATE TABLE case_original (
            case_id TEXT PRIMARY KEY REFERENCES case_record (id) ON DELETE CASCADE,
            person TEXT NOT NULL,
            at REAL NOT NULL,
            sealed BLOB NOT NULL
        ) STRICT""",
        "CREATE INDEX case_original_by_time ON case_original (at)",
    )


@migrations()
def m011_case_masking(db: Database) -> None:
    """What a person has corrected in the proposed masking of a case and not confirmed yet."""
    _run(
        db,
        """CREATE TABLE case_masking (
            case_id TEXT NOT NULL REFERENCES case_record (id) ON DELETE CASCADE,
            person TEXT NOT NULL,
            at REAL NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (case_id, person)
        ) STRICT""",
    )


@migrations()
def m012_llm_choice(db: Database) -> None:
    """How supervisors have set up the language model in the app, by the name of the variable."""
    _run(
        db,
        """CREATE TABLE llm_choice (
            variable TEXT PRIMARY KEY,
            value TEXT NOT NULL,
            person TEXT NOT NULL,
            at REAL NOT NULL
        ) STRICT""",
    )
