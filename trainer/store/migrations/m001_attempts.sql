CREATE TABLE person (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, seat TEXT NOT NULL, role TEXT NOT NULL
) STRICT;

CREATE TABLE content (digest TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;

CREATE TABLE attempt (
    id TEXT PRIMARY KEY,
    trainee TEXT NOT NULL,
    scenario TEXT NOT NULL,
    started_at REAL NOT NULL,
    touched_at REAL NOT NULL,
    turns INTEGER NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL DEFAULT '',
    branch_of TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX attempt_by_trainee ON attempt (trainee, touched_at DESC);

CREATE TABLE event (
    attempt TEXT NOT NULL REFERENCES attempt (id),
    seq INTEGER NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (attempt, seq),
    UNIQUE (attempt, key)
) STRICT;

CREATE TABLE result (
    attempt TEXT PRIMARY KEY REFERENCES attempt (id), total REAL, scorecard TEXT NOT NULL
) STRICT;

CREATE TABLE draft (
    attempt TEXT NOT NULL REFERENCES attempt (id),
    field TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (attempt, field)
) STRICT;
