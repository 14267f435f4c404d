"""The state of a call, folded from its events."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from pydantic import Field

from trainer.attempt.events import (
    AnyEvent,
    CaseOpened,
    CustomerSaid,
    Ended,
    Escalated,
    HintTaken,
    HoldEnded,
    HoldStarted,
    OperatorSaid,
    OperatorSilent,
    Prepared,
    Started,
)
from trainer.dialogue import Frozen, Speaker, Transcript, Utterance
from trainer.escalation import Trigger
from trainer.mood import Mood
from trainer.takeover import PreparationSheet


class Attempt(Frozen):
    """The fold of an attempt's events; everything else is derived. The first event is Started."""

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
