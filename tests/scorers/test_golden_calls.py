"""Golden calls: strong above mixed above poor in every scenario that has them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from trainer import call
from trainer.files import Library
from trainer.scorers import score
from trainer.script import Step

LIBRARY = Library()
GOLDEN = sorted((Path(__file__).resolve().parents[1] / "golden").glob("*.yaml"))


def total(scenario: str, steps: list[dict[str, object]]) -> float:
    cast = LIBRARY.cast(scenario)
    attempt = call.replay(cast, [Step.model_validate(step) for step in steps])
    found = score(cast, attempt, LIBRARY.rubric).total
    assert found is not None
    return found


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_strong_ranks_above_mixed_above_poor(path: Path) -> None:
    calls = yaml.safe_load(path.read_text(encoding="utf-8"))
    strong, mixed, poor = (total(path.stem, calls[kind]) for kind in ("strong", "mixed", "poor"))
    assert strong >= 75 and poor < 40, (strong, mixed, poor)
    assert strong >= mixed + 8 and mixed >= poor + 8, (strong, mixed, poor)
