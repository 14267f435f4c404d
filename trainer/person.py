"""Words for people: who uses the product, and what they may do."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from trainer.dialogue import Frozen, Seat


class Role(StrEnum):
    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"


ROLE_LABELS = {Role.TRAINEE: "研修生", Role.SUPERVISOR: "SV(シナリオの編集もする)"}


class Person(Frozen):
    """Somebody who uses the product; `seat` is where they prefer to practise."""

    id: str = Field(min_length=1, max_length=64)
    name: str = Field(min_length=1, max_length=40)
    seat: Seat = Seat.FIRST
    role: Role = Role.TRAINEE
