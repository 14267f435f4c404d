CREATE TABLE scenario_version (
    scenario TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'checked', 'published', 'withdrawn')),
    author TEXT NOT NULL,
    at REAL NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (scenario, version)
) STRICT;
