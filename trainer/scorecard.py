"""Words for judging: rubric, findings with evidence, scores, and the scorecard."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Literal

from pydantic import Field

from trainer.dialogue import DialogueAct, Frozen, Seat
from trainer.escalation import EscalationVerdict


class DimensionId(StrEnum):
    FIRST_VOICE = "first_voice"  # A 最初の印象/引き受け
    LISTENING = "listening"  # B 傾聴
    EMPATHY = "empathy"  # C 共感
    APOLOGY = "apology"  # D 謝罪
    COURTESY = "courtesy"  # E 言葉遣い
    SOLUTION = "solution"  # F 説明・解決
    ESCALATION = "escalation"  # G エスカレーション判断
    CLOSING = "closing"  # H 終話・フォロー


class Evidence(Frozen):
    """Words that were really said by the trainee: utterance `turn`, [start, end) of its text."""

    turn: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int
    quote: str = Field(min_length=1)


class Finding(Frozen):
    """One remark. `missed` marks something not said: `turn` is where it was due, evidence is
    the utterance said instead. `weight`: points it moves, for choosing what to show first."""

    kind: Literal["good", "missed", "fault"]
    criterion: str
    title: str
    why: str
    better: str = ""
    source: str = ""
    weight: float = 0.0
    turn: int | None = None
    evidence: Evidence | None = None


def cut(words: str, findings: Sequence[Finding]) -> list[tuple[str, tuple[Finding, ...]]]:
    """An utterance in pieces, each with the findings whose evidence covers it. Every finding counts
    as evidence here; which ones are marked is for the caller to choose."""
    spans = [(f.evidence.start, min(f.evidence.end, len(words)), f) for f in findings if f.evidence]
    edges = sorted({0, len(words), *(min(s, len(words)) for s, _, _ in spans), *(e for _, e, _ in spans)})
    return [
        (words[start:end], tuple(f for s, e, f in spans if s <= start and end <= e))
        for start, end in zip(edges, edges[1:], strict=False)
    ]


class CriterionScore(Frozen):
    """`quality` 0–1, or None when it could not be judged (`unscored` says why)."""

    id: str
    title: str
    weight: float
    quality: float | None
    unscored: str | None = None
    detail: str = ""


class Score(Frozen):
    """One dimension. `points` 0–`max`, or None with a reason in `unscored`."""

    id: DimensionId
    title: str
    points: float | None
    max: float
    unscored: str | None = None
    criteria: tuple[CriterionScore, ...] = ()
    findings: tuple[Finding, ...] = ()


class Penalty(Frozen):
    """Points taken off the total (negative), or a ceiling put on it."""

    title: str
    points: float = 0.0
    cap: float | None = None
    finding: Finding


class Scorecard(Frozen):
    """The sheet (評価シート). `total` 0–100, None when the attempt is not scored."""

    scenario: str
    rubric: str
    total: float | None
    unscored: str | None = None
    stars: int = Field(default=0, ge=0, le=3)
    dimensions: tuple[Score, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    escalation: EscalationVerdict | None = None
    strength: Finding | None = None
    changes: tuple[Finding, ...] = ()

    def dimension(self, dimension: DimensionId) -> Score:
        return next(d for d in self.dimensions if d.id is dimension)


class CriterionRule(Frozen):
    """Weight of one criterion within its dimension, per seat, and the source it rests on."""

    title: str
    weight: float = Field(ge=0)
    source: str
    levels: tuple[str, ...] = ()


class DimensionRule(Frozen):
    title: str
    points: dict[Seat, float]
    criteria: dict[str, CriterionRule]


class AdviceRule(Frozen):
    """Text of a remark. `better` is shown where the scenario's model call has no sentence that does one of
    `acts`."""

    title: str
    why: str
    better: str
    acts: tuple[DialogueAct, ...] = ()
    source: str = ""


class Rubric(Frozen):
    """Weights, levels and remarks (scenarios/rubric.yaml); attempts keep the one they were run with."""

    version: str
    dimensions: dict[DimensionId, DimensionRule]
    penalties: dict[str, float]
    penalty_floor: float = Field(le=0)
    caps: dict[str, float]
    advice: dict[str, AdviceRule]
    pass_mark: float = Field(ge=0, le=100)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the canonical JSON."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()
