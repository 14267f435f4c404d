"""A call that is handed over before anything was said to the caller is judged like any other."""

from __future__ import annotations

import pytest

from tests.scorers.judging import LIBRARY
from trainer import call
from trainer.escalation import Direction, Escalate
from trainer.scorers import score
from trainer.script import Step


@pytest.mark.parametrize("scenario", sorted(LIBRARY.scenarios))
def test_handed_over_without_a_word(scenario: str) -> None:
    cast = LIBRARY.cast(scenario)
    silent = Step(escalate=Escalate(direction=Direction.VERTICAL, team="責任者", words=""))
    sheet = score(cast, call.replay(cast, [silent]), LIBRARY.rubric)
    assert sheet.total is not None and sheet.total < 35
