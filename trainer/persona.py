"""Words for who calls: the four customer types, and the voices in which they speak."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from trainer.beat import FROM_SCENARIO, Beat
from trainer.dialogue import Channel, Frozen
from trainer.mood import Band
from trainer.wording import Id, Pools


class PersonaKind(StrEnum):
    EMOTIONAL = "emotional"
    LOGICAL = "logical"
    VIP = "vip"
    TECHNICAL = "technical"


PERSONA_LABELS = {
    PersonaKind.EMOTIONAL: "感情的",
    PersonaKind.LOGICAL: "論理的",
    PersonaKind.VIP: "VIP",
    PersonaKind.TECHNICAL: "技術的",
}


class Persona(Frozen):
    """Temperament of one customer type; the multipliers are those of rubric §4.2.

    `start` and `floor` in points of anger 0–100; `listen`, `solve`, `neg`, `lint` multiply what
    listening, solutions, faults and careless wording do; `impatience` is added per stalled turn.
    """

    id: PersonaKind
    title: str
    description: str
    start: float = Field(ge=0, le=100)
    floor: float = Field(ge=0, le=100)
    listen: float = Field(gt=0, le=3)
    solve: float = Field(gt=0, le=3)
    neg: float = Field(gt=0, le=3)
    lint: float = Field(gt=0, le=3)
    impatience: float = Field(ge=0, le=10)


class Voice(Frozen):
    """One way of speaking or writing: wordings per beat and mood band of a person of a certain age
    and region, for one channel."""

    id: Id
    persona: PersonaKind
    channel: Channel = Channel.PHONE
    title: str
    age: int = Field(ge=10, le=110)
    gender: Literal["female", "male"]
    lines: Pools

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [b.value for b in Beat if b not in FROM_SCENARIO and b not in self.lines]
        if missing:
            raise ValueError(f"言い回しがない出番があります → {'、'.join(missing)} を書いてください")
        thin = [b.value for b, bands in self.lines.items() if set(bands) != set(Band)]
        if thin:
            names = "、".join(thin)
            raise ValueError(
                f"三つの気持ちの言い回しがそろっていません({names}) → calm、tense、angry を書いてください"
            )
        return self
