"""Words for the case library: a past call worth sharing, and the record kept of it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from trainer.dialogue import Channel, Frozen
from trainer.escalation import Direction, Need, Timing
from trainer.persona import PersonaKind


class CaseState(StrEnum):
    """Drafts are their author's alone; waiting ones are seen by supervisors; the others by all."""

    DRAFT = "draft"
    WAITING = "waiting"
    PUBLISHED = "published"
    STALE = "stale"  # published, but its review date has passed or somebody doubts it


STATE_LABELS = {
    CaseState.DRAFT: "下書き",
    CaseState.WAITING: "確認待ち",
    CaseState.PUBLISHED: "公開",
    CaseState.STALE: "要更新",
}
SHARED = frozenset({CaseState.PUBLISHED, CaseState.STALE})


class CaseCause(StrEnum):
    COMPANY = "company"
    CUSTOMER = "customer"
    THIRD_PARTY = "third_party"
    UNKNOWN = "unknown"


CASE_CAUSE_LABELS = {
    CaseCause.COMPANY: "企業起因",
    CaseCause.CUSTOMER: "顧客起因",
    CaseCause.THIRD_PARTY: "第三者",
    CaseCause.UNKNOWN: "不明",
}


class Party(StrEnum):
    """Whose words or deed a moment of the story is."""

    CUSTOMER = "customer"
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    OTHER = "other"  # a department, the shop, what happened in between


PARTY_LABELS = {
    Party.CUSTOMER: "お客様",
    Party.OPERATOR: "一次対応",
    Party.SUPERVISOR: "二次対応",
    Party.OTHER: "経過",
}


class Moment(Frozen):
    """One step of what happened. `when` as people write it (「3日目 10:20」); `decision`, if given, is
    the question put to a study meeting before the next moment is shown."""

    when: str = Field(default="", max_length=60)
    who: Party = Party.OTHER
    text: str = Field(min_length=1, max_length=4_000)
    decision: str = Field(default="", max_length=400)


class Effect(StrEnum):
    HELPED = "helped"
    HURT = "hurt"


EFFECT_LABELS = {Effect.HELPED: "効いた言葉", Effect.HURT: "こじれた言葉"}


class Phrase(Frozen):
    """Words that were said and what they did."""

    effect: Effect
    text: str = Field(min_length=1, max_length=400)
    why: str = Field(default="", max_length=400)


class CaseEscalation(Frozen):
    """How the call was handed over: whether it had to be, which way, to whom, when, how well timed."""

    need: Need = Need.OPTIONAL
    direction: Direction | None = None
    to: str = Field(default="", max_length=80)
    when: str = Field(default="", max_length=400)
    timing: Timing | None = None


class Case(Frozen):
    """What is told of one past call. Lengths in characters; text is masked before it is shared."""

    title: str = Field(default="", max_length=120)
    industry: str = Field(default="", max_length=40)
    channel: Channel = Channel.PHONE
    persona: PersonaKind = PersonaKind.EMOTIONAL
    cause: CaseCause = CaseCause.UNKNOWN
    situation: str = Field(default="", max_length=2_000)
    timeline: tuple[Moment, ...] = Field(default=(), max_length=200)
    escalation: CaseEscalation = CaseEscalation()
    phrases: tuple[Phrase, ...] = Field(default=(), max_length=40)
    outcome: str = Field(default="", max_length=2_000)
    follow_up: str = Field(default="", max_length=2_000)
    lesson: str = Field(default="", max_length=2_000)
    tags: tuple[str, ...] = Field(default=(), max_length=20)
    manual: str = Field(default="", max_length=200)

    def texts(self) -> tuple[str, ...]:
        """Everything that a person wrote, in reading order: what is searched, and what is masked."""
        told = [t for m in self.timeline for t in (m.when, m.text, m.decision)]
        said = [t for p in self.phrases for t in (p.text, p.why)]
        handed = (self.escalation.to, self.escalation.when)
        parts = (self.title, self.industry, self.situation, *told, *handed, *said)
        rest = (self.outcome, self.follow_up, self.lesson, *self.tags, self.manual)
        return tuple(t for t in (*parts, *rest) if t)


class CaseRecord(Frozen):
    """A case as it is kept. `version` counts from 1; times in seconds since the epoch, UTC.
    `confirmed_by` is the person who looked at the masking, "" as long as nobody has;
    `attempt`, `scenario`: what it was written from and what was made of it; `helpful`: how many
    people found it of use; `deleted_at` 0.0 unless it lies in the bin."""

    id: str
    case: Case
    author: str
    author_name: str
    state: CaseState = CaseState.DRAFT
    version: int = 1
    created_at: float = 0.0
    updated_at: float = 0.0
    review_on: date | None = None
    confirmed_by: str = ""
    attempt: str = ""
    scenario: str = ""
    best_attempt: str = ""
    helpful: int = 0
    deleted_at: float = 0.0
