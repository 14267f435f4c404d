"""Door to the database: a narrow protocol, and its SQLite back end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from trainer.attempt import AnyEvent
from trainer.person import Person


@dataclass(frozen=True)
class AttemptRow:
    """What lists show of an attempt without reading its events. `outcome` "" while it runs,
    `total` None while not scored. Times in seconds since the epoch, UTC."""

    id: str
    trainee: str
    scenario: str
    started_at: float
    touched_at: float
    turns: int
    outcome: str = ""
    total: float | None = None
    branch_of: str = ""


@dataclass(frozen=True)
class ScenarioVersion:
    """One saved version of a scenario written in the app. `state`: draft, checked, published
    or withdrawn;
    `version` counts from 1; `body` is its YAML."""

    scenario: str
    version: int
    state: str
    author: str
    at: float
    body: str


class Store(Protocol):
    """All that the deeds need of a database. Every method is one transaction.

    Raises StoreUnavailable when the database cannot be reached or stays locked."""

    def save_person(self, person: Person) -> None: ...

    def person(self, person_id: str) -> Person | None: ...

    def append(self, attempt_id: str, seen: int, events: Sequence[AnyEvent]) -> bool:
        """Adds events behind the `seen` ones already known to the caller; the first event of an
        attempt is Started (`seen` 0). False, and nothing is done, when their keys are stored already: a
        repeated call is harmless. Raises Conflict if others have added events meanwhile."""

    def events(self, attempt_id: str, after: int = 0) -> list[AnyEvent]:
        """The events behind the first `after` ones, in order; [] if there is no such attempt."""

    def attempts_of(self, trainee_id: str, limit: int) -> list[AttemptRow]:
        """Attempts of one person, last touched first."""

    def save_result(self, attempt_id: str, total: float | None, scorecard: str) -> None:
        """Keeps the scorecard (JSON) of an attempt, replacing an earlier one."""

    def result(self, attempt_id: str) -> str | None: ...

    def keep(self, digest: str, content: str) -> None:
        """Keeps a text under the hash of its content."""

    def kept(self, digest: str) -> str | None: ...

    def save_draft(self, attempt_id: str, field: str, text: str) -> None: ...

    def drafts(self, attempt_id: str) -> dict[str, str]: ...

    def save_version(self, scenario: str, seen: int, state: str, author: str, at: float, body: str) -> int:
        """Adds a version behind the `seen` ones and returns its number. Raises Conflict if somebody
        else has saved one meanwhile; nothing is overwritten."""

    def versions(self, scenario: str) -> list[ScenarioVersion]:
        """All versions of a scenario, newest first."""

    def newest_versions(self, *states: str) -> list[ScenarioVersion]:
        """The newest version of each scenario among those with one of these states (none given:
        any), by scenario id."""
