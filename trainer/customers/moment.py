"""One moment of a call as it is on record: what was said, told, offered and used so far."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from trainer.attempt import Attempt, CustomerSaid, HoldEnded, OperatorSaid, OperatorSilent
from trainer.beat import Beat
from trainer.dialogue import Reading
from trainer.escalation import Trigger
from trainer.language.story.matching import any_of
from trainer.language.text.parsing import parse
from trainer.mood import Mood
from trainer.scenario import Cast, Scenario


@dataclass(frozen=True)
class Moment:
    """One moment of a call: the operator has just spoken (or kept silent, or come back)."""

    cast: Cast
    attempt: Attempt
    mood: Mood

    @property
    def scenario(self) -> Scenario:
        return self.cast.scenario

    @cached_property
    def said(self) -> OperatorSaid | None:
        """The operator's words to be answered; None when they were silent or came back from hold."""
        for event in reversed(self.attempt.events):
            if isinstance(event, OperatorSaid):
                return event
            if isinstance(event, (CustomerSaid, OperatorSilent, HoldEnded)):
                return None
        return None

    @property
    def reading(self) -> Reading:
        return self.said.reading if self.said else Reading()

    @property
    def text(self) -> str:
        """The operator's words to be answered; "" when there are none."""
        return self.said.text if self.said else ""

    @property
    def turn(self) -> int:
        return self.attempt.turns

    @cached_property
    def back_from(self) -> HoldEnded | None:
        """The hold that ended since the customer last spoke."""
        for event in reversed(self.attempt.events):
            if isinstance(event, CustomerSaid):
                return None
            if isinstance(event, HoldEnded):
                return event
        return None

    @cached_property
    def told(self) -> frozenset[str]:
        return self.attempt.told

    @cached_property
    def given_back(self) -> frozenset[str]:
        """Facts that the operator has said rightly themself."""
        return frozenset(e.fact for said in self.attempt.operator for e in said.reading.echoes if e.right)

    @property
    def secrets(self) -> frozenset[str]:
        """Facts that have not come out yet."""
        return frozenset(f.id for f in self.scenario.facts) - self.told

    @cached_property
    def raised(self) -> frozenset[Trigger]:
        """Triggers set off so far."""
        return frozenset(trigger for _, trigger in self.attempt.raised)

    @cached_property
    def earlier(self) -> tuple[OperatorSaid, ...]:
        """What the operator has said in the turns before."""
        return tuple(e for e in self.attempt.operator if e.turn < self.turn)

    @cached_property
    def voiced(self) -> frozenset[str]:
        """Concerns already voiced."""
        return frozenset(e.concern for e in self.attempt.customer if e.concern)

    @cached_property
    def offered(self) -> frozenset[str]:
        """Remedies that the operator has offered so far."""
        return frozenset(o.remedy for e in self.attempt.operator for o in e.reading.offers)

    @cached_property
    def last_beats(self) -> frozenset[Beat]:
        return frozenset(self.attempt.customer[-1].beats) if self.attempt.customer else frozenset()

    def used(self, beat: Beat) -> int:
        """How often the customer has done this already."""
        return sum(beat in e.beats for e in self.attempt.customer)

    @cached_property
    def lines(self) -> frozenset[str]:
        """The lines the customer has said so far."""
        return frozenset(line for e in self.attempt.customer for line in e.said)

    def dice(self, purpose: str) -> random.Random:
        """Chance that is the same for the same seed, turn and purpose, on every machine."""
        return random.Random(f"{self.attempt.started.seed}:{self.turn}:{purpose}")

    def operator_said(self, terms: Sequence[str]) -> bool:
        """Whether any of these words has come from the operator so far."""
        if not terms:
            return False
        parsed = [parse(e.text) for e in self.attempt.operator]
        return any(any_of(terms, p, 0, len(p.words)) for p in parsed)
