-- The index is told of every change in the same transaction (store/sqlite_cases.py), not by
-- triggers: FTS5 writes a segment at each savepoint, and a trigger opens one for each row, which made
-- an import three times slower and the index four times larger. What it must hold is the view
-- `case_found`; its functions are registered by every connection (store/indexing.py).
CREATE VIEW case_found (place, title, text, marks) AS
SELECT r.place, case_title(v.body, r.state, r.author), case_text(v.body, r.state, r.author),
    case_marks(v.body, r.state, r.author)
FROM case_record r JOIN case_version v ON v.case_id = r.id AND v.version = r.version
WHERE r.deleted_at = 0;

CREATE VIRTUAL TABLE case_search USING fts5 (
    text, title, marks, content = 'case_found', content_rowid = 'place',
    tokenize = 'ascii', columnsize = 0
);

INSERT INTO case_search (case_search) VALUES ('rebuild');
