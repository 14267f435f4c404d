"""Words for a scripted operator: the steps of model calls, golden calls and `play --json`."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from trainer.dialogue import Frozen
from trainer.escalation import Escalate
from trainer.takeover import PreparationSheet


class Step(Frozen):
    """One step of a scripted operator (model or golden call): exactly one of the six."""

    say: str | None = None
    hold: bool | None = None
    silent: float | None = None
    escalate: Escalate | None = None
    end: bool | None = None
    prepare: PreparationSheet | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = (self.say, self.hold, self.silent, self.escalate, self.end, self.prepare)
        if sum(value is not None for value in given) != 1:
            names = "say、hold、silent、escalate、end、prepare"
            raise ValueError(f"一手に書くのは一つだけです → {names} のどれか一つにしてください")
        return self


class GoldenCalls(Frozen):
    """Three calls of known quality for one scenario: they have to score in this order."""

    strong: tuple[Step, ...] = Field(min_length=1)
    mixed: tuple[Step, ...] = Field(min_length=1)
    poor: tuple[Step, ...] = Field(min_length=1)
