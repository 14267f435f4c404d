"""Speech from a server that speaks OpenAI's audio protocol: OpenAI's own, or one on the own network."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from trainer.acoustics.wav import read
from trainer.errors import InvalidInput
from trainer.settings import SpeechServer
from trainer.speech import SpeechStyle, engine_speed
from trainer.voice.audio_server import sdk_of
from trainer.voice.engine import VoiceFailed
from trainer.voice.sound import Wave

if TYPE_CHECKING:
    import openai

MAX_BYTES = 10 * 1024 * 1024
"""Of one phrase; 80 characters take less than 2 MB."""
_SLOWEST, _FASTEST = 0.25, 4.0
_MAN = 0.92
"""Below this length of tract (SpeechStyle.tract) the second voice speaks."""


class OpenAiSpeech:
    """Never asked by a turn that somebody waits for: the text is on the screen before. Sends the customer's
    words, never the trainee's. Safe from any thread."""

    pitched = False

    def __init__(self, server: SpeechServer) -> None:
        self._server = server
        self._lock = threading.Lock()
        self._sdk: openai.OpenAI | None = None

    @property
    def title(self) -> str:
        return f"音声サーバー({self._server.model})"

    def version(self) -> str:
        server = self._server
        return f"openai-{server.base_url}-{server.model}-{server.voice}"

    def warm(self) -> None:
        """Imports the SDK (1 s)."""
        self._client()

    def spoken(self, text: str, style: SpeechStyle) -> tuple[Wave, int]:
        try:
            data = self._ask(text, style)
        except (
            Exception
        ) as error:  # the SDK's and its HTTP layer's; their texts may have the key or the words
            status = getattr(error, "status_code", "")
            # A server may refuse certain words; a wrong key or a missing model stays wrong.
            lasting = status not in (400, 422)
            raise VoiceFailed(
                f"speech server: {type(error).__name__} {status}".rstrip(), lasting=lasting
            ) from None
        try:
            rate, samples = read(data)
        except InvalidInput as error:
            raise VoiceFailed(f"speech server: {len(data)} bytes that are no WAV") from error
        return samples.astype("float64"), rate

    def _ask(self, text: str, style: SpeechStyle) -> bytes:
        """One WAV file, within the server's seconds however slowly it comes."""
        until = time.monotonic() + self._server.total_seconds
        data = bytearray()
        with self._client().audio.speech.with_streaming_response.create(
            model=self._server.model,
            voice=self._voice(style),
            input=text,
            instructions=_manner(style),
            response_format="wav",
            speed=min(_FASTEST, max(_SLOWEST, engine_speed(style))),
        ) as answer:
            for piece in answer.iter_bytes(64 * 1024):
                data += piece
                if time.monotonic() > until or len(data) > MAX_BYTES:
                    raise TimeoutError
        return bytes(data)

    def _voice(self, style: SpeechStyle) -> str:
        """Of two voices ("woman,man") the second is a man's."""
        first, _, second = (name.strip() for name in self._server.voice.partition(","))
        return second if second and style.tract < _MAN else first

    def _client(self) -> Any:
        with self._lock:
            if self._sdk is None:
                self._sdk = sdk_of(self._server)
            return self._sdk


def _manner(style: SpeechStyle) -> str:
    """How to speak, for models that follow words; others ignore it."""
    mood = (
        "落ち着いて" if style.press == 0 else "いら立った調子で" if style.press <= 1 else "怒って強い調子で"
    )
    return f"日本語で、電話で問い合わせをしている客として、{mood}話してください。"
