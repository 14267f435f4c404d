"""Words for what is said: speakers, dialogue acts, customer cues, and the reading of an utterance."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Frozen(BaseModel):
    """Base of all words: immutable, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Speaker(StrEnum):
    CUSTOMER = "customer"
    OPERATOR = "operator"


class Channel(StrEnum):
    PHONE = "phone"
    CHAT = "chat"
    EMAIL = "email"


class Seat(StrEnum):
    """Where the trainee sits: 一次対応 or 二次対応."""

    FIRST = "first"
    SECOND = "second"


CHANNEL_LABELS = {Channel.PHONE: "電話", Channel.CHAT: "チャット", Channel.EMAIL: "メール"}
SEAT_LABELS = {Seat.FIRST: "一次対応", Seat.SECOND: "二次対応"}


class DialogueAct(StrEnum):
    """What an operator's words do. Definitions, examples and near-misses: docs/taxonomy.md."""

    OPEN = "OPEN"
    BC = "BC"
    PARA = "PARA"
    OPEN_Q = "OPEN_Q"
    CLOSED_Q = "CLOSED_Q"
    EMP_FEEL = "EMP_FEEL"
    EMP_SIT = "EMP_SIT"
    APO_PART = "APO_PART"
    APO_BARE = "APO_BARE"
    APO_FULL = "APO_FULL"
    CUSHION = "CUSHION"
    EXPLAIN = "EXPLAIN"
    PROPOSE = "PROPOSE"
    COMMIT = "COMMIT"
    FOLLOW = "FOLLOW"
    HOLD = "HOLD"
    CHECK = "CHECK"
    ESC_V = "ESC_V"
    ESC_H = "ESC_H"
    ESC_WHY = "ESC_WHY"
    TAKEOVER = "TAKEOVER"
    LIMIT = "LIMIT"
    CLOSE = "CLOSE"
    NEG_DENY = "NEG_DENY"
    NEG_COLD = "NEG_COLD"
    NEG_OVER = "NEG_OVER"


EMPATHY = frozenset({DialogueAct.EMP_FEEL, DialogueAct.EMP_SIT})
APOLOGY = frozenset({DialogueAct.APO_PART, DialogueAct.APO_BARE, DialogueAct.APO_FULL})
QUESTIONS = frozenset({DialogueAct.OPEN_Q, DialogueAct.CLOSED_Q})
TRANSFER = frozenset({DialogueAct.ESC_V, DialogueAct.ESC_H})
NEGATIVE = frozenset({DialogueAct.NEG_DENY, DialogueAct.NEG_COLD, DialogueAct.NEG_OVER})


class Cue(StrEnum):
    """What a customer's words signal. Definitions: docs/taxonomy.md."""

    DEMAND_SUPERVISOR = "DEMAND_SUPERVISOR"
    BEYOND_AUTHORITY = "BEYOND_AUTHORITY"
    TECH_EVIDENCE = "TECH_EVIDENCE"
    REPEAT_CONTACT = "REPEAT_CONTACT"
    LEGAL_SAFETY_MEDIA = "LEGAL_SAFETY_MEDIA"
    ABUSE = "ABUSE"
    AGENT_COMPLAINT = "AGENT_COMPLAINT"
    NEG_EMOTION = "NEG_EMOTION"
    SOFTENING = "SOFTENING"
    ACCEPT = "ACCEPT"
    REJECT = "REJECT"


class Signal(StrEnum):
    """Moves beyond the 26 acts to which the customer or a scorer must react."""

    TO_MACHINE = "to_machine"  # speaks to a program, not to the caller
    UNREADABLE = "unreadable"  # gibberish, symbols only, another language
    INSULT = "insult"  # the operator abuses the caller
    CALM_DOWN = "calm_down"  # orders the caller to calm down
    BLAME = "blame"  # puts the fault on the caller, a colleague or another firm
    RETELL = "retell"  # makes the caller tell it all again
    HURRY = "hurry"  # rushes the caller
    PASS_AROUND = "pass_around"  # sends the caller elsewhere without taking them there
    SMALL_TALK = "small_talk"
    THANKS = "thanks"


class WhyPart(StrEnum):
    """The five parts of a good explanation of a handover (rubric §3.3)."""

    REASON = "reason"  # 理由 (as the caller's benefit)
    WHO = "who"  # 相手 (role, department or name)
    WAIT = "wait"  # 待ち時間・方法
    HISTORY = "history"  # 経緯は伝える、再説明は不要
    CONSENT = "consent"  # 承諾を取る


class Span(Frozen):
    """A piece of one utterance, in Python string indices; never empty."""

    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.end <= self.start:
            raise ValueError("a span must not be empty")
        return self

    def meets(self, other: Span) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


class ActSpan(Span):
    """One act. `confidence` is 0–1; `because` names the rule or weight that decided."""

    act: DialogueAct
    confidence: float = Field(default=1.0, ge=0, le=1)
    because: str = ""
    specific: bool = False  # empathy, apology or paraphrase tied to the caller's own words


class SignalSpan(Span):
    signal: Signal


class Question(Span):
    """A question. `facts`: scenario facts it aims at; `own_data`: card fields it asks for; `topics`: ids
    (language/lexicon/topics.yaml) of what it surely asks for, whether a fact has it or not. `sureness`: how
    likely it is that the nearest fact, aimed at or not, is an answer, 0–1."""

    open: bool
    sureness: float = 1.0  # of calls stored before it was read
    facts: tuple[str, ...] = ()
    own_data: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class Echo(Span):
    """A scenario fact given back to the caller; if not `right`, `expected` is the true value."""

    fact: str
    right: bool
    expected: str = ""


class Offer(Span):
    """A remedy of the scenario offered in the operator's words."""

    remedy: str


class Promise(Span):
    """Something promised: who does it and by when, as far as it was said."""

    who: str = ""
    by_when: str = ""


class Explained(Span):
    part: WhyPart


class CourtesyFinding(Span):
    """A fault of keigo or wording. `severity` 1 advice, 2 fault; `rule` is the lexicon's id."""

    rule: str
    category: str
    severity: Literal[1, 2]
    better: str


class Reading(Frozen):
    """Everything the rules see in one operator utterance."""

    acts: tuple[ActSpan, ...] = ()
    questions: tuple[Question, ...] = ()
    echoes: tuple[Echo, ...] = ()
    offers: tuple[Offer, ...] = ()
    promises: tuple[Promise, ...] = ()
    explained: tuple[Explained, ...] = ()
    courtesy: tuple[CourtesyFinding, ...] = ()
    signals: tuple[SignalSpan, ...] = ()

    def of(self, *acts: DialogueAct) -> tuple[ActSpan, ...]:
        """The spans of these acts that are sure enough to count as facts."""
        return tuple(
            a
            for a in self.acts
            if a.act in acts and a.confidence >= (SURE_OF_FAULT if a.act in NEGATIVE else SURE)
        )

    def has(self, *acts: DialogueAct) -> bool:
        return bool(self.of(*acts))

    def signalled(self, *signals: Signal) -> bool:
        return any(s.signal in signals for s in self.signals)


CLEARLY = 0.7
"""Confidence of an act from which on something may hang on it alone: a proposal in a question, a request to
wait without its words, a line drawn. A design value."""

LIKELY, CERTAIN = 0.35, 0.6
"""Sureness of a question from which on its first fact is worth telling, and is told as what was asked for: by
what was judged to fit (docs/customer.md)."""

SURE = 0.5
"""Acts below this confidence are hints, not facts: neither customer nor scorer acts on them."""


SURE_OF_FAULT = 0.8
"""As SURE, for negative acts: a wrong reproach costs a trainee more trust than a missed one."""


class Utterance(Frozen):
    """One thing said. `turn` is the operator's turn number: n-th operator utterance and the
    customer's answer to it share n; the customer's opening is turn 0."""

    speaker: Speaker
    text: str
    turn: int = 0


Transcript = tuple[Utterance, ...]
