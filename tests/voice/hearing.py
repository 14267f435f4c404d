"""A recogniser on this machine that speaks OpenAI's audio protocol over HTTP, well behaved or not."""

from __future__ import annotations

import json
from email.message import Message
from email.parser import BytesParser
from typing import Any

from tests.voice.audio_http import Answer, AudioHttp


class HearingServer(AudioHttp):
    """Answers `/v1/audio/transcriptions` with `says`, or with `status` and `body` as they are, after `wait`
    seconds. `heard` has what was sent: the fields, and the file's bytes under "file"."""

    def __init__(
        self, says: str = "", *, status: int = 200, body: bytes | None = None, wait: float = 0.0
    ) -> None:
        self.says, self.status, self.body = says, status, body
        self.heard: list[dict[str, Any]] = []
        super().__init__(self._answer, lambda: self.heard.append({"left": True}), wait)

    def _answer(self, path: str, headers: Message, sent: bytes) -> Answer:
        form = BytesParser().parsebytes(
            b"Content-Type: " + headers["Content-Type"].encode() + b"\r\n\r\n" + sent
        )
        fields: dict[str, Any] = {"path": path, "key": headers.get("Authorization", "")}
        for part in form.get_payload():
            name = part.get_param("name", header="content-disposition")
            data = part.get_payload(decode=True)
            fields[name] = data if name == "file" else data.decode()
        self.heard.append(fields)
        said = json.dumps({"text": self.says}, ensure_ascii=False).encode()
        return self.status, "application/json", said if self.body is None else self.body
