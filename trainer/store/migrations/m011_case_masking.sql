-- What a person has corrected in the proposed masking of a case and not confirmed yet.
CREATE TABLE case_masking (
    case_id TEXT NOT NULL REFERENCES case_record (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    at REAL NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (case_id, person)
) STRICT;
