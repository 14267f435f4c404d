"""One HTTP exchange on a thread of its own, so that its caller never waits longer than it wants to.

Timeouts of sockets bound a silence only: a name server that hangs, headers that drip in, comments that
keep a stream alive are bounded by nothing. The caller therefore waits on a queue with its own deadline.
When it leaves, the socket is shut down, which wakes the reading thread; the thread cleans up.
"""

from __future__ import annotations

import itertools
import queue
import socket
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from trainer.llm.faults import Fault, LlmFailed
from trainer.llm.sse import events

_END = object()

_REST = 8
"""Chunks that may follow 「[DONE]」; a server that goes on loses its connection."""


class Exchange:
    """Reads the stream of events that `ask` opens (a response of the SDK)."""

    def __init__(self, ask: Callable[[], AbstractContextManager[Any]]) -> None:
        self._ask = ask
        self._events: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._left = threading.Event()
        self._lock = threading.Lock()
        self._response: Any = None
        self._complete = False
        threading.Thread(target=self._run, name="llm", daemon=True).start()

    def next(self, seconds: float) -> dict[str, Any] | None:
        """The next event, or None at the end. Raises what was raised while reading, and
        LlmFailed(TOO_SLOW) after `seconds`."""
        try:
            event = self._events.get(timeout=max(0.0, seconds))
        except queue.Empty:
            raise LlmFailed(Fault.TOO_SLOW) from None
        if isinstance(event, Exception):
            raise event
        return None if event is _END else event

    def leave(self) -> None:
        """Ends the exchange, whatever its state, unless it is about to end by itself. Returns at once."""
        self._left.set()
        with self._lock:
            if self._response is not None and not self._complete:
                _shut_down(self._response)

    def _run(self) -> None:
        try:
            with self._ask() as response:
                self._hold(response.http_response)
                try:
                    self._read(response.iter_bytes())
                finally:  # before the connection goes back to the pool and to somebody else
                    self._hold(None)
        except Exception as error:  # the caller names it; after `leave` nobody wants it
            self._events.put(error)

    def _read(self, chunks: Any) -> None:
        for event in events(chunks):
            self._events.put(event)
            if self._left.is_set():
                return
        self._complete = True
        self._events.put(_END)
        # What follows 「[DONE]」 must be read if the connection is to be used again.
        for _ in itertools.islice(chunks, _REST):
            pass

    def _hold(self, response: Any) -> None:
        with self._lock:
            self._response = response
            if response is not None and self._left.is_set():
                _shut_down(response)


def _shut_down(response: Any) -> None:
    """Wakes the thread that reads this response. Closing the socket here would pull it from under the
    reader; a shutdown lets the reader see an end."""
    wire = response.extensions.get("network_stream")
    sock = wire.get_extra_info("socket") if wire is not None else None
    if isinstance(sock, socket.socket):
        try:
            socket.socket.shutdown(sock, socket.SHUT_RDWR)
        except OSError:  # the other end was faster
            return
