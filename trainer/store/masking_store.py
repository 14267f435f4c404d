"""The narrow protocol between the masking of a case and a database."""

from __future__ import annotations

from typing import Protocol


class MaskingStore(Protocol):
    """A person's corrections to the masking of a case, as long as they are at it. `body`: JSON. They go
    with their case. Raises StoreUnavailable when the database cannot be reached or stays locked."""

    def keep_masking(self, case_id: str, person_id: str, at: float, body: str) -> None:
        """One a person and case, the newest."""

    def masking(self, case_id: str, person_id: str) -> str | None: ...

    def drop_masking(self, case_id: str, person_id: str) -> None: ...
