"""A recogniser on this machine that speaks OpenAI's audio protocol over HTTP, well behaved or not."""

from __future__ import annotations

import json
import threading
import time
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class HearingServer:
    """Answers `/v1/audio/transcriptions` with `says`, or with `status` and `body` as they are, after `wait`
    seconds. `heard` has what was sent: the fields, and the file's bytes under "file"."""

    def __init__(
        self, says: str = "", *, status: int = 200, body: bytes | None = None, wait: float = 0.0
    ) -> None:
        self.says, self.status, self.body, self.wait = says, status, body, wait
        self.heard: list[dict[str, Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"]))
                kind = self.headers["Content-Type"].encode()
                form = BytesParser().parsebytes(b"Content-Type: " + kind + b"\r\n\r\n" + sent)
                fields: dict[str, Any] = {"path": self.path, "key": self.headers.get("Authorization", "")}
                for part in form.get_payload():
                    name = part.get_param("name", header="content-disposition")
                    data = part.get_payload(decode=True)
                    fields[name] = data if name == "file" else data.decode()
                outer.heard.append(fields)
                time.sleep(outer.wait)
                answer = json.dumps({"text": outer.says}, ensure_ascii=False).encode()
                answer = answer if outer.body is None else outer.body
                self.send_response(outer.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

            def handle(self) -> None:
                try:
                    super().handle()
                except OSError:
                    outer.heard.append({"left": True})

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
