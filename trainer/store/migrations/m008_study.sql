-- Study meetings, and calls that their trainees let others read beside a case.
CREATE TABLE meeting (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    facilitator TEXT NOT NULL,
    facilitator_name TEXT NOT NULL,
    alone INTEGER NOT NULL,
    items TEXT NOT NULL,
    place INTEGER NOT NULL,
    created_at REAL NOT NULL,
    ended_at REAL NOT NULL
) STRICT;

CREATE INDEX meeting_by_facilitator ON meeting (facilitator, created_at DESC);

CREATE TABLE meeting_person (
    meeting TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    seen_at REAL NOT NULL,
    PRIMARY KEY (meeting, person)
) STRICT;

CREATE INDEX meeting_by_person ON meeting_person (person);

CREATE TABLE meeting_answer (
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
) STRICT;

CREATE TABLE meeting_lesson (
    meeting TEXT NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    item INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (meeting, item)
) STRICT;

CREATE TABLE shared_call (
    attempt TEXT PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    named INTEGER NOT NULL
) STRICT;

CREATE INDEX case_by_scenario ON case_record (scenario) WHERE scenario != '';

CREATE INDEX attempt_by_scenario ON attempt (scenario);
