"""Fixtures: the real scenario folder, a real SQLite file, a clock that stands still."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.llm.faulty import FaultyServer
from tests.llm.modes import SCRIPTS
from tests.llm.talking import TalkingServer
from trainer import call
from trainer.attempt import Attempt
from trainer.files import Library
from trainer.llm import Circuits, Llm
from trainer.person import Person
from trainer.practice import Practice
from trainer.scenario import Cast
from trainer.script import Step
from trainer.settings import LlmSettings
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
def model() -> Iterator[TalkingServer]:
    """A language model that says what it is told to."""
    server = TalkingServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def faulty() -> Iterator[FaultyServer]:
    """A server that fails in every way of `modes`, each under its own address."""
    server = FaultyServer(SCRIPTS)
    yield server
    server.close()


@pytest.fixture
def dial() -> Iterator[Callable[..., Llm]]:
    """`dial(url, name=value…)` → a door to the model at that address, with circuits of its own."""
    doors: list[Llm] = []

    def _dial(url: str, **settings: Any) -> Llm:
        limits = {"connect_seconds": 0.5, "read_seconds": 5.0, "total_seconds": 10.0} | settings
        doors.append(
            Llm(LlmSettings(model="oshaberi-1", judge_model="m", base_url=url, **limits), Circuits())
        )
        return doors[-1]

    yield _dial
    for door in doors:
        door.close()


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
