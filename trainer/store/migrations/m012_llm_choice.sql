-- How supervisors have set up the language model in the app, by the name of the variable.
CREATE TABLE llm_choice (
    variable TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    person TEXT NOT NULL,
    at REAL NOT NULL
) STRICT;
