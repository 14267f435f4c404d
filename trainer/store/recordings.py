"""The narrow protocol between recordings and a database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Recording:
    """What the operator said in one turn of an attempt. `at`: when it was kept, in seconds since the epoch;
    `seconds` long; `wav`: 16 kHz, mono, 16-bit PCM, b"" when its time is over; `measures`: JSON, "" while
    nothing was measured."""

    attempt: str
    turn: int
    person: str
    at: float
    seconds: float
    wav: bytes = b""
    measures: str = ""


@dataclass(frozen=True)
class Kept:
    """What is kept of one person: the number of recordings with sound, and their bytes."""

    count: int = 0
    size: int = 0


class RecordingStore(Protocol):
    """One recording for each turn of an attempt. Raises StoreUnavailable when the database cannot be reached
    or stays locked."""

    def save_recording(self, recording: Recording) -> None:
        """Replaces an earlier one of this turn."""

    def recordings(self, attempt_id: str, person: str) -> list[Recording]:
        """Those of this person in this attempt, by turn."""

    def has_recording(self, attempt_id: str, person: str, turn: int) -> bool: ...

    def save_measures(self, attempt_id: str, turn: int, measures: str) -> None: ...

    def delete_recording(self, attempt_id: str, person: str, turn: int) -> None:
        """With its measures."""

    def delete_recordings(self, person: str) -> int:
        """All of this person with their measures; how many there were."""

    def kept_of(self, person: str) -> Kept: ...

    def silence_before(self, at: float) -> int:
        """Removes the sound, not the measures, of recordings kept before this moment; how many."""

    def save_voice_choice(self, person: str, body: str) -> None:
        """How a person wants to hear and speak (JSON)."""

    def voice_choice(self, person: str) -> str | None: ...
