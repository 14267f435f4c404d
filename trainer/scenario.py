"""Words for one situation as a whole: what the trainee sees, what the customer knows, what is right."""

from __future__ import annotations

import hashlib
import re
from typing import Self

from pydantic import Field, model_validator

from trainer.beat import AGAINST_LIMITS
from trainer.desk import Brief, CustomerCard, ManualPage
from trainer.dialogue import Channel, Frozen, Seat, Transcript, Utterance
from trainer.escalation import EscalationPolicy, Trigger
from trainer.persona import Persona, PersonaKind, Voice
from trainer.script import Step
from trainer.story import Concern, Fact, Hidden, Opening, Remedy
from trainer.takeover import FirstCall, Preparation
from trainer.wording import Id, Pools, Terms


class Scenario(Frozen):
    """One situation with everything needed to play and judge it."""

    id: Id
    title: str
    summary: str
    industry: str
    company: str
    seat: Seat = Seat.FIRST
    channel: Channel = Channel.PHONE
    difficulty: int = Field(ge=1, le=4)
    persona: PersonaKind
    voice: Id
    harsh: str = ""
    brief: Brief
    card: CustomerCard
    manual: tuple[ManualPage, ...] = ()
    hidden: Hidden
    opening: Opening
    facts: tuple[Fact, ...] = Field(min_length=1)
    concerns: tuple[Concern, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    escalation: EscalationPolicy
    lines: Pools = {}
    must_mention: tuple[Terms, ...] = ()
    fault_confirmed: bool = False
    start_anger: float | None = Field(default=None, ge=0, le=100)
    teaches: str = ""
    first_call: FirstCall | None = None
    preparation: Preparation | None = None
    client: str = ""
    model_call: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _references(self) -> Self:
        facts = [f.id for f in self.facts]
        for kind, ids in (
            ("facts", facts),
            ("concerns", [c.id for c in self.concerns]),
            ("remedies", [r.id for r in self.remedies]),
        ):
            if len(set(ids)) != len(ids):
                raise ValueError(f"{kind} で同じ id が二度使われています → どちらかの id を変えてください")
        if self.seat is Seat.SECOND and not (self.first_call and self.preparation):
            raise ValueError("二次対応に要る項目がありません → first_call と preparation を書いてください")
        named = [*self.opening.tells, *(self.first_call.tells if self.first_call else ())]
        for concern in self.concerns:
            named += [*concern.tells, *concern.when.told]
        for remedy in self.remedies:
            named += remedy.after
        if unknown := sorted(set(named) - set(facts)):
            raise ValueError(f"ない事実を指しています({'、'.join(unknown)}) → facts の id を書いてください")
        if self.abusive and not set(self.lines) >= AGAINST_LIMITS:
            words = "limit_pushback と limit_backs_down を書いてください"
            raise ValueError(f"T7 のある場面に要る言葉が lines にありません → {words}")
        ended = {e for remedy in self.remedies for e in remedy.ends}
        if unknown := sorted(ended - set(facts) - {c.id for c in self.concerns}):
            words = "facts か concerns の id を書いてください"
            raise ValueError(f"解決策の ends がないものを指しています({'、'.join(unknown)}) → {words}")
        raised = {c for concern in self.concerns for c in concern.when.raised}
        if unknown := sorted(raised - {c.id for c in self.concerns} - set(Trigger)):
            words = "concerns の id か T1〜T10 を書いてください"
            raise ValueError(f"ない気がかりを指しています({'、'.join(unknown)}) → {words}")
        return self

    @property
    def abusive(self) -> bool:
        """The caller oversteps the bounds (カスハラ): drawing a line is right here, not a rebuff."""
        return Trigger.T7 in self.escalation.triggers

    @property
    def overheard(self) -> Transcript:
        """The first-line call as a transcript; () in the first seat."""
        lines = self.first_call.lines if self.first_call else ()
        return tuple(Utterance(speaker=line.speaker, text=line.text) for line in lines)

    def fact(self, fact_id: str) -> Fact:
        return next(f for f in self.facts if f.id == fact_id)

    def remedy(self, remedy_id: str) -> Remedy:
        return next(r for r in self.remedies if r.id == remedy_id)


class Cast(Frozen):
    """A scenario with the persona and voice it is played by: all that the rules need.

    Attempts keep the cast they were run with, stored under `digest`."""

    scenario: Scenario
    persona: Persona
    voice: Voice

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the canonical JSON."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


_BLANK = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")


def unfolded(words: str) -> str:
    """Words of a scenario file. YAML folds line ends into blanks, which Japanese does not have."""
    return _BLANK.sub("", words)
