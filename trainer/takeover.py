"""Words for the second seat: the call so far, and what is thought over before taking it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from trainer.dialogue import Frozen, Speaker
from trainer.escalation import HandoverNote
from trainer.persona import PersonaKind
from trainer.wording import Terms


class Legitimacy(StrEnum):
    """Whether the demand is due."""

    LEGITIMATE = "legitimate"
    MIXED = "mixed"
    EXCESSIVE = "excessive"


LEGITIMACY_LABELS = {
    Legitimacy.LEGITIMATE: "正当なご要望",
    Legitimacy.MIXED: "正当な部分と行き過ぎがある",
    Legitimacy.EXCESSIVE: "行き過ぎた要求",
}


class HeardLine(Frozen):
    """One line of the first-line call that the supervisor listens in to."""

    speaker: Speaker
    text: str


class FirstCall(Frozen):
    """What happened before the trainee, as supervisor, takes over: the call so far, the note of
    the first line, and the facts that came out (asking for them again is making the caller retell)."""

    operator: str
    lines: tuple[HeardLine, ...] = Field(min_length=2)
    note: HandoverNote
    tells: tuple[str, ...] = ()


class Landing(Frozen):
    """A conceivable landing point (着地点); `good` ones can be stood for."""

    text: str
    good: bool


class Preparation(Frozen):
    """The right answers to the preparation sheet; type and cause are the scenario's own."""

    legitimate: Legitimacy
    sore_point: Terms = Field(min_length=1)
    landings: tuple[Landing, ...] = Field(min_length=3)


class PreparationSheet(Frozen):
    """What the supervisor thought before taking over. `landings`: the texts ticked."""

    sore_point: str = ""
    persona: PersonaKind | None = None
    legitimate: Legitimacy | None = None
    cause: str = ""
    landings: tuple[str, ...] = ()
