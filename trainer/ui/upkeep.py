"""What the server does once a day while it runs."""

from __future__ import annotations

import asyncio
import logging

from trainer.errors import TrainerError
from trainer.sounding.own import DAY
from trainer.ui.frame import app

log = logging.getLogger(__name__)


async def daily(every: float = DAY) -> None:
    """Removes recordings whose time is over; at the start the wiring does. Ends when it is cancelled."""
    while True:
        await asyncio.sleep(every)
        try:
            await asyncio.to_thread(lambda: app().spoken.own.purge())
        except TrainerError:  # a database that is busy now is there tomorrow; nothing due is shown meanwhile
            log.exception("recordings could not be removed")
