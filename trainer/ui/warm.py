"""Loads what the first turn needs while the first visitor is still reading."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

from trainer.language import read


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[dict[str, Any]]:
    """For st.App: the dictionary and the weights are read in a thread of their own, because the
    first trainee's first words would otherwise wait a second and more for them."""
    Thread(target=read, args=("お電話ありがとうございます。",), name="warm-up", daemon=True).start()
    yield {}
