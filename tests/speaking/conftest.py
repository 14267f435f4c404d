"""A practice whose customers are worded by a model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.conftest import House
from tests.speaking.calls import Talk
from trainer.llm import Llm, Usage
from trainer.practice import Practice
from trainer.speaking import Ledger, Speaking
from trainer.store.sqlite_model_use import SqliteModelUse


@pytest.fixture
def with_model(house: House, dial: Callable[..., Llm]) -> Talk:
    """`with_model(url, name=value…)` → the house's practice over a model at that address."""
    used = SqliteModelUse(house.store.file)

    def _with(url: str, **settings: Any) -> Practice:
        ledger = Ledger(lambda since: Usage(*used.since(since)), house.clock)
        return replace(house.practice, speaking=Speaking(dial(url, **settings), ledger))

    return _with
