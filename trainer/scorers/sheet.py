"""What every scorer works on: the call as it may be credited, and helpers to write findings.

A sentence said again word for word earns nothing the second time, and words addressed to the
machine earn nothing at all; their faults still count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from trainer.attempt import Attempt, CustomerSaid, HoldStarted, OperatorSaid
from trainer.customers.anger.temper import same_words
from trainer.customers.requests.waiting import HOLD_BARE
from trainer.dialogue import NEGATIVE, ActSpan, DialogueAct, Reading, Seat, Signal, Span
from trainer.scenario import Cast, Scenario
from trainer.scorecard import CriterionScore, DimensionId, Evidence, Finding, Rubric, Score
from trainer.scorers.model_words import said_here

SOUND_UTTERANCES = 3
"""Different utterances from which wording can be judged in full."""


@dataclass(frozen=True)
class Turn:
    """One operator utterance with what it may be credited for, and the customer lines around it."""

    said: OperatorSaid
    reading: Reading
    before: CustomerSaid

    @property
    def number(self) -> int:
        return self.said.turn

    @property
    def text(self) -> str:
        return self.said.text


@dataclass(frozen=True)
class Sheet:
    """One ended (or broken-off) call under judgement."""

    cast: Cast
    attempt: Attempt
    rubric: Rubric

    @property
    def scenario(self) -> Scenario:
        return self.cast.scenario

    @property
    def seat(self) -> Seat:
        return self.scenario.seat

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        turns: list[Turn] = []
        before: CustomerSaid | None = None
        for event in self.attempt.events:
            if isinstance(event, CustomerSaid):
                before = event
            elif isinstance(event, OperatorSaid) and before is not None:
                repeated = same_words(event.text, [t.text for t in turns])
                odd = event.reading.signalled(Signal.TO_MACHINE, Signal.UNREADABLE)
                reading = _faults_only(event.reading) if repeated or odd else event.reading
                turns.append(Turn(event, reading, before))
        return tuple(turns)

    @cached_property
    def given_back(self) -> frozenset[str]:
        """Facts that the trainee has given back rightly."""
        return frozenset(e.fact for t in self.turns for e in t.reading.echoes if e.right)

    @cached_property
    def bare_holds(self) -> tuple[Turn | None, ...]:
        """The turn before each hold that came without a word; None before the first turn."""
        found: list[Turn | None] = []
        so_far, before = 0, 0
        for event in self.attempt.events:
            if isinstance(event, OperatorSaid):
                so_far = event.turn
            elif isinstance(event, HoldStarted):
                before = so_far
            elif isinstance(event, CustomerSaid) and any(c.what == HOLD_BARE for c in event.mood.causes):
                found.append(next((t for t in self.turns if t.number == before), None))
        return tuple(found)

    @cached_property
    def repeated(self) -> int:
        """Utterances that only repeat earlier ones, or the bare same backchannel over and over."""
        texts: list[str] = []
        count = 0
        for turn in self.turns:
            count += same_words(turn.text, texts) or turn.text in texts
            texts.append(turn.text)
        return count

    def spans(self, *acts: DialogueAct) -> Iterator[tuple[Turn, ActSpan]]:
        """Credited acts in the order they were said."""
        for turn in self.turns:
            for span in turn.reading.of(*acts):
                yield turn, span

    def having(self, *acts: DialogueAct) -> list[Turn]:
        return [t for t in self.turns if t.reading.has(*acts)]


def _faults_only(reading: Reading) -> Reading:
    return Reading(
        acts=reading.of(*NEGATIVE),
        courtesy=reading.courtesy,
        signals=reading.signals,
        echoes=tuple(e for e in reading.echoes if not e.right),
    )


def evidence(turn: Turn, span: Span | None = None) -> Evidence:
    """The quoted words; the whole utterance when no span is given."""
    start, end = (span.start, span.end) if span else (0, len(turn.text))
    return Evidence(turn=turn.number, start=start, end=end, quote=turn.text[start:end])


@dataclass
class Dimension:
    """Collects criteria and findings of one dimension, then sums them up."""

    sheet: Sheet
    id: DimensionId
    criteria: list[CriterionScore] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def max(self) -> float:
        return self.sheet.rubric.dimensions[self.id].points[self.sheet.seat]

    def judge(self, criterion: str, quality: float | None, detail: str = "", unscored: str = "") -> None:
        """Sets the quality (0–1) of a criterion; None with a reason when it cannot be judged."""
        rule = self.sheet.rubric.dimensions[self.id].criteria[criterion]
        kept = None if quality is None else round(max(0.0, min(1.0, quality)), 4)
        self.criteria.append(
            CriterionScore(
                id=criterion,
                title=rule.title,
                weight=rule.weight,
                quality=kept,
                unscored=unscored or None,
                detail=detail,
            )
        )

    def require(self, criterion: str, met: object, turn: Turn) -> None:
        """All or nothing: full quality when `met` is true, otherwise none and the advice of the same name at
        `turn`, where it would have been due."""
        self.judge(criterion, 1.0 if met else 0.0)
        if not met:
            self.missed(criterion, criterion, turn)

    def good(self, criterion: str, turn: Turn, span: Span | None = None, why: str = "") -> None:
        """Something done well, at its words; `why` in place of the usual sentence."""
        rule = self.sheet.rubric.dimensions[self.id].criteria[criterion]
        self.findings.append(
            Finding(
                kind="good",
                criterion=criterion,
                title=rule.title,
                why=why or f"{rule.title}、ができています。",
                source=rule.source,
                weight=rule.weight,
                turn=turn.number,
                evidence=evidence(turn, span),
            )
        )

    def fault(
        self, criterion: str, advice: str, turn: Turn, span: Span | None = None, better: str = ""
    ) -> None:
        """Something said that should not be; `advice` names the rubric's words, `better` replaces its
        wording."""
        self._remark("fault", criterion, advice, turn, span, better)

    def missed(self, criterion: str, advice: str, turn: Turn | None, better: str = "") -> None:
        """Something that was not said; `turn` is where it would have been due."""
        self._remark("missed", criterion, advice, turn, None, better)

    def _remark(
        self, kind: str, criterion: str, advice: str, turn: Turn | None, span: Span | None, better: str
    ) -> None:
        rule = self.sheet.rubric.dimensions[self.id].criteria[criterion]
        text = self.sheet.rubric.advice.get(advice)
        if text is None:  # a call keeps the rubric it was begun with, which may be older than the advice
            return
        here = said_here(self.sheet.scenario, text.acts, turn.number if turn else 1, self.sheet.given_back)
        self.findings.append(
            Finding.model_validate(
                {
                    "kind": kind,
                    "criterion": criterion,
                    "title": text.title,
                    "why": text.why,
                    "better": better or here or text.better,
                    "source": text.source or rule.source,
                    "turn": turn.number if turn else None,
                    "evidence": evidence(turn, span) if turn else None,
                }
            )
        )

    def score(self) -> Score:
        """Points: the weighted mean of the criteria that could be judged, times the maximum."""
        judged = [c for c in self.criteria if c.quality is not None]
        title = self.sheet.rubric.dimensions[self.id].title
        if not judged:
            reason = (
                next((c.unscored for c in self.criteria if c.unscored), None) or "判断できる発話がありません"
            )
            return Score(id=self.id, title=title, points=None, max=self.max, unscored=reason)
        total = sum(c.weight for c in judged)
        points = self.max * sum(c.weight * (c.quality or 0.0) for c in judged) / total
        return Score(
            id=self.id,
            title=title,
            points=round(points, 2),
            max=self.max,
            criteria=tuple(self.criteria),
            findings=tuple(self._weighed(total)),
        )

    def _weighed(self, total: float) -> Iterator[Finding]:
        """Findings with the points that hang on them, so that the dearest can be shown first."""
        by_id = {c.id: c for c in self.criteria}
        for finding in self.findings:
            criterion = by_id[finding.criterion]
            quality = criterion.quality or 0.0
            share = quality if finding.kind == "good" else 1 - quality
            yield finding.model_copy(update={"weight": round(self.max * criterion.weight * share / total, 3)})


def ramp(x: float, points: Sequence[tuple[float, float]]) -> float:
    """Piecewise linear through `points` (x ascending), flat outside."""
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]
