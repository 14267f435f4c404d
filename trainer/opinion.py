"""Words for the second opinion: the judge's rubric, what a model thought of a call, what people think."""

from __future__ import annotations

import hashlib
from typing import Literal

from pydantic import Field

from trainer.attempt import ModelUse
from trainer.dialogue import Frozen
from trainer.scorecard import DimensionId, Evidence

LEVELS = (1, 2, 3, 4)
PROOF_FROM = 3
"""Levels from here on need words that were really said; without them the level is PROOF_FROM - 1."""

COUNTS_FROM = 0.6
"""Quadratic weighted kappa from which a model's levels may be taken for a supervisor's."""

LEAST_PAIRS = 20
"""Pairs of levels below which a kappa says nothing."""

Answer = Literal["はい", "いいえ", "該当場面なし"]


class JudgeCriterion(Frozen):
    """What one question to the judge is about. `levels`: what 1, 2, 3, 4 mean; `checks`: letter →
    question. `dimension` (and `criterion` of it): which of the rules' scores it stands beside.
    `handed_over`: only judged when the call was."""

    title: str
    about: str
    levels: tuple[str, str, str, str]
    examples: tuple[str, ...] = ()
    checks: dict[str, str] = Field(min_length=2, max_length=6)
    dimension: DimensionId
    criterion: str = ""
    handed_over: bool = False


class JudgeRubric(Frozen):
    """Everything that the judge is told. It is locked: another text is another `version`."""

    version: str
    instruction: str
    criteria: dict[str, JudgeCriterion]

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the canonical JSON."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class Checked(Frozen):
    question: str
    answer: Answer


class CriterionOpinion(Frozen):
    """The model's view of one criterion. `level` 1–4, or None with the reason in `unscored`; `claimed`
    is what the model said before code looked for its proof. `evidence` was found in the trainee's own
    words; `dropped` quotes were not. `rule`: the level that the rules' score comes to, None where
    they left it unscored."""

    id: str
    title: str
    level: int | None = Field(default=None, ge=1, le=4)
    claimed: int | None = None
    rule: int | None = Field(default=None, ge=1, le=4)
    unscored: str = ""
    checks: tuple[Checked, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    dropped: int = 0
    reason: str = ""

    @property
    def differs(self) -> int:
        """Levels by which the model is above the rules; 0 when one of the two has none."""
        return 0 if self.level is None or self.rule is None else self.level - self.rule


class Opinion(Frozen):
    """A second opinion on one call. `rubric` and `digest`: version and hash of what the judge was told."""

    attempt: str
    rubric: str
    digest: str
    at: float
    criteria: tuple[CriterionOpinion, ...]
    use: ModelUse


class PersonsLevel(Frozen):
    """The level that a supervisor gives a call in one criterion, without having seen the model's."""

    attempt: str
    criterion: str
    digest: str
    person: str
    level: int = Field(ge=1, le=4)
    at: float


class Agreement(Frozen):
    """How well the model's levels agree with others on one criterion: quadratic weighted kappa over
    `pairs`, None while there are too few or they never differ."""

    criterion: str
    title: str
    pairs: int
    kappa: float | None

    @property
    def counts(self) -> bool:
        return self.kappa is not None and self.kappa >= COUNTS_FROM


def level_of(quality: float) -> int:
    """Quality 0–1 as a level 1–4: the nearest point of HDI's scale x = 1 + 3·quality."""
    return 1 + sum(quality >= bound for bound in (1 / 6, 1 / 2, 5 / 6))
