"""What every store of study meetings and shared calls must do. A new back end adds itself to `stores`."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.store.case_samples import record
from trainer.attempt import Ended, Outcome, Started
from trainer.meeting import Answer, Choice, Item, Meeting, Place, Practised
from trainer.store import Store
from trainer.store.case_store import CaseStore
from trainer.store.sqlite import SqliteStore
from trainer.store.sqlite_cases import SqliteCases
from trainer.store.sqlite_study import SqliteLoop, SqliteMeetings
from trainer.store.study_store import LoopStore, MeetingStore

MEETING = Meeting(
    id="K7M2PX",
    title="12月の勉強会",
    facilitator="sv",
    facilitator_name="高木",
    items=(Item(case="c1", version=2, stops=(1, 4)), Item(case="c2", version=1)),
    created_at=100.0,
)
FIRST = Place(0, 1)


class Stores(NamedTuple):
    meetings: MeetingStore
    loop: LoopStore
    attempts: Store
    cases: CaseStore


def _sqlite(folder: Path) -> Stores:
    store = SqliteStore(folder / "trainer.db")
    return Stores(SqliteMeetings(store.file), SqliteLoop(store.file), store, SqliteCases(store.file))


@pytest.fixture(params=[_sqlite], ids=["sqlite"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Stores:
    make: Callable[[Path], Stores] = request.param
    return make(tmp_path)


@pytest.fixture
def meetings(stores: Stores) -> MeetingStore:
    assert stores.meetings.add(MEETING)
    return stores.meetings


def answer(person: str, words: str = "はい", *, sent: bool = True, place: Place = FIRST) -> Answer:
    return Answer(
        id=f"id-{person}",
        meeting=MEETING.id,
        item=place.item,
        stop=place.stop,
        person=person,
        name=person,
        choice=Choice.CARRY_ON if sent else None,
        words=words,
        sent=sent,
        at=1.0,
    )


def test_a_meeting_comes_back_as_it_was_and_its_code_is_taken_once(meetings: MeetingStore) -> None:
    assert meetings.meeting(MEETING.id) == MEETING
    assert not meetings.add(MEETING.model_copy(update={"title": "別の会"}))
    kept = meetings.meeting(MEETING.id)
    assert kept is not None and kept.title == MEETING.title
    assert meetings.meeting("unknown") is None


def test_of_many_windows_that_go_on_at_once_one_does(meetings: MeetingStore) -> None:
    with ThreadPoolExecutor(8) as windows:
        moved = list(windows.map(lambda _: meetings.move(MEETING.id, 0, 1), range(8)))
    assert moved.count(True) == 1
    kept = meetings.meeting(MEETING.id)
    assert kept is not None and kept.place == 1


def test_what_has_ended_neither_moves_nor_takes_answers_nor_ends_again(meetings: MeetingStore) -> None:
    meetings.end(MEETING.id, 200.0)
    meetings.end(MEETING.id, 300.0)
    assert not meetings.move(MEETING.id, 0, 1) and not meetings.put(answer("a"), 0)
    kept = meetings.meeting(MEETING.id)
    assert kept is not None and (kept.place, kept.ended_at) == (0, 200.0)


def test_an_answer_takes_the_place_of_the_earlier_one_and_stays_handed_in(meetings: MeetingStore) -> None:
    assert meetings.put(answer("a", "書きか", sent=False), 0)
    assert meetings.answers(MEETING.id, FIRST) == []
    assert meetings.put(answer("a", "書き終えた"), 0) and meetings.put(answer("a", "直した", sent=False), 0)
    (kept,) = meetings.answers(MEETING.id, FIRST)
    assert (kept.words, kept.sent) == ("直した", True)
    assert meetings.answer(MEETING.id, FIRST, "a") == kept
    assert meetings.answer(MEETING.id, FIRST, "b") is None


def test_an_answer_that_comes_after_the_closing_is_not_kept(meetings: MeetingStore) -> None:
    meetings.move(MEETING.id, 0, 1)
    assert not meetings.put(answer("a"), 0)
    assert meetings.answers(MEETING.id, FIRST) == []


def test_the_pulse_counts_who_is_there_and_what_was_handed_in(meetings: MeetingStore) -> None:
    for name, at in (("a", 100.0), ("b", 10.0), ("c", 100.0), ("c", 0.0)):
        meetings.seen(MEETING.id, name, name, at)
    meetings.put(answer("a"), 0)
    meetings.put(answer("b", sent=False), 0)
    assert meetings.pulse(MEETING.id, FIRST, since=50.0) == (0, False, 1, 1)
    assert meetings.pulse(MEETING.id, Place(0, 4), since=0.0) == (0, False, 0, 3)
    assert meetings.present(MEETING.id, 50.0) == ["a"]
    assert meetings.attended(MEETING.id, "c") and not meetings.attended(MEETING.id, "d")
    assert meetings.pulse("unknown", FIRST, 0.0) is None


def test_everybody_finds_the_meetings_they_led_or_joined(meetings: MeetingStore) -> None:
    meetings.add(MEETING.model_copy(update={"id": "LATER2", "created_at": 200.0}))
    meetings.seen(MEETING.id, "a", "佐藤", 100.0)
    assert [m.id for m in meetings.meetings_of("sv")] == ["LATER2", MEETING.id]
    assert [m.id for m in meetings.meetings_of("a")] == [MEETING.id]
    assert meetings.meetings_of("nobody") == []


def test_deleting_takes_everything_along(meetings: MeetingStore) -> None:
    meetings.seen(MEETING.id, "a", "佐藤", 100.0)
    meetings.put(answer("a"), 0)
    meetings.save_lesson(MEETING.id, 0, "学び")
    meetings.delete(MEETING.id)
    assert meetings.meeting(MEETING.id) is None and meetings.answers(MEETING.id, FIRST) == []
    assert not meetings.attended(MEETING.id, "a") and meetings.lesson(MEETING.id, 0) == ""


def test_the_lesson_of_a_case_is_the_newest(meetings: MeetingStore) -> None:
    for words in ("一つ", "二つ"):
        meetings.save_lesson(MEETING.id, 1, words)
    assert meetings.lesson(MEETING.id, 1) == "二つ" and meetings.lesson(MEETING.id, 0) == ""


def call(
    stores: Stores,
    name: str,
    total: float | None,
    at: float = 1.0,
    *,
    branch: str = "",
    stopped: bool = False,
) -> None:
    outcome = Outcome.STOPPED if stopped else Outcome.CLOSED
    started = Started(
        key="start", at=at, attempt=name, trainee=f"t-{name}", scenario="s1", seed=1, branch_of=branch
    )
    stores.attempts.append(name, 0, [started, Ended(key="end", at=at, outcome=outcome)])
    stores.attempts.save_result(name, total, "{}")


def test_practice_is_counted_without_branches_and_calls_that_were_left(stores: Stores) -> None:
    assert stores.loop.practised("s1") == Practised(0, None)
    call(stores, "a", 60.0)
    call(stores, "b", 80.5)
    call(stores, "c", None)
    call(stores, "branch", 99.0, branch="a")
    call(stores, "left", 98.0, stopped=True)
    assert stores.loop.practised("s1") == Practised(2, 80.5)
    assert stores.loop.practised("other") == Practised(0, None)


def test_of_the_shared_calls_the_best_is_found_until_it_is_taken_back(stores: Stores) -> None:
    call(stores, "a", 60.0, at=1.0)
    call(stores, "b", 90.0, at=3.0)
    call(stores, "c", 90.0, at=2.0)
    assert stores.loop.best_shared("s1") is None
    for name in ("a", "b", "c"):
        stores.loop.share(name, f"t-{name}", "佐藤", named=False)
    best = stores.loop.best_shared("s1")
    assert best is not None and (best.attempt, best.total, best.named) == ("c", 90.0, False)
    stores.loop.unshare("c")
    again = stores.loop.best_shared("s1")
    assert again is not None and again.attempt == "b"
    assert stores.loop.shared("c") is None and stores.loop.shared("a") is not None


def test_the_cases_behind_a_scenario_are_found_unless_they_lie_in_the_bin(stores: Stores) -> None:
    for name in ("c1", "c2", "c3"):
        stores.cases.save(record(name))
    stores.cases.link("c1", scenario="s1")
    stores.cases.link("c2", scenario="s1")
    stores.cases.save(record("c2", version=2).model_copy(update={"deleted_at": 5.0}))
    assert stores.loop.cases_of("s1") == ["c1"]
    assert stores.loop.cases_of("") == []
