-- `case_record` is narrow, so that a thousand hits can be counted at once; the texts lie in
-- `case_version`. `place` counts the saves and moves with each: the search reads the newest hits
-- first and stops when it has enough.
CREATE TABLE case_record (
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
) STRICT;

CREATE INDEX case_by_batch ON case_record (batch) WHERE batch != '';

CREATE INDEX case_in_bin ON case_record (deleted_at) WHERE deleted_at > 0;

CREATE INDEX case_by_time ON case_record (updated_at, place);

CREATE INDEX case_by_state ON case_record (state, place) WHERE deleted_at = 0;

CREATE TABLE case_version (
    case_id TEXT NOT NULL REFERENCES case_record (id) DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    at REAL NOT NULL,
    by TEXT NOT NULL,
    note TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (case_id, version)
) STRICT;
