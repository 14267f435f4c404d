"""Everything that can go wrong for a reason the user can act on.

    TrainerError
    ├── InvalidInput      what was typed, sent or uploaded cannot be used
    ├── FileProblems      a scenario, voice, persona or rubric file is wrong (one or more places)
    ├── NotFound          no such scenario, attempt or person
    ├── NotAllowed        it exists, but not for this person
    ├── Conflict          it has moved on meanwhile (another tab, ended call)
    └── StoreUnavailable  the database cannot be read or written right now

Each message is Japanese and says what happened and what to do next.
"""

from __future__ import annotations

from dataclasses import dataclass


class TrainerError(Exception):
    """Base of all expected errors; `str(error)` is fit to be shown."""


class InvalidInput(TrainerError):
    """The input cannot be used as it is."""


class NotFound(TrainerError):
    """There is no such thing."""


class NotAllowed(TrainerError):
    """The thing exists, but this person may not see or change it."""


class Conflict(TrainerError):
    """Somebody or something else was faster."""


class StoreUnavailable(TrainerError):
    """The database cannot be reached or is locked for too long."""


@dataclass(frozen=True)
class Problem:
    """One fault in a file. `line` is 1-based (0: the file as a whole), `key` a dotted path."""

    file: str
    line: int
    key: str
    what: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = f" [{self.key}]" if self.key else ""
        return f"{place}{key} {self.what} → {self.mend}"


class FileProblems(TrainerError):
    """One or more files cannot be used; `problems` lists every fault found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
