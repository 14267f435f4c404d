"""What happens in a call, one event after the other: all that is stored of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from trainer.beat import Beat
from trainer.dialogue import Frozen, Reading
from trainer.escalation import Direction, HandoverNote, Trigger
from trainer.mood import Band, Mood
from trainer.takeover import PreparationSheet


class Outcome(StrEnum):
    RESOLVED = "resolved"  # the customer was content
    HANDED_OVER = "handed_over"
    CLOSED = "closed"  # the trainee ended it with the matter still open
    HUNG_UP = "hung_up"  # the customer gave up
    STOPPED = "stopped"  # left without penalty: not scored
    ABANDONED = "abandoned"  # the input stream broke off


OUTCOME_LABELS = {
    Outcome.RESOLVED: "解決して終了",
    Outcome.HANDED_OVER: "引き継ぎ",
    Outcome.CLOSED: "未解決のまま終話",
    Outcome.HUNG_UP: "お客様が切電",
    Outcome.STOPPED: "途中でやめた(採点なし)",
    Outcome.ABANDONED: "中断",
}


class Event(Frozen):
    """Base of all events. `at`: seconds since the epoch, UTC. `key`: made by the client, unique
    within the attempt, so that sending twice stores once."""

    key: str = ""
    at: float = 0.0


class Started(Event):
    """`speaker`: who words the customer. Whoever it is, the same seed and words give the same anger,
    facts and end."""

    kind: Literal["started"] = "started"
    attempt: str
    trainee: str
    scenario: str
    cast: str = ""
    rubric: str = ""
    seed: int
    exam: bool = False
    ceiling: Band = Band.ANGRY
    speaker: Literal["script", "model"] = "script"
    branch_of: str = ""
    branch_turn: int = 0


class Prepared(Event):
    """The supervisor has listened in, filled the sheet, and takes the call."""

    kind: Literal["prepared"] = "prepared"
    sheet: PreparationSheet


class ModelUse(Frozen):
    """What one answer took of a language model: tokens and yen of all its requests (`estimated` when
    we counted them), why replies did not count (`refused`: the gate's names), and why there was no
    reply at all (`fault`: the door's name for it, or INTERRUPTED)."""

    model: str
    tokens_in: int = Field(default=0, ge=0)
    tokens_out: int = Field(default=0, ge=0)
    yen: float = Field(default=0.0, ge=0)
    estimated: bool = False
    refused: tuple[str, ...] = ()
    fault: str = ""


INTERRUPTED = "interrupted"
"""The trainee did not wait for the model: the script answered at once."""

SCRIPT = "script"


class CustomerSaid(Event):
    """`beats`: what the director had them do. `tells`, `raises`, `concern`: facts told, triggers
    set off, concern voiced. `said`: the pool lines used, so that they are not used again.

    `worded_by`: SCRIPT or 「model:<name>」. `script`: what the script would have said, when a model worded
    it; the rules read that ("" when the script itself spoke). `use`: what asking a model took, None when
    none was asked."""

    kind: Literal["customer_said"] = "customer_said"
    turn: int
    text: str
    beat: Beat
    beats: tuple[Beat, ...] = ()
    mood: Mood
    tells: tuple[str, ...] = ()
    raises: tuple[Trigger, ...] = ()
    concern: str = ""
    accepted: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    why: str = ""
    worded_by: str = SCRIPT
    script: str = ""
    use: ModelUse | None = None


class OperatorSaid(Event):
    kind: Literal["operator_said"] = "operator_said"
    turn: int
    text: str
    reading: Reading = Reading()


class OperatorSilent(Event):
    """The trainee said nothing for `seconds`; counts as a turn."""

    kind: Literal["operator_silent"] = "operator_silent"
    turn: int
    seconds: float


class HoldStarted(Event):
    kind: Literal["hold_started"] = "hold_started"


class HoldEnded(Event):
    kind: Literal["hold_ended"] = "hold_ended"
    seconds: float


class HintTaken(Event):
    kind: Literal["hint_taken"] = "hint_taken"
    text: str


class CaseOpened(Event):
    """The trainee looked something up during the call: a past case (`case`: its id) or, without an
    id, a page of the manual."""

    kind: Literal["case_opened"] = "case_opened"
    case: str = ""
    title: str


class Escalated(Event):
    """The trainee handed the call over. `words` said with it are an OperatorSaid of their own."""

    kind: Literal["escalated"] = "escalated"
    turn: int
    direction: Direction
    team: str
    reason: str
    note: HandoverNote


class Ended(Event):
    kind: Literal["ended"] = "ended"
    outcome: Outcome


AnyEvent = Annotated[
    Started
    | Prepared
    | CustomerSaid
    | OperatorSaid
    | OperatorSilent
    | HoldStarted
    | HoldEnded
    | HintTaken
    | CaseOpened
    | Escalated
    | Ended,
    Field(discriminator="kind"),
]
EVENT: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)
