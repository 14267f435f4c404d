"""Words for people: who uses the product, and what they may do."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from trainer.dialogue import Frozen, Seat
from trainer.mood import Band


class Role(StrEnum):
    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"


ROLE_LABELS = {Role.TRAINEE: "研修生", Role.SUPERVISOR: "SV(シナリオの編集もする)"}


CEILING_LABELS = {
    Band.CALM: "落ち着いた言い方まで",
    Band.TENSE: "いら立ちまで",
    Band.ANGRY: "制限なし",
}


class Person(Frozen):
    """Somebody who uses the product; `seat` is where they prefer to practise, `ceiling` the harshest
    wording they want to hear from a customer."""

    id: str = Field(min_length=1, max_length=64)
    name: str = Field(min_length=1, max_length=40)
    seat: Seat = Seat.FIRST
    role: Role = Role.TRAINEE
    ceiling: Band = Band.ANGRY


def saver(actor: Person, name: str) -> str:
    """Who saved something before the actor, by the name kept with it: 「高木さんが」 or oneself."""
    return "あなたが別の画面で" if name == actor.name else f"{name}さんが"
