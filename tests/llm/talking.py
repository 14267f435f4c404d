"""A server that words customers: it reads the directive of each request as a model would, and answers in
the protocol. One can make it slow, wrong, or dead and alive again."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_DRAFT = re.compile(r"(?:伝える中身: |伝える中身)「(.*?)」\n?", re.DOTALL)


def obedient(body: dict[str, Any]) -> str:
    """What a model that keeps to its directive says: the content, led by a filler of its own; that it
    hears us, when the connection is tested."""
    drafts = _DRAFT.findall(body["messages"][-1]["content"])
    return f"ええと、{drafts[-1]}" if drafts else "はい、聞こえます。"


class TalkingServer:
    """`words` makes the reply to a request body; `first` and `between` are seconds before the first token
    and between tokens of `step` characters. `asked` are the bodies so far."""

    def __init__(
        self,
        words: Callable[[dict[str, Any]], str] = obedient,
        first: float = 0.0,
        between: float = 0.0,
        step: int = 4,
        port: int = 0,
    ) -> None:
        self.words, self.first, self.between, self.step = words, first, between, step
        self.asked: list[dict[str, Any]] = []
        self._dead = threading.Event()
        talking = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                talking.asked.append(body)
                self.send_response(200)
                self.send_header("content-type", "text/event-stream")
                self.send_header("connection", "close")
                self.end_headers()
                self.close_connection = True
                time.sleep(talking.first)
                text = talking.words(body)
                for start in range(0, len(text), talking.step):
                    if talking._dead.is_set():
                        self.connection.close()
                        return
                    self._event({"content": text[start : start + talking.step]})
                    time.sleep(talking.between)
                self._event({}, "stop")
                usage = {"prompt_tokens": 1000, "completion_tokens": 20}
                self.wfile.write(f"data: {json.dumps({'choices': [], 'usage': usage})}\n\n".encode())
                self.wfile.write(b"data: [DONE]\n\n")

            def _event(self, delta: dict[str, str], finish: str | None = None) -> None:
                choice = {"index": 0, "delta": delta, "finish_reason": finish}
                self.wfile.write(f"data: {json.dumps({'choices': [choice]})}\n\n".encode())
                self.wfile.flush()

            def log_message(self, *_: object) -> None:
                return

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_: object) -> None:
                """A client that left is no news."""

        self._server = Server(("127.0.0.1", port), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def close(self) -> None:
        """Dies: what is being said breaks off, nobody is answered any more."""
        self._dead.set()
        self._server.shutdown()
        self._server.server_close()
