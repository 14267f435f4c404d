"""What the house used of language models today."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from trainer.llm import Usage

FRESH = 60.0
"""Seconds for which the day's use is believed to be as it was read, but for what this process added."""


@dataclass
class Ledger:
    """What the house used today. `stored(since)` sums up the events since then (seconds since the epoch);
    it is asked once a minute, so that a restart or a second process forgets nothing."""

    stored: Callable[[float], Usage]
    clock: Callable[[], float] = time.time
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _read_at: float = float("-inf")
    _read: Usage = Usage()
    _added: Usage = Usage()
    _own: Usage = Usage()

    def today(self) -> Usage:
        """All use since midnight where the server stands."""
        now = self.clock()
        with self._lock:
            fresh = now - self._read_at < FRESH and midnight(now) <= self._read_at
            if fresh:
                return self._most()
            if midnight(now) > self._read_at:
                self._own = Usage()
        read = self.stored(midnight(now))
        with self._lock:
            self._read_at, self._read, self._added = now, read, Usage()
            return self._most()

    def add(self, usage: Usage) -> None:
        with self._lock:
            self._added += usage
            self._own += usage

    def _most(self) -> Usage:
        """An answer that came too late is in no event, but this process knows of it."""
        return max(self._read + self._added, self._own, key=lambda usage: (usage.tokens, usage.yen))


def midnight(now: float) -> float:
    """The beginning of the day of `now` where the server stands, in seconds since the epoch."""
    return datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
