-- Second opinions of a model, the levels that supervisors gave, and what models used outside of
-- calls (inside of calls it stands in the events).
CREATE TABLE opinion (
    place INTEGER PRIMARY KEY,
    attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    model TEXT NOT NULL,
    at REAL NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE INDEX opinion_by_attempt ON opinion (attempt, digest);

CREATE TABLE persons_level (
    attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    criterion TEXT NOT NULL,
    digest TEXT NOT NULL,
    person TEXT NOT NULL,
    level INTEGER NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (attempt, criterion, digest, person)
) STRICT;

CREATE TABLE model_use (
    place INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    purpose TEXT NOT NULL,
    model TEXT NOT NULL,
    tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL,
    yen REAL NOT NULL
) STRICT;

CREATE INDEX model_use_by_time ON model_use (at);
