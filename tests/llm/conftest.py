"""Fixtures: a server that misbehaves, and doors to it that lose patience quickly."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.llm.faulty import FaultyServer, Script
from trainer.llm import Circuits, Llm, Message
from trainer.settings import LlmSettings, Secret

KEY = "sk-7dQmT2vX9secretkey"
MESSAGES = [
    Message("system", "あなたはお客様の渡辺様です。"),
    Message("user", "渡辺様の口座番号は1234567ですね。"),
]
QUICK = LlmSettings(
    model="test-model",
    judge_model="test-model",
    key=Secret(KEY),
    connect_seconds=0.5,
    read_seconds=0.6,
    total_seconds=2.5,
    judge_seconds=1.8,
)


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "AZURE_OPENAI_", "TRAINER_LLM_")):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def sdk_is_loaded() -> None:
    """A second that is no part of any limit; at work `Llm.warm` pays it."""
    importlib.import_module("openai")


@pytest.fixture
def serving() -> Iterator[Callable[..., FaultyServer]]:
    """`serving(name=[script, …])` → a server with modes of one's own."""
    servers = []

    def _serving(**scripts: Sequence[Script]) -> FaultyServer:
        servers.append(FaultyServer(scripts))
        return servers[-1]

    yield _serving
    for server in servers:
        server.close()


@pytest.fixture
def door() -> Iterator[Callable[..., Llm]]:
    """`door(url, name=value…)` → a door with a circuit of its own."""
    doors = []

    def _door(base_url: str, circuits: Circuits | None = None, **settings: Any) -> Llm:
        doors.append(Llm(replace(QUICK, base_url=base_url, **settings), circuits or Circuits()))
        return doors[-1]

    yield _door
    for opened in doors:
        opened.close()
