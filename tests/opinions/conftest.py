"""Fixtures: a finished call in a real database, and a judge on a server that says what the test wants."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.conftest import House
from tests.llm.conftest import door, no_settings_of_this_machine, sdk_is_loaded, serving
from tests.llm.faulty import FaultyServer, Script
from tests.llm.modes import USAGE, event, line, part, says, stream
from trainer.llm import Llm, Usage
from trainer.opinions import Judge, ModelAnswers, Opinions
from trainer.speaking import Ledger
from trainer.store.sqlite_opinions import SqliteOpinions

__all__ = ["door", "no_settings_of_this_machine", "sdk_is_loaded", "serving"]

EXAMPLE = "appliance-no-callback"
LINES = (
    "お電話ありがとうございます。みずき電機お客様相談センター、担当の小林でございます。",
    "さようでございましたか。三回もお電話をいただき、ご不安な思いをされたことと存じます。",
    "ええと、確認します。お名前をどうぞ。",
)


def answers(*values: Any) -> list[Script]:
    """Scripts of a server that gives these values as JSON (a bytes value is a whole HTTP answer)."""
    usage = part(line({"choices": [], "usage": USAGE}))
    return [
        [value]
        if isinstance(value, bytes)
        else [stream(says(_text(value)), part(line(event("stop"))), usage)]
        for value in values
    ]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@dataclass
class Room:
    """A finished call, and deeds over a model that is played by `server`."""

    house: House
    attempt: str
    server: FaultyServer
    judge: Judge
    store: SqliteOpinions

    @property
    def asked(self) -> list[str]:
        """All that was sent in each request."""
        bodies = [request.body for request in self.server.asked["m"]]
        return ["\n".join(m["content"] for m in body["messages"]) for body in bodies]

    @property
    def opinions(self) -> Opinions:
        return Opinions(self.judge, self.store, self.house.practice)

    @property
    def model_answers(self) -> ModelAnswers:
        return ModelAnswers(self.judge, self.house.practice)


def called(house: House, *lines: str, end: bool = True) -> str:
    """A call with these utterances; returns its id."""
    attempt = house.practice.start(house.trainee, EXAMPLE)
    for number, words in enumerate(lines):
        seen = len(attempt.events)
        attempt = house.practice.say(house.trainee, attempt.id, words, key=f"k{number}", seen=seen)
        attempt = house.practice.catch_up(house.trainee, attempt.id)
    if end:
        house.practice.end(house.trainee, attempt.id, key="end", seen=len(attempt.events))
    return attempt.id


@pytest.fixture
def room(
    house: House, door: Callable[..., Llm], serving: Callable[..., FaultyServer]
) -> Iterator[Callable[..., Room]]:
    """`room(*values, lines=…)` → the model gives these values one after another, the last one for ever."""

    def _room(*values: Any, lines: tuple[str, ...] = LINES, end: bool = True, **settings: Any) -> Room:
        server = serving(m=answers(*values))
        llm, kept = door(server.url("m"), **settings), SqliteOpinions(house.store.file)
        ledger = Ledger(lambda since: Usage(*kept.booked(since)), house.clock)
        judge = Judge(llm, ledger, kept, house.clock)
        return Room(house, called(house, *lines, end=end), server, judge, kept)

    yield _room
