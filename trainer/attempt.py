"""Words for one run of one scenario: its events, and the state folded from them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter

from trainer.beat import Beat
from trainer.dialogue import Frozen, Reading, Speaker, Transcript, Utterance
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
    it; the rules read that. `use`: what asking a model took, "" and None when none was asked."""

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


class Attempt(Frozen):
    """The fold of an attempt's events; everything else is derived. The first event is Started."""

    # cached_property needs a writable __dict__; pydantic keeps the fields frozen all the same.
    model_config = ConfigDict(frozen=True, extra="forbid")

    events: tuple[AnyEvent, ...] = Field(min_length=1)

    @classmethod
    def of(cls, events: Sequence[AnyEvent]) -> Attempt:
        return cls.model_construct(events=tuple(events))

    def plus(self, *events: AnyEvent) -> Attempt:
        return Attempt.of((*self.events, *events))

    @property
    def started(self) -> Started:
        first = self.events[0]
        assert isinstance(first, Started)
        return first

    @property
    def id(self) -> str:
        return self.started.attempt

    @cached_property
    def transcript(self) -> Transcript:
        """What was said."""
        spoken = (e for e in self.events if isinstance(e, (CustomerSaid, OperatorSaid)))
        return tuple(_utterance(e, e.text) for e in spoken)

    @cached_property
    def as_scripted(self) -> Transcript:
        """The transcript that the rules read: with the script's wording where a model worded the same
        decision, so that no word of a model reaches anger, facts, end or score."""
        return tuple(
            _utterance(e, (e.script or e.text) if isinstance(e, CustomerSaid) else e.text)
            for e in self.events
            if isinstance(e, (CustomerSaid, OperatorSaid))
        )

    @cached_property
    def customer(self) -> tuple[CustomerSaid, ...]:
        return tuple(e for e in self.events if isinstance(e, CustomerSaid))

    @cached_property
    def operator(self) -> tuple[OperatorSaid, ...]:
        return tuple(e for e in self.events if isinstance(e, OperatorSaid))

    @cached_property
    def turns(self) -> int:
        """Operator turns so far; silence counts."""
        return sum(isinstance(e, (OperatorSaid, OperatorSilent)) for e in self.events)

    @property
    def mood(self) -> Mood:
        return self.customer[-1].mood

    @cached_property
    def told(self) -> frozenset[str]:
        return frozenset(fact for e in self.customer for fact in e.tells)

    @cached_property
    def accepted(self) -> frozenset[str]:
        """Remedies the customer agreed to."""
        return frozenset(remedy for e in self.customer for remedy in e.accepted)

    @cached_property
    def raised(self) -> tuple[tuple[int, Trigger], ...]:
        """(customer turn, trigger) in order."""
        return tuple((e.turn, trigger) for e in self.customer for trigger in e.raises)

    @cached_property
    def escalated(self) -> Escalated | None:
        return next((e for e in self.events if isinstance(e, Escalated)), None)

    @cached_property
    def ended(self) -> Ended | None:
        return next((e for e in self.events if isinstance(e, Ended)), None)

    @cached_property
    def prepared(self) -> PreparationSheet | None:
        return next((e.sheet for e in self.events if isinstance(e, Prepared)), None)

    @property
    def hints(self) -> int:
        return sum(isinstance(e, HintTaken) for e in self.events)

    @cached_property
    def looked_up(self) -> tuple[CaseOpened, ...]:
        return tuple(e for e in self.events if isinstance(e, CaseOpened))

    @property
    def on_hold(self) -> HoldStarted | None:
        """The hold that is going on, if any."""
        for event in reversed(self.events):
            if isinstance(event, HoldStarted):
                return event
            if isinstance(event, HoldEnded):
                return None
        return None

    @property
    def awaits_customer(self) -> bool:
        """The trainee has spoken (or come back from hold) and the answer is not stored yet."""
        if self.ended:
            return False
        for event in reversed(self.events):
            if isinstance(event, (OperatorSaid, OperatorSilent, HoldEnded, Escalated, Started)):
                return True
            if isinstance(event, (CustomerSaid, HoldStarted)):
                return False
        return True


def _utterance(event: CustomerSaid | OperatorSaid, text: str) -> Utterance:
    speaker = Speaker.CUSTOMER if isinstance(event, CustomerSaid) else Speaker.OPERATOR
    return Utterance(speaker=speaker, text=text, turn=event.turn)
