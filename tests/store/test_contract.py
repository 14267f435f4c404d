"""What every store must do. A new back end adds itself to `store` and passes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.attempt import Ended, HintTaken, OperatorSaid, Outcome, Started
from trainer.dialogue import Seat
from trainer.errors import Conflict, StoreUnavailable
from trainer.mood import Band
from trainer.person import Person, Role
from trainer.store import Store
from trainer.store.sqlite import SqliteStore


def _sqlite(tmp_path: Path) -> Store:
    return SqliteStore(tmp_path / "store.db")


@pytest.fixture(params=[_sqlite], ids=["sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    make: Callable[[Path], Store] = request.param
    return make(tmp_path)


def started(attempt: str = "a1", trainee: str = "t1", at: float = 1.0) -> Started:
    return Started(key="start", at=at, attempt=attempt, trainee=trainee, scenario="s", seed=1)


def said(turn: int, key: str = "", text: str = "はい。") -> OperatorSaid:
    return OperatorSaid(key=key or f"k{turn}", at=float(turn), turn=turn, text=text)


def test_a_person_comes_back_as_saved_and_can_change_their_name(store: Store) -> None:
    person = Person(id="p", name="山田 花子", seat=Seat.SECOND, role=Role.SUPERVISOR, ceiling=Band.TENSE)
    store.save_person(person)
    assert store.person("p") == person
    store.save_person(person.model_copy(update={"name": "山田"}))
    assert store.person("p") == person.model_copy(update={"name": "山田"})
    assert store.person("nobody") is None


def test_events_come_back_in_order_with_every_character(store: Store) -> None:
    events = [
        started(),
        said(1, text="絵文字😀と\n改行、𠮷野家、ｶﾞｽ"),
        HintTaken(key="h", text="'; DROP TABLE event;--"),
    ]
    store.append("a1", 0, events)
    assert store.events("a1") == events
    assert store.events("a1", after=1) == events[1:] and store.events("a1", after=3) == []
    assert store.events("unknown") == []


def test_the_same_key_is_stored_once(store: Store) -> None:
    store.append("a1", 0, [started()])
    assert store.append("a1", 1, [said(1)])
    assert not store.append("a1", 1, [said(1)])
    assert [e.key for e in store.events("a1")] == ["start", "k1"]


def test_whoever_has_not_seen_the_newest_events_is_told_and_changes_nothing(store: Store) -> None:
    store.append("a1", 0, [started()])
    store.append("a1", 1, [said(1, "tab-a")])
    with pytest.raises(Conflict):
        store.append("a1", 1, [said(1, "tab-b")])
    assert len(store.events("a1")) == 2


def test_fifty_threads_adding_at_once_lose_and_double_nothing(store: Store) -> None:
    store.append("a1", 0, [started()])
    told: list[str] = []

    def add(number: int) -> None:
        for _ in range(500):
            seen = len(store.events("a1"))
            try:
                store.append("a1", seen, [said(seen, f"thread-{number}")])
                return
            except Conflict:
                told.append("again")

    threads = [threading.Thread(target=add, args=(n,)) for n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    keys = [e.key for e in store.events("a1")]
    assert sorted(keys) == sorted(["start", *(f"thread-{n}" for n in range(50))])


def test_lists_show_the_newest_first_with_turns_outcome_and_total(store: Store) -> None:
    store.append("old", 0, [started("old", at=1.0)])
    store.append("new", 0, [started("new", at=2.0), said(1)])
    store.append("new", 2, [Ended(key="end", at=9.0, outcome=Outcome.RESOLVED)])
    store.append("hers", 0, [started("hers", trainee="t2")])
    store.save_result("new", 81.5, "{}")
    rows = store.attempts_of("t1", 10)
    assert [r.id for r in rows] == ["new", "old"]
    assert (rows[0].turns, rows[0].outcome, rows[0].total, rows[0].touched_at) == (1, "resolved", 81.5, 9.0)
    assert (rows[1].outcome, rows[1].total) == ("", None)


def test_results_contents_and_drafts_are_kept(store: Store) -> None:
    store.append("a1", 0, [started()])
    assert store.result("a1") is None and store.kept("d") is None and store.drafts("a1") == {}
    store.save_result("a1", None, '{"total": null}')
    store.save_result("a1", 70.0, '{"total": 70}')
    store.keep("d", "content")
    store.keep("d", "content")
    store.save_draft("a1", "facts", "先週から")
    store.save_draft("a1", "facts", "先週の木曜から")
    assert store.result("a1") == '{"total": 70}'
    assert store.kept("d") == "content"
    assert store.drafts("a1") == {"facts": "先週の木曜から"}


def test_versions_are_added_never_overwritten(store: Store) -> None:
    assert store.save_version("s", 0, "draft", "高木", 1.0, "id: s") == 1
    assert store.save_version("s", 1, "published", "高木", 2.0, "id: s # 2") == 2
    assert store.save_version("s", 2, "draft", "森", 3.0, "id: s # 3") == 3
    assert store.save_version("a", 0, "draft", "森", 4.0, "id: a") == 1
    with pytest.raises(Conflict):
        store.save_version("s", 2, "draft", "森", 5.0, "lost?")
    assert [(v.version, v.state, v.author) for v in store.versions("s")] == [
        (3, "draft", "森"), (2, "published", "高木"), (1, "draft", "高木"),
    ]  # fmt: skip
    assert [(v.scenario, v.version) for v in store.newest_versions()] == [("a", 1), ("s", 3)]
    assert [(v.scenario, v.version, v.body) for v in store.newest_versions("published")] == [
        ("s", 2, "id: s # 2")
    ]


def test_opening_again_shows_everything(tmp_path: Path) -> None:
    _sqlite(tmp_path).append("a1", 0, [started(), said(1)])
    assert len(_sqlite(tmp_path).events("a1")) == 2


def test_a_file_that_is_no_database_is_named_in_japanese(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"this is not a database" * 100)
    with pytest.raises(StoreUnavailable, match="データベースを使えません"):
        _sqlite(tmp_path)
