"""Words for the case library: a past call worth sharing, and the record kept of it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from trainer.dialogue import Channel, Frozen
from trainer.escalation import Direction, Need, Timing
from trainer.lengths import KEPT, Fits
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


def _text(least: int = 0) -> Any:
    """A text as long as a draft keeps it; how much of it may be shared is told by `Fits`."""
    return Field(min_length=least, max_length=KEPT) if least else Field(default="", max_length=KEPT)


class Moment(Frozen):
    """One step of what happened. `when` as people write it (「3日目 10:20」); `decision`, if given, is
    the question put to a study meeting before the next moment is shown."""

    when: Annotated[str, Fits(60)] = _text()
    who: Party = Party.OTHER
    text: Annotated[str, Fits(4_000)] = _text(least=1)
    decision: Annotated[str, Fits(400)] = _text()


class Effect(StrEnum):
    HELPED = "helped"
    HURT = "hurt"


EFFECT_LABELS = {Effect.HELPED: "効いた言葉", Effect.HURT: "こじれた言葉"}


class Phrase(Frozen):
    """Words that were said and what they did."""

    effect: Effect
    text: Annotated[str, Fits(400)] = _text(least=1)
    why: Annotated[str, Fits(400)] = _text()


class CaseEscalation(Frozen):
    """How the call was handed over: whether it had to be, which way, to whom, when, how well timed."""

    need: Need = Need.OPTIONAL
    direction: Direction | None = None
    to: Annotated[str, Fits(80)] = _text()
    when: Annotated[str, Fits(400)] = _text()
    timing: Timing | None = None


class Case(Frozen):
    """What is told of one past call; text is masked, and fits, before it is shared. A draft keeps more
    than that (`lengths.too_long` tells what)."""

    title: Annotated[str, Fits(120)] = _text()
    industry: Annotated[str, Fits(40)] = _text()
    channel: Channel = Channel.PHONE
    persona: PersonaKind = PersonaKind.EMOTIONAL
    cause: CaseCause = CaseCause.UNKNOWN
    situation: Annotated[str, Fits(2_000)] = _text()
    timeline: Annotated[tuple[Moment, ...], Fits(200)] = Field(default=(), max_length=KEPT)
    escalation: CaseEscalation = CaseEscalation()
    phrases: Annotated[tuple[Phrase, ...], Fits(40)] = Field(default=(), max_length=KEPT)
    outcome: Annotated[str, Fits(2_000)] = _text()
    follow_up: Annotated[str, Fits(2_000)] = _text()
    lesson: Annotated[str, Fits(2_000)] = _text()
    tags: Annotated[tuple[str, ...], Fits(20)] = Field(default=(), max_length=KEPT)
    manual: Annotated[str, Fits(200)] = _text()

    def texts(self) -> tuple[str, ...]:
        """Everything that a person wrote, in reading order: what is searched, and what is masked."""
        told = [t for m in self.timeline for t in (m.when, m.text, m.decision)]
        said = [t for p in self.phrases for t in (p.text, p.why)]
        handed = (self.escalation.to, self.escalation.when)
        parts = (self.title, self.industry, self.situation, *told, *handed, *said)
        rest = (self.outcome, self.follow_up, self.lesson, *self.tags, self.manual)
        return tuple(t for t in (*parts, *rest) if t)


FIELD_LABELS = {
    "title": "題名",
    "industry": "業種",
    "channel": "チャネル",
    "persona": "顧客タイプ",
    "cause": "原因",
    "situation": "状況",
    "timeline": "経過",
    "escalation": "引き継ぎ",
    "phrases": "効いた言葉・こじれた言葉",
    "outcome": "結果",
    "follow_up": "その後の対応",
    "lesson": "教訓",
    "tags": "タグ",
    "manual": "関連マニュアル",
}
"""What the fields of a case are called, in the order in which they are shown."""

_PART_LABELS = {
    **FIELD_LABELS,
    "phrases": "言葉",
    "when": "時",
    "text": "本文",
    "decision": "問い",
    "why": "理由",
    "to": "引き継ぎ先",
}


def field_label(path: str) -> str:
    """A dotted path for people: timeline.0.text → 経過1 本文."""
    parts = path.split(".")
    words = [_PART_LABELS.get(part, part) for part in parts if not part.isdigit()]
    number = next((str(int(part) + 1) for part in parts if part.isdigit()), "")
    return f"{words[0]}{number}" + "".join(f" {word}" for word in words[1:])


class CaseRecord(Frozen):
    """A case as it is kept. `version` counts every save of text or state from 1 (0: not kept yet);
    times in seconds since the epoch, UTC. `confirmed_by` is the name of the person who looked at the
    masking of exactly this text, "" as long as nobody has; such text is shown to nobody but who wrote
    it. `updated_by` is the name of who saved this version and `note` what they said with it (why it
    was sent back or doubted). `attempt`, `scenario`, `best_attempt`: what it was written from, what
    was made of it, and the best call of that; `helpful`: how many people found it of use; `batch`:
    the import it came with; `deleted_at` 0.0 unless it lies in the bin."""

    id: str
    case: Case
    author: str
    author_name: str
    state: CaseState = CaseState.DRAFT
    version: int = Field(default=0, ge=0)
    created_at: float = 0.0
    updated_at: float = 0.0
    updated_by: str = ""
    note: str = Field(default="", max_length=1_000)
    review_on: date | None = None
    confirmed_by: str = ""
    attempt: str = ""
    scenario: str = ""
    best_attempt: str = ""
    helpful: int = 0
    batch: str = ""
    deleted_at: float = 0.0

    def on(self, today: date) -> CaseRecord:
        """As it is to be shown today: published, but past its review date, means 要更新."""
        due = self.state is CaseState.PUBLISHED and self.review_on is not None and self.review_on <= today
        return self.model_copy(update={"state": CaseState.STALE}) if due else self


class CaseVersion(Frozen):
    """One kept version: the text and state after somebody's save, and what they said with it."""

    case_id: str
    version: int
    state: CaseState
    at: float
    by: str
    note: str
    confirmed_by: str
    case: Case


class OwnText(Frozen):
    """A person's unshared text for a case: what they are writing about a case that others read, or
    what was refused because somebody else saved first. `seen`: the version it was written upon."""

    case_id: str
    person: str
    seen: int
    at: float
    case: Case


class Comment(Frozen):
    id: str
    case_id: str
    person: str
    name: str
    at: float
    text: str = Field(min_length=1, max_length=2_000)


class ReadingList(Frozen):
    """Cases for a study meeting, in the order in which they are discussed. Everybody may read it;
    `version` counts its saves from 1 (0: not kept yet)."""

    id: str
    title: str = Field(min_length=1, max_length=80)
    owner: str
    owner_name: str
    created_at: float
    cases: tuple[str, ...] = Field(default=(), max_length=200)
    version: int = Field(default=0, ge=0)


class Batch(Frozen):
    """One import: who brought how many cases when."""

    id: str
    person: str
    at: float
    count: int = 0


class Undone(Frozen):
    """What taking an import back did: `kept` are the cases that somebody has worked on since."""

    removed: int
    kept: tuple[str, ...]
