"""The narrow protocol between second opinions and a database."""

from __future__ import annotations

from typing import Protocol

from trainer.attempt import ModelUse
from trainer.opinion import Opinion, PersonsLevel


class OpinionStore(Protocol):
    """Opinions are only ever added; a person's level is replaced by their next one. Times in seconds
    since the epoch. Raises StoreUnavailable when the database cannot be reached or stays locked."""

    def add_opinion(self, opinion: Opinion) -> None: ...

    def newest_opinion(self, attempt_id: str, digest: str) -> Opinion | None:
        """The last opinion on this attempt by the rubric of this hash."""

    def newest_opinions(self, digest: str, model: str) -> list[Opinion]:
        """The last opinion of this model by this rubric on every attempt, newest first."""

    def save_level(self, level: PersonsLevel) -> None: ...

    def levels(self, digest: str) -> list[PersonsLevel]: ...

    def book(self, purpose: str, at: float, use: ModelUse) -> None:
        """Keeps what a model used outside of calls."""

    def booked(self, since: float) -> tuple[int, int, float]:
        """Tokens in, tokens out and yen of what was booked since then."""
