"""Fixtures: the real scenario folder, a real SQLite file, a clock that stands still."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from trainer import call
from trainer.attempt import Attempt
from trainer.files import Library
from trainer.person import Person
from trainer.practice import Practice
from trainer.scenario import Cast
from trainer.script import Step
from trainer.store.sqlite import SqliteStore

EXAMPLE = "appliance-no-callback"


@pytest.fixture(scope="session")
def library() -> Library:
    return Library()


@pytest.fixture(scope="session")
def cast(library: Library) -> Cast:
    return library.cast(EXAMPLE)


@pytest.fixture
def talk(cast: Cast) -> Callable[..., Attempt]:
    """`talk("…", "…")` → the call in which the operator said these lines."""

    def _talk(*lines: str, seed: int = 0, end: bool = False) -> Attempt:
        steps = [Step(say=line) for line in lines] + ([Step(end=True)] if end else [])
        return call.replay(cast, steps, seed)

    return _talk


@dataclass
class Clock:
    """Seconds since the epoch, moved by hand."""

    now: float = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class House:
    """A practice over a real database file."""

    practice: Practice
    store: SqliteStore
    clock: Clock
    path: Path
    trainee: Person = field(default_factory=lambda: Person(id="t1", name="佐藤"))
    other: Person = field(default_factory=lambda: Person(id="t2", name="鈴木"))


@pytest.fixture
def house(tmp_path: Path, library: Library) -> Iterator[House]:
    path = tmp_path / "trainer.db"
    store, clock, ids = SqliteStore(path), Clock(), itertools.count(1)
    practice = Practice(
        store=store,
        scenarios=library,
        clock=clock,
        new_id=lambda: f"a{next(ids)}",
        new_seed=lambda: 7,
    )
    made = House(practice, store, clock, path)
    for person in (made.trainee, made.other):
        store.save_person(person)
    yield made
