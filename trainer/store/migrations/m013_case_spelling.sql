-- How the words of all cases are written, so that a search finds a word in its other spellings. Cases are
-- read for it in the order of their places, up to `place` (cases/spellings.py): those that are there
-- already at the next start. Kept are common words of the dictionary only, nothing personal.
CREATE TABLE case_spelling (
    norm TEXT NOT NULL,
    reading TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (norm, reading, text)
) STRICT, WITHOUT ROWID;

CREATE INDEX case_spelling_by_reading ON case_spelling (reading);

CREATE TABLE case_spelling_read (place INTEGER NOT NULL) STRICT;

INSERT INTO case_spelling_read VALUES (0);
