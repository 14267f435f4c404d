"""Circuit breaker: a dead server costs a class one timeout, not thirty."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from trainer.llm.faults import Fault, LlmFailed

FAILURES = 3
"""Consecutive failures that open the circuit; a single one does if it cost its caller a wait."""

PAUSE, LONGEST_PAUSE = 15.0, 120.0
"""Seconds until one caller tries again; doubled after each vain try."""

_OF_THE_CONTENT = frozenset(
    {
        Fault.REFUSED,
        Fault.FILTERED,
        Fault.TOO_LONG_INPUT,
        Fault.INVALID,
        Fault.TRUNCATED,
    }
)
"""Faults of one text, from a server that works."""


class Circuit:
    """The state of one model on one server, shared by all callers of this process.

    closed: everybody may ask. open: nobody, until the pause is over. Then one caller is the probe,
    whose outcome counts, while the others are still refused."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._openings = 0
        self._epoch = 0
        self._open_until: float | None = None
        self._probing = False

    def enter(self) -> Permit:
        """Permission for one request. Raises LlmFailed(PAUSED) at once when the circuit is open."""
        with self._lock:
            if self._open_until is None:
                return Permit(self, self._epoch)
            if self._probing or self._clock() < self._open_until:
                raise LlmFailed(Fault.PAUSED)
            self._probing = True
            return Permit(self, self._epoch, probe=True)

    def close(self) -> None:
        """The server answers: everybody may ask."""
        with self._lock:
            if self._open_until is not None:
                self._epoch += 1
            self._failures, self._openings, self._open_until, self._probing = 0, 0, None, False

    def count(self, epoch: int, at_once: bool, at_least: float) -> None:
        """A failure of a request that began in `epoch`. One that began before the circuit last opened or
        closed tells nothing new."""
        with self._lock:
            if epoch != self._epoch:
                return
            self._failures += 1
            if self._open_until is None and not at_once and self._failures < FAILURES:
                return
            pause = max(PAUSE * 2**self._openings, at_least)
            self._open_until = self._clock() + min(pause, LONGEST_PAUSE)
            self._openings += 1
            self._epoch += 1
            self._probing = False

    def abandon_probe(self) -> None:
        with self._lock:
            self._probing = False


class Permit:
    """One request's leave to ask. Its outcome is reported once; `release` without one makes way for
    another probe. Without an epoch (a test of the connection) only a success counts."""

    def __init__(self, circuit: Circuit, epoch: int | None = None, *, probe: bool = False) -> None:
        self._circuit, self._epoch, self._probe = circuit, epoch, probe

    def succeeded(self) -> None:
        self._probe = False
        self._circuit.close()

    def failed(self, failure: LlmFailed, *, waited: bool) -> None:
        """`waited`: the failure cost its caller the time of a timeout without a word."""
        if failure.fault in _OF_THE_CONTENT:
            return self.succeeded()
        self._probe = False
        if self._epoch is not None:
            self._circuit.count(self._epoch, waited, failure.retry_after or 0.0)

    def release(self) -> None:
        if self._probe:
            self._probe = False
            self._circuit.abandon_probe()


class Circuits:
    """Circuits by server and model."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._all: dict[tuple[str, str], Circuit] = {}

    def of(self, base_url: str, model: str) -> Circuit:
        with self._lock:
            return self._all.setdefault((base_url, model), Circuit(self._clock))


OF_THIS_PROCESS = Circuits()
"""Shared by every door, so that a rebuilt application knows what the one before it found out."""
