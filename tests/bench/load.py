"""Browser tabs without a browser: Streamlit's websocket protocol, as far as a chat turn needs it.

A tab opens a page, finds its chat input among the elements that the server sends, submits words and
waits until the run that they start has finished. Loopback only, and a bounded number of tabs.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench.figures import CannotMeasure

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
MAX_TABS = 100
OPENING = 8
"""Tabs that are opened at the same time."""
_PROTOCOLS = [websockets.Subprotocol("streamlit"), websockets.Subprotocol("PLACEHOLDER_AUTH_TOKEN")]
_FULL, _PART = ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY


class Tab:
    """One page in one browser tab. `page` is its url_path, `query` what follows the question mark."""

    def __init__(self, url: str, page: str = "", query: str = "", timeout: float = 60.0) -> None:
        parts = urlsplit(url)
        if parts.hostname not in LOOPBACK:
            raise CannotMeasure(f"only a page on this machine is measured, not {url}")
        self._socket_url = f"ws://{parts.netloc}/_stcore/stream"
        self._page, self._query, self._timeout = page, query, timeout
        self._script = ""
        self._chat = ""
        self._socket: websockets.ClientConnection | None = None

    async def open(self) -> float:
        """Connects and draws the page; milliseconds until it is drawn."""
        begun = time.perf_counter()
        self._socket = await websockets.connect(
            self._socket_url, subprotocols=_PROTOCOLS, max_size=None, compression=None, ping_interval=None
        )
        await self._run(self._rerun(), _FULL)
        if not self._chat:
            raise CannotMeasure("the page has no chat input that can be used")
        return 1000 * (time.perf_counter() - begun)

    async def say(self, words: str) -> float:
        """Submits `words`; milliseconds until the part of the page that they change is drawn.

        A turn that draws the whole page again is an error: it is not the turn that is measured."""
        message = self._rerun()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self._chat
        state.chat_input_value.data = words
        begun = time.perf_counter()
        await self._run(message, _PART)
        return 1000 * (time.perf_counter() - begun)

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()

    def _rerun(self) -> BackMsg:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self._query
        asked.page_script_hash = self._script
        asked.page_name = "" if self._script else self._page
        asked.context_info.timezone = "Asia/Tokyo"
        asked.context_info.timezone_offset = -540
        asked.context_info.locale = "ja-JP"
        return message

    async def _run(self, message: BackMsg, awaited: int) -> None:
        assert self._socket is not None
        async with asyncio.timeout(self._timeout):
            await self._socket.send(message.SerializeToString())
            while True:
                data = await self._socket.recv(decode=False)
                status = self._take(ForwardMsg.FromString(data))
                if status == awaited:
                    return
                if status in (_FULL, _PART, ForwardMsg.FINISHED_WITH_COMPILE_ERROR):
                    name = ForwardMsg.ScriptFinishedStatus.Name(status)
                    raise CannotMeasure(f"the run ended as {name}, which is not what was measured")

    def _take(self, message: ForwardMsg) -> int | None:
        """Notes what a browser would; the status when a run has ended."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._script = message.new_session.page_script_hash
        elif kind == "navigation":
            self._script = message.navigation.page_script_hash or self._script
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "chat_input":
                self._chat = "" if element.chat_input.disabled else element.chat_input.id
            elif element.WhichOneof("type") == "exception":
                raise CannotMeasure(f"the page shows {element.exception.type}: {element.exception.message}")
        elif kind == "script_finished":
            return message.script_finished
        return None


async def open_all(tabs: Sequence[Tab]) -> list[float]:
    """Opens the tabs, a few at a time; milliseconds of each."""
    if len(tabs) > MAX_TABS:
        raise CannotMeasure(f"at most {MAX_TABS} tabs")
    gate = asyncio.Semaphore(OPENING)

    async def one(tab: Tab) -> float:
        async with gate:
            return await tab.open()

    return list(await asyncio.gather(*(one(tab) for tab in tabs)))


async def burst(tabs: Sequence[Tab], words: Sequence[str]) -> list[float]:
    """All tabs send their words at the same moment; milliseconds of each."""
    return list(await asyncio.gather(*(tab.say(said) for tab, said in zip(tabs, words, strict=True))))


async def paced(
    tabs: Sequence[Tab], rounds: Sequence[Sequence[str]], think: float, rng: random.Random
) -> list[float]:
    """Each tab for itself, about `think` seconds between its turns; milliseconds of each turn.

    `rounds[r][t]` is what tab t says in round r."""

    async def one(number: int, tab: Tab, wait: float, waits: Sequence[float]) -> list[float]:
        await asyncio.sleep(wait)
        took = []
        for words, pause in zip(rounds, waits, strict=True):
            took.append(await tab.say(words[number]))
            await asyncio.sleep(pause)
        return took

    plans = [(rng.uniform(0, think), [think * rng.uniform(0.5, 1.5) for _ in rounds]) for _ in tabs]
    turns = await asyncio.gather(*(one(i, tab, *plans[i]) for i, tab in enumerate(tabs)))
    return [took for tab in turns for took in tab]


async def close_all(tabs: Sequence[Tab]) -> None:
    await asyncio.gather(*(tab.close() for tab in tabs))
