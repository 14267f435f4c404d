"""Loads what the first visitor needs while their browser is still loading the page, and keeps the house."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread
from typing import Any

from trainer import collector
from trainer.language import read
from trainer.ui.upkeep import daily


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[dict[str, Any]]:
    """For st.App: the slow imports and the reading of Japanese begin in a thread of their own."""
    Thread(target=warm_up, name="warm-up", daemon=True).start()
    upkeep = asyncio.create_task(daily())
    yield {}
    upkeep.cancel()


def warm_up() -> None:
    """The database library imports pandas where it is installed (seconds on a cold machine); the
    dictionary and the weights cost the first words said another second."""
    import_module("trainer.store.stores")
    read("お電話ありがとうございます。")
    collector.let_rest()
