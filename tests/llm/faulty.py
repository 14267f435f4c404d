"""A server of raw sockets that misbehaves in one exact way per path: http://127.0.0.1:PORT/<mode>/v1.

A mode is a script of steps; it knows nothing of HTTP libraries, so it can break what those would mend.
"""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class Reset:
    """Breaks the connection with a TCP reset."""


@dataclass(frozen=True)
class Wait:
    """Says nothing for so long (seconds)."""

    seconds: float


@dataclass(frozen=True)
class Endless:
    """Sends the same bytes again and again."""

    data: bytes
    every: float


Step = bytes | Wait | Endless | type[Reset]
Script = Sequence[Step]
PATIENCE = 30.0
"""Seconds after which an endless step ends by itself."""


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    headers: Mapping[str, str]
    body: Mapping[str, Any]


class FaultyServer:
    """Plays `scripts[mode]`: one script per request, the last one for all further requests. With `tls` it
    speaks https."""

    def __init__(self, scripts: Mapping[str, Sequence[Script]], tls: ssl.SSLContext | None = None) -> None:
        self._scripts, self._tls = scripts, tls
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self.asked: dict[str, list[Asked]] = defaultdict(list)
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def url(self, mode: str) -> str:
        return f"http://127.0.0.1:{self.port}/{mode}/v1"

    def close(self) -> None:
        self._closing.set()
        # Closing alone does not wake the thread that waits in accept().
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.ExitStack() as stack:
            stack.enter_context(contextlib.suppress(OSError))
            stack.enter_context(connection)
            if self._tls:
                connection = stack.enter_context(self._tls.wrap_socket(connection, server_side=True))
            while request := _request(connection):
                path, asked = request
                mode = path.split("/")[1]
                with self._lock:
                    self.asked[mode].append(asked)
                    number = len(self.asked[mode])
                scripts = self._scripts[mode]
                script = scripts[min(number, len(scripts)) - 1]
                for step in script:
                    self._play(connection, step)
                if not (isinstance(script[-1], bytes) and script[-1].endswith(b"0\r\n\r\n")):
                    return  # only a chunked answer that is complete leaves the connection usable

    def _play(self, connection: socket.socket, step: Step) -> None:
        if isinstance(step, bytes):
            connection.sendall(step)
        elif isinstance(step, Wait):
            self._closing.wait(step.seconds)
        elif isinstance(step, Endless):
            for _ in range(int(PATIENCE / step.every)):
                if self._closing.wait(step.every):
                    return
                connection.sendall(step.data)
        else:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()


def _request(connection: socket.socket) -> tuple[str, Asked] | None:
    data = b""
    while b"\r\n\r\n" not in data:
        got = connection.recv(65536)
        if not got or got.startswith(b"\x16"):  # gone, or a TLS greeting to a server that has none
            return None
        data += got
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65536)
    return first.split(" ")[1], Asked(headers, json.loads(body) if body else {})


@contextlib.contextmanager
def unanswering_port() -> Iterator[int]:
    """A port where connecting hangs: nobody accepts and the queue of the listener is full."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
