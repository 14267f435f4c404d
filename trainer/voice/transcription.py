"""What the trainee said, written down by a server that speaks OpenAI's audio protocol."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING, Any

from trainer.errors import TrainerError
from trainer.settings import Recogniser
from trainer.voice.audio_server import sdk_of

if TYPE_CHECKING:
    import openai

_MAX_BYTES = 256 * 1024
"""Of an answer: 5 minutes of speech are less than 10 kB of text."""
_KEPT = "録音は預かっています。話した文を入力して送れば、声も測れます。"
_BY_STATUS = {
    400: "音声認識のサーバーが、この録音を受け取りませんでした。",
    401: "音声認識のサーバーの鍵が違います。管理者に伝えてください(TRAINER_STT_KEY)。",
    403: "音声認識のサーバーの鍵では、このモデルを使えません。管理者に伝えてください(TRAINER_STT_KEY)。",
    404: "音声認識のモデルが見つかりません。管理者に伝えてください(TRAINER_STT_MODEL)。",
    413: "録音が、音声認識のサーバーには大きすぎました。短く区切って話してください。",
    429: "音声認識のサーバーが混み合っています。",
}


class NotHeard(TrainerError):
    """The words could not be recognised; the message is Japanese and says that nothing was lost."""

    def __init__(self, told: str) -> None:
        super().__init__(told + _KEPT)


class Transcriber:
    """Asks the server of the settings. Safe from any thread."""

    def __init__(self, server: Recogniser) -> None:
        self.server = server
        self._lock = threading.Lock()
        self._sdk: openai.OpenAI | None = None

    @property
    def configured(self) -> bool:
        return self.server.configured

    def warm(self) -> None:
        """Imports the SDK in the background, so that the first recording does not wait for it (1 s)."""
        if self.configured and self._sdk is None:
            threading.Thread(target=self._client, name="transcription", daemon=True).start()

    def text(self, wav: bytes) -> str:
        """What was said in a WAV file, on one line. Raises NotHeard."""
        if not self.configured:
            raise NotHeard("音声認識が設定されていません。")
        try:
            words = _words(self._ask(wav))
        except TimeoutError:
            raise NotHeard("音声認識が時間内に終わりませんでした。") from None
        except Exception as error:  # the SDK's and its HTTP layer's; their texts may have the key or words
            raise NotHeard(_told(error)) from None
        if not words:
            raise NotHeard("言葉を聞き取れませんでした。マイクを口元に近づけて、もう一度話してください。")
        return words

    def _ask(self, wav: bytes) -> bytes:
        until = time.monotonic() + self.server.total_seconds
        data = bytearray()
        with self._client().audio.transcriptions.with_streaming_response.create(
            file=("utterance.wav", wav, "audio/wav"),
            model=self.server.model,
            language="ja",
            response_format="json",
        ) as answer:
            for piece in answer.iter_bytes(16 * 1024):
                data += piece
                if time.monotonic() > until or len(data) > _MAX_BYTES:
                    raise TimeoutError
        return bytes(data)

    def _client(self) -> Any:
        with self._lock:
            if self._sdk is None:
                self._sdk = sdk_of(self.server)
            return self._sdk


def _words(answer: bytes) -> str:
    """Raises ValueError for an answer that is none."""
    found = json.loads(answer)
    text = found.get("text") if isinstance(found, dict) else None
    if not isinstance(text, str):
        raise ValueError("no text in the answer")
    return " ".join(text.split())


def _told(error: Exception) -> str:
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return _BY_STATUS.get(status, f"音声認識のサーバーがエラーを返しました({status})。")
    if isinstance(error, ValueError):
        return "音声認識のサーバーの返事を読めませんでした。"
    if "Timeout" in type(error).__name__:
        return "音声認識のサーバーから返事がありません。"
    return "音声認識のサーバーにつながりません。"
