"""Server-sent events out of the bytes of a response.

The SDK reads them too, but then ends the response at 「[DONE]」 with its last bytes unread, which costs a new
connection (and TLS handshake) for every turn of a call; and it lets a line grow without bound.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from trainer.llm.classify import failure_in_body
from trainer.llm.faults import Fault, LlmFailed

LONGEST = 1 << 20
"""Bytes of one event, or of a body that is no stream; a delta has some hundred."""

_OTHER_FIELDS = (b":", b"event:", b"id:", b"retry:")
_DONE = b"[DONE]"


def events(chunks: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The JSON objects of a stream up to its 「[DONE]」 or end. Raises LlmFailed when the server says so, or
    says something that is no stream."""
    data: list[bytes] = []
    other: list[bytes] = []
    came = False
    for line in _lines(chunks):
        if line.startswith(b"data:"):
            data.append(line[5:].strip())
        elif line and not line.startswith(_OTHER_FIELDS):
            other.append(line)
        elif not line and data:
            if data == [_DONE]:
                return
            came = True
            yield _object(b"\n".join(data))
            data = []
        if sum(map(len, data)) + sum(map(len, other)) > LONGEST:
            raise LlmFailed(Fault.RUNAWAY)
    if other and not came:
        raise _no_stream(b"\n".join(other))


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > LONGEST:
            raise LlmFailed(Fault.RUNAWAY)
        yield from (line.rstrip(b"\r") for line in lines)
    # Servers that forget the last empty line mean their last event all the same.
    yield from (rest, b"")


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except ValueError:  # no JSON, or no UTF-8
        raise LlmFailed(Fault.UNREADABLE) from None
    if not isinstance(value, dict):
        raise LlmFailed(Fault.UNREADABLE)
    if value.get("error"):
        raise failure_in_body(value["error"])
    return value


def _no_stream(body: bytes) -> LlmFailed:
    """What was answered in place of a stream."""
    if body.lstrip().startswith(b"<"):
        return LlmFailed(Fault.NOT_AN_API)
    try:
        _object(body)
    except LlmFailed as failed:
        return failed
    return LlmFailed(Fault.NOT_A_STREAM)
