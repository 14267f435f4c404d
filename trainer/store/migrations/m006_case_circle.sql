-- What hangs on a case, and imports.
CREATE TABLE case_own_text (
    case_id TEXT NOT NULL REFERENCES case_record (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    seen INTEGER NOT NULL,
    at REAL NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (case_id, person)
) STRICT;

CREATE TABLE case_comment (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_record (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    at REAL NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE INDEX comment_by_case ON case_comment (case_id, at);

CREATE TABLE case_helpful (
    case_id TEXT NOT NULL REFERENCES case_record (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    PRIMARY KEY (case_id, person)
) STRICT;

CREATE TABLE case_bookmark (
    person TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_record (id) ON DELETE CASCADE,
    at REAL NOT NULL,
    PRIMARY KEY (person, case_id)
) STRICT;

CREATE TABLE reading_list (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    owner TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    created_at REAL NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE reading_list_item (
    list TEXT NOT NULL REFERENCES reading_list (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_record (id) ON DELETE CASCADE,
    PRIMARY KEY (list, position)
) STRICT;

CREATE TABLE case_batch (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, at REAL NOT NULL, count INTEGER NOT NULL
) STRICT;

CREATE TABLE case_seeded (id TEXT PRIMARY KEY) STRICT;
