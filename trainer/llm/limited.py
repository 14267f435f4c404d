"""Bodies of responses, bounded: the SDK reads an error's body, or a list of models, for as long as it comes,
before anybody can leave. Imports the HTTP layer, so it is imported late (client)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import httpx2

MOST_OF_AN_ERROR = 1 << 18
"""Bytes as they come over the wire; the errors that servers explain have some hundred."""
MOST = 1 << 25
"""Bytes of any other body: a hundred thousand events of a stream."""


class LimitedBody(httpx2.SyncByteStream):
    """The body of `inner` up to `most` bytes and up to `until` (monotonic seconds); then it is over."""

    def __init__(self, inner: httpx2.SyncByteStream, most: int, until: float) -> None:
        self._inner, self._most, self._until = inner, most, until

    def __iter__(self) -> Iterator[bytes]:
        left = self._most
        for chunk in self._inner:
            if left <= 0 or time.monotonic() > self._until:
                return
            left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self._inner.close()


def limiting(seconds: float) -> Callable[[httpx2.Response], None]:
    """A hook for responses: their bodies end within so many seconds, and before they fill the memory."""

    def limit(response: httpx2.Response) -> None:
        assert isinstance(response.stream, httpx2.SyncByteStream), "the client is a synchronous one"
        most = MOST_OF_AN_ERROR if response.is_error else MOST
        response.stream = LimitedBody(response.stream, most, time.monotonic() + seconds)

    return limit
