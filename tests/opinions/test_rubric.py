"""The judge's rubric is locked: whoever changes a word has to change its version, and says so here."""

from __future__ import annotations

from trainer.files import Library
from trainer.opinion import level_of
from trainer.opinions.files import judge_rubric
from trainer.scorers import STARS

LOCKED = {"2026-11-22": "bef5dfb6b7da818046b2ff410922bfbc3f39537565609ab8ded18160b69e2b17"}


def test_the_text_under_this_version_is_the_one_that_was_calibrated() -> None:
    rubric = judge_rubric()
    assert LOCKED[rubric.version] == rubric.digest, "another text needs another version"


def test_every_criterion_stands_beside_a_score_of_the_rules(library: Library) -> None:
    for criterion in judge_rubric().criteria.values():
        rule = library.rubric.dimensions[criterion.dimension]
        assert not criterion.criterion or criterion.criterion in rule.criteria


def test_levels_are_the_points_of_the_stars_scale() -> None:
    edges = sorted(bound / 100 for bound, _ in STARS)
    assert [level_of(edge + 0.01) for edge in edges] == [2, 3, 4]
    assert [level_of(edge - 0.01) for edge in edges] == [1, 2, 3]
    assert (level_of(0.0), level_of(1.0)) == (1, 4)
