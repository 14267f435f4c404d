"""What every store of second opinions must do. A new back end adds itself to `shelf` and passes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.attempt import ModelUse, Started
from trainer.opinion import CriterionOpinion, Opinion, PersonsLevel
from trainer.scorecard import Evidence
from trainer.store.opinion_store import OpinionStore
from trainer.store.sqlite import SqliteStore
from trainer.store.sqlite_opinions import SqliteOpinions


def _sqlite(path: Path) -> OpinionStore:
    store = SqliteStore(path)
    for attempt in ("a1", "a2"):
        started = Started(key="start", at=1.0, attempt=attempt, trainee="t", scenario="s", seed=1)
        if not store.events(attempt):
            store.append(attempt, 0, [started])
    return SqliteOpinions(store.file)


MAKERS: dict[str, Callable[[Path], OpinionStore]] = {"sqlite": _sqlite}


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], OpinionStore]:
    """Opens the store; a second time it is the same one after a restart."""
    return lambda: MAKERS[request.param](tmp_path / "store.db")


def opinion(attempt: str = "a1", level: int = 3, digest: str = "d", model: str = "m") -> Opinion:
    proof = Evidence(turn=1, start=0, end=4, quote="ご不安な")
    view = CriterionOpinion(id="empathy", title="共感", level=level, evidence=(proof,), reason="具体的")
    return Opinion(
        attempt=attempt,
        rubric="v",
        digest=digest,
        at=2.0,
        criteria=(view,),
        use=ModelUse(model=model, yen=1.5),
    )


def given(person: str = "sv", level: int = 2, digest: str = "d") -> PersonsLevel:
    return PersonsLevel(attempt="a1", criterion="empathy", digest=digest, person=person, level=level, at=3.0)


def test_the_last_opinion_comes_back_as_it_was_also_after_a_restart(make: Callable[[], OpinionStore]) -> None:
    shelf = make()
    for level in (2, 4):
        shelf.add_opinion(opinion(level=level))
    assert shelf.newest_opinion("a1", "d") == opinion(level=4)
    assert make().newest_opinion("a1", "d") == opinion(level=4)


def test_other_calls_and_other_rubrics_have_none(make: Callable[[], OpinionStore]) -> None:
    shelf = make()
    shelf.add_opinion(opinion())
    assert shelf.newest_opinion("a2", "d") is None and shelf.newest_opinion("a1", "another") is None


def test_for_calibration_each_call_counts_once_and_only_this_model_s(
    make: Callable[[], OpinionStore],
) -> None:
    shelf = make()
    for one in (opinion(level=1), opinion("a2"), opinion(level=4), opinion(model="x"), opinion(digest="e")):
        shelf.add_opinion(one)
    assert shelf.newest_opinions("d", "m") == [opinion(level=4), opinion("a2")]


def test_a_person_s_level_is_replaced_by_their_next_one(make: Callable[[], OpinionStore]) -> None:
    shelf = make()
    for one in (given(), given(level=4), given("sv2"), given(digest="e")):
        shelf.save_level(one)
    assert sorted(v.level for v in shelf.levels("d")) == [2, 4]
    assert {(v.person, v.level) for v in make().levels("d")} == {("sv", 4), ("sv2", 2)}


def test_use_is_summed_up_from_a_moment_on(make: Callable[[], OpinionStore]) -> None:
    shelf = make()
    assert shelf.booked(0.0) == (0, 0, 0.0)
    for at in (10.0, 20.0, 30.0):
        shelf.book("opinion", at, ModelUse(model="m", tokens_in=100, tokens_out=7, yen=0.25))
    assert shelf.booked(20.0) == (200, 14, 0.5)
