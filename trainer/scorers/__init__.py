"""Judges a call: one scorer per dimension, each point resting on words that were really said."""

from __future__ import annotations

from trainer.attempt import Attempt, Outcome
from trainer.scenario import Cast
from trainer.scorecard import Finding, Penalty, Rubric, Score, Scorecard
from trainer.scorers import (
    apology,
    closing,
    courtesy,
    empathy,
    escalation,
    first_voice,
    listening,
    solution,
)
from trainer.scorers.penalties import penalties
from trainer.scorers.sheet import Sheet

STARS = ((83.3, 3), (50.0, 2), (16.7, 1))
"""HDI's four-point means 3.5, 2.5, 1.5 on the 0–100 scale (x = 1 + 3·score/100)."""

CHANGES = 2
"""Things to change that are shown first: weak performers drown in long feedback."""


def score(cast: Cast, attempt: Attempt, rubric: Rubric) -> Scorecard:
    """The evaluation sheet of a call. A call left without penalty stays unscored."""
    sheet = Sheet(cast, attempt, rubric)
    if attempt.ended and attempt.ended.outcome is Outcome.STOPPED:
        return Scorecard(
            scenario=cast.scenario.id,
            rubric=rubric.version,
            total=None,
            unscored="途中でやめたため採点していません",
        )
    judged_escalation, verdict = escalation.score(sheet)
    dimensions = (
        first_voice.score(sheet),
        listening.score(sheet),
        empathy.score(sheet),
        apology.score(sheet),
        courtesy.score(sheet),
        solution.score(sheet),
        judged_escalation,
        closing.score(sheet),
    )
    taken_off = penalties(sheet)
    total = _total(dimensions, taken_off, rubric)
    return Scorecard(
        scenario=cast.scenario.id,
        rubric=rubric.version,
        total=total,
        stars=next((stars for bound, stars in STARS if total >= bound), 0),
        dimensions=dimensions,
        penalties=tuple(taken_off),
        escalation=verdict,
        strength=_strength(dimensions),
        changes=_changes(dimensions, taken_off),
    )


def _total(dimensions: tuple[Score, ...], taken_off: list[Penalty], rubric: Rubric) -> float:
    """Points over what could be judged, scaled to 100, less the deductions, under the ceilings."""
    judged = [d for d in dimensions if d.points is not None]
    full = sum(d.max for d in judged)
    points = sum(d.points or 0.0 for d in judged) * (100 / full if full else 0)
    points += max(rubric.penalty_floor, sum(p.points for p in taken_off))
    ceiling = min((p.cap for p in taken_off if p.cap is not None), default=100.0)
    return round(max(0.0, min(points, ceiling)), 1)


def _strength(dimensions: tuple[Score, ...]) -> Finding | None:
    good = [f for d in dimensions for f in d.findings if f.kind == "good"]
    return max(good, key=lambda f: f.weight, default=None)


def _changes(dimensions: tuple[Score, ...], taken_off: list[Penalty]) -> tuple[Finding, ...]:
    """The dearest remarks, no two about the same thing or the same words."""
    remarks = [f for d in dimensions for f in d.findings if f.kind != "good"] + [p.finding for p in taken_off]
    chosen: list[Finding] = []
    for finding in sorted(remarks, key=lambda f: -f.weight):
        if finding.weight <= 0 or any(finding.title == c.title for c in chosen):
            continue
        if finding.kind == "fault" and any(
            c.kind == "fault" and c.evidence == finding.evidence for c in chosen
        ):
            continue
        chosen.append(finding)
        if len(chosen) == CHANGES:
            break
    return tuple(chosen)
