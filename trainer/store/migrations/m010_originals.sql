-- What stood in a case before masking, sealed; goes with its case.
CREATE TABLE case_original (
    case_id TEXT PRIMARY KEY REFERENCES case_record (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    at REAL NOT NULL,
    sealed BLOB NOT NULL
) STRICT;

CREATE INDEX case_original_by_time ON case_original (at);
