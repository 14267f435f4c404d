"""Judgements by playing: the model call has to be exemplary, the golden calls have to rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from trainer import call
from trainer.attempt import OUTCOME_LABELS, Attempt, Outcome
from trainer.checking.subject import Subject
from trainer.dialogue import Seat
from trainer.errors import Problem
from trainer.scenario import Scenario
from trainer.scorecard import Scorecard
from trainer.scorers import score
from trainer.script import Step

GOOD_CALL = 85.0
"""A model call has to score at least this much."""

APART = 8.0
"""Points that golden calls of neighbouring quality have to be apart."""

KINDS = {"strong": "よい応対", "mixed": "まずまずの応対", "poor": "まずい応対"}


def model_call(subject: Subject) -> Iterator[Problem]:
    """It comes to a good end, and scores well."""
    problem = partial(subject.problem, "model_call")
    attempt, card = _played(subject, subject.scenario.model_call)
    if not attempt.ended:
        yield problem("模範応対が終話まで行っていません", "end か escalate で終えてください")
    elif attempt.ended.outcome not in _good_ends(subject.scenario):
        what = f"模範応対の終わり方が「{OUTCOME_LABELS[attempt.ended.outcome]}」です"
        yield problem(what, "解決して終えるか、引き継いでください")
    if card.total is None or card.total < GOOD_CALL:
        weak = "、".join(
            f"{d.title} {d.points:g}/{d.max:g}"
            for d in card.dimensions
            if d.points is not None and d.points < 0.8 * d.max
        )
        got = "採点できません" if card.total is None else f"{card.total:g}点です"
        what = f"模範応対が{got}({GOOD_CALL:g}点以上が必要。弱い観点: {weak or 'なし'})"
        yield problem(what, "弱い観点の言葉を模範応対に足してください")


def golden_calls(subject: Subject) -> Iterator[Problem]:
    """Strong, mixed and poor have to come out in this order, clearly apart."""
    if subject.golden is None:
        return
    totals = {kind: _played(subject, getattr(subject.golden, kind))[1].total or 0.0 for kind in KINDS}
    for better, worse in pairwise(KINDS):
        if totals[better] < totals[worse] + APART:
            what = (
                f"{KINDS[better]}({totals[better]:g}点)が、{KINDS[worse]}({totals[worse]:g}点)より"
                f"{APART:g}点以上高くなっていません"
            )
            mend = f"golden/{subject.scenario.id}.yaml の {better} か {worse} を見直してください"
            yield subject.problem("", what, mend)


def _played(subject: Subject, steps: Sequence[Step]) -> tuple[Attempt, Scorecard]:
    attempt = call.replay(subject.cast, steps)
    return attempt, score(subject.cast, attempt, subject.rubric)


def _good_ends(scenario: Scenario) -> set[Outcome]:
    """A supervisor who has drawn the line may end an abusive call with the matter open."""
    ends = {Outcome.RESOLVED, Outcome.HANDED_OVER}
    return ends | {Outcome.CLOSED} if scenario.abusive and scenario.seat is Seat.SECOND else ends
