"""Words for one situation: what the trainee sees, what the customer knows, and what is right."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from trainer.beat import AGAINST_LIMITS, FROM_SCENARIO, Beat
from trainer.dialogue import Channel, Frozen, Seat, Speaker, Transcript, Utterance
from trainer.escalation import Direction, HandoverNote, Need, Trigger
from trainer.mood import Band


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Lines = Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]
"""One wording or several of the same; the speaker picks by seed."""

Terms = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
"""Words to look for in what the operator says; synonyms come from language/lexicon."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]


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
SEAT_LABELS = {Seat.FIRST: "一次対応", Seat.SECOND: "二次対応"}
CHANNEL_LABELS = {Channel.PHONE: "電話", Channel.CHAT: "チャット", Channel.EMAIL: "メール"}


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


def _pools(value: Any) -> Any:
    """Lets a beat be written as one list when the wording fits any mood."""
    if not isinstance(value, Mapping):
        return value
    return {
        beat: dict.fromkeys(Band, lines) if isinstance(lines, (list, tuple, str)) else lines
        for beat, lines in value.items()
    }


Pools = Annotated[dict[Beat, dict[Band, Lines]], BeforeValidator(_pools)]


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
            raise ValueError(f"lines are missing for: {', '.join(missing)}")
        thin = [b.value for b, bands in self.lines.items() if set(bands) != set(Band)]
        if thin:
            raise ValueError(f"lines need all of calm, tense, angry: {', '.join(thin)}")
        return self


class CustomerCard(Frozen):
    """What the operator's screen (CRM) shows; `history` newest last."""

    name: str
    reading: str
    contract: str = ""
    since: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    birthday: str = ""
    number: str = ""
    history: tuple[str, ...] = ()
    memo: str = ""


OWN_DATA = ("name", "reading", "phone", "email", "address", "birthday", "number")
"""Card fields about which the caller can be asked; empty ones they do not have at hand."""


class ManualPage(Frozen):
    title: str
    text: str


class Brief(Frozen):
    situation: str
    goal: str
    authority: str


class Hidden(Frozen):
    """Shown only after the call."""

    cause: Literal["company", "customer", "third_party", "unknown"]
    wish: str
    sore_point: str


class Fact(Frozen):
    """One thing the caller knows.

    `gist` are the words by which a paraphrase shows that it was understood; `asked_by` the words
    of a question that aims at it. Without `needs` the caller tells it unasked when it is its turn;
    `asked`: only when asked; `heard`: when asked, or unasked once they felt heard.
    """

    id: Id
    say: Lines
    gist: Terms = ()
    asked_by: Terms = ()
    needs: Literal["asked", "heard"] | None = None
    raises: tuple[Trigger, ...] = ()

    @property
    def hidden(self) -> bool:
        """Has to be earned by the trainee."""
        return self.needs is not None


class When(Frozen):
    """All conditions given must hold. `turn`: at least so many operator turns have been said.
    `unless_said`: the operator has used none of these words yet."""

    turn: int | None = Field(default=None, ge=1)
    anger_above: float | None = None
    anger_below: float | None = None
    told: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()
    unsolved: bool = False
    unless_said: Terms = ()


class Concern(Frozen):
    """What still troubles the caller, in their own words; said once, unasked, in the order given.

    `interrupts`: comes before answers and reactions as soon as its conditions hold."""

    id: Id
    say: Lines
    tells: tuple[str, ...] = ()
    raises: tuple[Trigger, ...] = ()
    when: When = When()
    interrupts: bool = False


class Opening(Frozen):
    say: Lines
    tells: tuple[str, ...] = ()
    raises: tuple[Trigger, ...] = ()


class Remedy(Frozen):
    """A way out. The caller accepts at or below `accept_below` points of anger (and once the
    facts in `after` are told), haggles or refuses above. `settles`: the matter is then settled."""

    id: Id
    title: str
    offers: Terms = Field(min_length=1)
    accept_below: float = Field(default=60, ge=0, le=100)
    after: tuple[str, ...] = ()
    authority: Literal["first", "second", "client"] = "first"
    settles: bool = True
    accept: Lines | None = None
    haggle: Lines | None = None
    refuse: Lines | None = None


class EscalationPolicy(Frozen):
    """Whether, when, where to. `window`: operator turns of grace after it fell due (rubric §3.2).
    `to`: who takes over; the first entry is the usual one."""

    need: Need
    direction: Direction | None = None
    to: tuple[str, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    window: int = Field(default=1, ge=0, le=5)
    why: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.need is not Need.NEEDLESS and (self.direction is None or not self.to):
            raise ValueError("direction and to are needed unless need is needless")
        if self.need is Need.REQUIRED and not self.triggers:
            raise ValueError("a required escalation needs at least one trigger")
        return self


class Escalate(Frozen):
    """What the trainee fills in to hand over. `words`: what they say to the customer with it."""

    direction: Direction
    team: str = ""
    reason: str = ""
    words: str = ""
    note: HandoverNote = HandoverNote()


class PreparationSheet(Frozen):
    """What the supervisor thought before taking over. `landings`: the texts ticked."""

    sore_point: str = ""
    persona: PersonaKind | None = None
    legitimate: Legitimacy | None = None
    cause: str = ""
    landings: tuple[str, ...] = ()


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
            raise ValueError("give exactly one of say, hold, silent, escalate, end, prepare")
        return self


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
                raise ValueError(f"{kind}: an id is used twice")
        if self.seat is Seat.SECOND and not (self.first_call and self.preparation):
            raise ValueError("a second-line scenario needs first_call and preparation")
        named = [*self.opening.tells, *(self.first_call.tells if self.first_call else ())]
        for concern in self.concerns:
            named += [*concern.tells, *concern.when.told]
        for remedy in self.remedies:
            named += remedy.after
        if unknown := sorted(set(named) - set(facts)):
            raise ValueError(f"unknown fact: {', '.join(unknown)}")
        if self.abusive and not set(self.lines) >= AGAINST_LIMITS:
            raise ValueError("a scenario with T7 needs lines for limit_pushback and limit_backs_down")
        raised = {c for concern in self.concerns for c in concern.when.raised}
        if unknown := sorted(raised - {c.id for c in self.concerns} - set(Trigger)):
            raise ValueError(f"unknown concern or trigger: {', '.join(unknown)}")
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
