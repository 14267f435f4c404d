"""How long the caller was told that a hold would take, and whether it took longer."""

from __future__ import annotations

from trainer.attempt import Attempt, HoldEnded, OperatorSaid
from trainer.language.text.normalise import normalise
from trainer.language.text.values import values

PATIENT = 60.0
"""Seconds on hold that nobody minds when no time was announced."""

_SECONDS = {"秒": 1.0, "分": 60.0, "時間": 3600.0}


def overdue(attempt: Attempt, hold: HoldEnded) -> bool:
    """Whether the operator came back later than they had said, or than one waits without a word."""
    before = attempt.events[: attempt.events.index(hold)]
    last = next((e for e in reversed(before) if isinstance(e, OperatorSaid)), None)
    announced = _announced(last.text) if last else 0.0
    return hold.seconds > max(PATIENT, announced)


def came_back_late(attempt: Attempt) -> bool:
    """Whether the last hold of the call was overdue."""
    hold = next((e for e in reversed(attempt.events) if isinstance(e, HoldEnded)), None)
    return hold is not None and overdue(attempt, hold)


def _announced(text: str) -> float:
    found = values(normalise(text).text)
    spans = (v.amount * _SECONDS[v.kind] for v in found if v.kind in _SECONDS and isinstance(v.amount, float))
    return max(spans, default=0.0)
