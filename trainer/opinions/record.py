"""A call as a model is shown it: JSON, one utterance a line, so that no words can pose as another's turn."""

from __future__ import annotations

import json

from trainer.attempt import Attempt
from trainer.dialogue import Speaker, Transcript
from trainer.scenario import Scenario

_WHO = {Speaker.CUSTOMER: "お客様", Speaker.OPERATOR: "担当者"}


def record(scenario: Scenario, transcript: Transcript) -> str:
    """The talk with its turn numbers, behind the first-line call if there was one. It names the people
    only where they do so themselves."""
    overheard = [{"who": f"前の{_WHO[u.speaker]}", "text": u.text} for u in scenario.overheard]
    said = [{"n": u.turn, "who": _WHO[u.speaker], "text": u.text} for u in transcript]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in [*overheard, *said])


def until(attempt: Attempt, turn: int) -> Transcript:
    """What was said before the operator's utterance of this turn."""
    return tuple(u for u in attempt.transcript if u.turn < turn)
