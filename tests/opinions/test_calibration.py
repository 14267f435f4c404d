"""Supervisors find out how far the model is to be trusted, without having seen what it said."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from tests.conftest import House
from tests.opinions.conftest import LINES, called
from trainer.attempt import ModelUse
from trainer.errors import InvalidInput, NotAllowed, NotFound
from trainer.opinion import LEAST_PAIRS, LEVELS, CriterionOpinion, Opinion
from trainer.opinions.calibration import Calibration, weighted_kappa
from trainer.opinions.files import judge_rubric
from trainer.person import Person, Role
from trainer.store.sqlite_opinions import SqliteOpinions

SV = Person(id="sv", name="高木", role=Role.SUPERVISOR)
RATINGS = st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), min_size=1, max_size=40)


@given(RATINGS)
def test_kappa_is_the_one_everybody_computes(pairs: list[tuple[int, int]]) -> None:
    one, other = zip(*pairs, strict=True)
    ours = weighted_kappa(one, other)
    if len(set(one + other)) == 1:
        assert ours is None  # nobody ever used a second level
    else:
        theirs = cohen_kappa_score(one, other, labels=list(LEVELS), weights="quadratic")
        assert ours == pytest.approx(theirs)


@pytest.fixture
def calibration(house: House) -> Calibration:
    return Calibration(SqliteOpinions(house.store.file), house.store, lambda: "judge-1", house.clock)


def opine(c: Calibration, attempt: str, level: int, rule: int | None = 2, model: str = "judge-1") -> None:
    view = CriterionOpinion(id="empathy", title="共感", level=level, claimed=level, rule=rule)
    c.store.add_opinion(
        Opinion(
            attempt=attempt,
            rubric="v",
            digest=judge_rubric().digest,
            at=1.0,
            criteria=(view,),
            use=ModelUse(model=model),
        )
    )


def rated(c: Calibration, house: House, pairs: Sequence[tuple[int, int]]) -> None:
    """Calls with a level of the model and one of a supervisor each."""
    for model, person in pairs:
        attempt = called(house, LINES[0])
        opine(c, attempt, model)
        c.give(SV, attempt, "empathy", person)


def test_a_criterion_counts_from_a_kappa_of_six_tenths(house: House, calibration: Calibration) -> None:
    close = [(1, 1), (2, 2), (3, 3), (4, 4), (2, 3)] * (LEAST_PAIRS // 5)
    rated(calibration, house, close)
    found = {a.criterion: a for a in calibration.with_people()}
    assert found["empathy"].pairs == LEAST_PAIRS and found["empathy"].counts
    assert found["apology"].kappa is None and not found["apology"].counts


def test_disagreement_and_few_pairs_do_not_count(house: House, calibration: Calibration) -> None:
    rated(calibration, house, [(level, level) for level in LEVELS])
    few = next(a for a in calibration.with_people() if a.criterion == "empathy")
    assert few.pairs == len(LEVELS) and few.kappa is None
    dice = random.Random(3)
    rated(calibration, house, [(dice.choice(LEVELS), dice.choice(LEVELS)) for _ in range(LEAST_PAIRS)])
    many = next(a for a in calibration.with_people() if a.criterion == "empathy")
    assert many.kappa is not None and not many.counts


def test_another_model_is_calibrated_anew(house: House, calibration: Calibration) -> None:
    attempt = called(house, LINES[0])
    opine(calibration, attempt, 3, model="another")
    calibration.give(SV, attempt, "empathy", 3)
    assert all(a.pairs == 0 for a in calibration.with_people())


def test_the_rules_are_compared_where_they_had_a_score(house: House, calibration: Calibration) -> None:
    for rule in (1, None, 4):
        opine(calibration, called(house, LINES[0]), 3, rule)
    assert next(a for a in calibration.with_rules() if a.criterion == "empathy").pairs == 2


def test_a_supervisor_is_asked_about_each_call_once(house: House, calibration: Calibration) -> None:
    attempt = called(house, *LINES)
    opine(calibration, attempt, 3)
    question = calibration.next_question(SV)
    assert question is not None and question.criterion == "empathy"
    assert [e.text for e in question.attempt.operator] == list(LINES)
    calibration.give(SV, attempt, "empathy", 2)
    assert calibration.next_question(SV) is None
    assert calibration.next_question(SV.model_copy(update={"id": "sv2"})) is not None


def test_trainees_and_wrong_levels_are_refused(house: House, calibration: Calibration) -> None:
    attempt = called(house, LINES[0])
    with pytest.raises(NotAllowed):
        calibration.next_question(house.trainee)
    with pytest.raises(NotAllowed):
        calibration.give(house.trainee, attempt, "empathy", 3)
    for criterion, level in (("empathy", 5), ("empathy", 0), ("beauty", 3)):
        with pytest.raises(InvalidInput):
            calibration.give(SV, attempt, criterion, level)
    with pytest.raises(NotFound):
        calibration.give(SV, "nobody's", "empathy", 3)
