"""What a few words of an operator come to."""

from __future__ import annotations

from trainer import call
from trainer.files import Library
from trainer.scorecard import Finding, Scorecard
from trainer.scorers import score
from trainer.script import Step

LIBRARY = Library()


def card(scenario: str, *said: str | Step) -> Scorecard:
    """The sheet of a call of these utterances and steps, ended by the operator."""
    cast = LIBRARY.cast(scenario)
    steps = [Step(say=s) if isinstance(s, str) else s for s in said]
    return score(cast, call.replay(cast, [*steps, Step(end=True)]), LIBRARY.rubric)


def quality(scenario: str, criterion: str, *said: str | Step) -> float | None:
    criteria = [c for d in card(scenario, *said).dimensions for c in d.criteria]
    return next(c.quality for c in criteria if c.id == criterion)


def findings(scenario: str, criterion: str, *said: str | Step) -> list[Finding]:
    found = [f for d in card(scenario, *said).dimensions for f in d.findings]
    return [f for f in found if f.criterion == criterion and f.kind != "good"]
