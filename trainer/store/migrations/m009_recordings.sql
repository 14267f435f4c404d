-- What trainees said, by turn, and how they want to hear and speak. `wav` is emptied when its time is
-- over; the measures, which are numbers, stay with the result.
CREATE TABLE recording (
    attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    turn INTEGER NOT NULL,
    person TEXT NOT NULL,
    at REAL NOT NULL,
    seconds REAL NOT NULL,
    wav BLOB NOT NULL,
    measures TEXT NOT NULL,
    PRIMARY KEY (attempt, turn)
) STRICT;

CREATE INDEX recording_by_person ON recording (person, at);

CREATE INDEX recording_by_time ON recording (at) WHERE length(wav) > 0;

CREATE TABLE voice_choice (person TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
