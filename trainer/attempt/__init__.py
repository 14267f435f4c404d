"""Words for one run of one scenario (受講): its events, and the state folded from them."""

from __future__ import annotations

from trainer.attempt.events import (
    EVENT,
    INTERRUPTED,
    OUTCOME_LABELS,
    SCRIPT,
    AnyEvent,
    CaseOpened,
    CustomerSaid,
    Ended,
    Escalated,
    HintTaken,
    HoldEnded,
    HoldStarted,
    ModelUse,
    OperatorSaid,
    OperatorSilent,
    Outcome,
    Prepared,
    Started,
)
from trainer.attempt.fold import Attempt

__all__ = [
    "EVENT",
    "INTERRUPTED",
    "OUTCOME_LABELS",
    "SCRIPT",
    "AnyEvent",
    "Attempt",
    "CaseOpened",
    "CustomerSaid",
    "Ended",
    "Escalated",
    "HintTaken",
    "HoldEnded",
    "HoldStarted",
    "ModelUse",
    "OperatorSaid",
    "OperatorSilent",
    "Outcome",
    "Prepared",
    "Started",
]
