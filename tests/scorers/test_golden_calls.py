"""Golden calls: strong above mixed above poor in every scenario."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from trainer import call
from trainer.files import Library
from trainer.scorers import score
from trainer.script import Step

LIBRARY = Library()


def total(scenario: str, steps: Sequence[Step]) -> float:
    cast = LIBRARY.cast(scenario)
    found = score(cast, call.replay(cast, steps), LIBRARY.rubric).total
    assert found is not None
    return found


@pytest.mark.parametrize("scenario", sorted(LIBRARY.scenarios))
def test_strong_ranks_above_mixed_above_poor(scenario: str) -> None:
    golden = LIBRARY.golden(scenario)
    assert golden is not None
    strong, mixed, poor = (total(scenario, steps) for steps in (golden.strong, golden.mixed, golden.poor))
    assert strong >= 75 and poor < 40, (strong, mixed, poor)
    assert strong >= mixed + 8 and mixed >= poor + 8, (strong, mixed, poor)
