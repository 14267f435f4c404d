"""Recordings in the database: one a turn, of their owner, gone with everything when they are deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.attempt import Started
from trainer.errors import StoreUnavailable
from trainer.store.recordings import Kept, Recording
from trainer.store.sqlite import SqliteStore
from trainer.store.sqlite_recordings import SqliteRecordings


@pytest.fixture
def store(tmp_path: Path) -> SqliteRecordings:
    house = SqliteStore(tmp_path / "trainer.db")
    for name, person in (("a", "p"), ("b", "q")):
        house.append(name, 0, [Started(key="s", attempt=name, trainee=person, scenario="x", seed=1)])
    return SqliteRecordings(house.file)


def recording(attempt: str = "a", turn: int = 1, at: float = 100.0, size: int = 50) -> Recording:
    person = {"a": "p", "b": "q"}[attempt]
    return Recording(attempt, turn, person, at, 1.5, bytes(range(size)))


def test_what_was_kept_comes_back_as_it_was(store: SqliteRecordings) -> None:
    two, one = recording(turn=2), recording(turn=1)
    store.save_recording(two)
    store.save_recording(one)
    assert store.recordings("a", "p") == [one, two]
    assert store.recordings("a", "q") == [] and not store.has_recording("a", "q", 1)
    again = recording(turn=1, size=10)
    store.save_recording(again)
    assert store.recordings("a", "p") == [again, two]


def test_measures_stay_when_the_sound_goes(store: SqliteRecordings) -> None:
    store.save_recording(recording(at=100))
    store.save_recording(recording(turn=2, at=200))
    store.save_measures("a", 1, "{}")
    assert store.silence_before(150) == 1
    assert store.silence_before(150) == 0
    assert [(len(r.wav), r.measures) for r in store.recordings("a", "p")] == [(0, "{}"), (50, "")]
    assert store.kept_of("p") == Kept(1, 50)


def test_deleting_reaches_only_the_owners(store: SqliteRecordings) -> None:
    store.save_recording(recording())
    store.save_recording(recording("b"))
    store.delete_recording("a", "q", 1)
    assert store.delete_recordings("q") == 1
    assert (store.kept_of("p"), store.kept_of("q")) == (Kept(1, 50), Kept())
    store.delete_recording("a", "p", 1)
    assert store.recordings("a", "p") == []


def test_a_recording_needs_its_attempt(store: SqliteRecordings) -> None:
    with pytest.raises(StoreUnavailable):
        store.save_recording(Recording("nobody", 1, "p", 0.0, 1.0, b"x"))


def test_a_choice_is_replaced_by_the_next(store: SqliteRecordings) -> None:
    assert store.voice_choice("p") is None
    store.save_voice_choice("p", "{}")
    store.save_voice_choice("p", '{"volume": 40}')
    assert store.voice_choice("p") == '{"volume": 40}'
