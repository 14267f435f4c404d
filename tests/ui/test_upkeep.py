"""Once a day the server removes what is due, whatever happens on the day before."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from trainer.errors import StoreUnavailable
from trainer.ui import upkeep


@dataclass
class Own:
    purged: list[int] = field(default_factory=list)

    def purge(self) -> int:
        self.purged.append(len(self.purged))
        if len(self.purged) == 1:
            raise StoreUnavailable("いまは使えません。")
        return 0


def test_it_goes_on_after_a_day_on_which_the_database_was_busy(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    own = Own()
    monkeypatch.setattr(upkeep, "app", lambda: SimpleNamespace(spoken=SimpleNamespace(own=own)))

    async def some_days() -> None:
        task = asyncio.create_task(upkeep.daily(0.01))
        while len(own.purged) < 3:
            await asyncio.sleep(0.01)
        task.cancel()

    # In a thread of its own: the browser journeys leave a running loop in the main one.
    with ThreadPoolExecutor(1) as own_thread:
        own_thread.submit(lambda: asyncio.run(asyncio.wait_for(some_days(), 5))).result()
    assert own.purged[:3] == [0, 1, 2] and "could not be removed" in caplog.text
