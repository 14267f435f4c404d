"""What happens between reading and writing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trainer.store.sqlite_cases import SqliteCases


class Busy:
    """A store in which somebody else does something just before the chosen deed."""

    def __init__(self, store: SqliteCases, deed: str, meanwhile: Callable[[], object]) -> None:
        self._store, self._deed, self._meanwhile = store, deed, meanwhile

    def __getattr__(self, name: str) -> Any:
        if name == self._deed:
            self._deed = ""
            self._meanwhile()
        return getattr(self._store, name)
