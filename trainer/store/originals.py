"""What stood in cases before masking, as sealed bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Original:
    """`sealed`: the encrypted case; `person`: who masked it, at `at` (seconds since the epoch)."""

    case_id: str
    person: str
    at: float
    sealed: bytes


class OriginalStore(Protocol):
    """One original for each case. Raises StoreUnavailable."""

    def keep_original(self, original: Original) -> None:
        """Replaces an earlier one."""

    def original(self, case_id: str) -> Original | None: ...

    def drop_originals(self, before: float) -> int:
        """Deletes all kept before this moment; how many there were."""
