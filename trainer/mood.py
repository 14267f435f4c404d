"""Words for the customer's anger: its height, its bands, and why it moved."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from trainer.dialogue import Frozen


class Band(StrEnum):
    """Which wordings fit: the caller's voice changes with the band."""

    CALM = "calm"
    TENSE = "tense"
    ANGRY = "angry"


class Cause(Frozen):
    """One reason for a step. `delta` in points of anger, negative when it calms.
    `what` is a dialogue act, signal or other code of customers/anger/temper.py; `label` is Japanese."""

    what: str
    label: str
    delta: float


class Mood(Frozen):
    """Anger after one turn, 0 (calm) to 100, and how it came there."""

    anger: float = Field(ge=0, le=100)
    before: float = Field(ge=0, le=100)
    causes: tuple[Cause, ...] = ()

    @property
    def band(self) -> Band:
        return Band.CALM if self.anger < 35 else Band.TENSE if self.anger < 65 else Band.ANGRY

    @property
    def word(self) -> str:
        """The word beside the gauge, so that meaning never hangs on colour alone."""
        steps = ((30, "落ち着き"), (55, "いら立ち"), (80, "怒り"))
        return next((word for limit, word in steps if self.anger < limit), "激怒")
