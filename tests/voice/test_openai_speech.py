"""Speech from a server over HTTP: a real one on this machine, well behaved or not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from email.message import Message
from typing import Any

import numpy as np
import pytest

from tests.voice.audio_http import Answer, AudioHttp
from tests.voice.conftest import PLAIN
from trainer.settings import Secret, SpeechServer
from trainer.voice import Speaker
from trainer.voice.engine import VoiceFailed
from trainer.voice.engines import OpenJTalk
from trainer.voice.openai_speech import OpenAiSpeech
from trainer.voice.sound import pcm, wav_of

KEY = "sk-7dQmT2vX9secretkey"
HUM = wav_of(pcm(0.2 * np.sin(2 * np.pi * 200 * np.arange(24_000) / 24_000)), 24_000)
OF_UNKNOWN_LENGTH = HUM[:4] + b"\xff\xff\xff\xff" + HUM[8:40] + b"\xff\xff\xff\xff" + HUM[44:]
"""As servers send it that begin before they know how long it will be."""


class AudioServer(AudioHttp):
    """Speaks: answers with `sound` as WAV, or with an error of `status`, after `wait` seconds."""

    def __init__(self, status: int = 200, sound: bytes = HUM, wait: float = 0.0) -> None:
        self.status, self.sound = status, sound
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        super().__init__(self._answer, lambda: self.asked.append({"left": True}), wait)

    def _answer(self, path: str, headers: Message, sent: bytes) -> Answer:
        self.asked.append({"path": path, **json.loads(sent)})
        self.keys.append(headers.get("Authorization", ""))
        if self.status == 200:
            return 200, "audio/wav", self.sound
        return self.status, "application/json", b'{"error": {"message": "no"}}'


@pytest.fixture
def serving() -> Iterator[Callable[..., AudioServer]]:
    servers: list[AudioServer] = []

    def _serving(**how: Any) -> AudioServer:
        servers.append(AudioServer(**how))
        return servers[-1]

    yield _serving
    for server in servers:
        server.close()


def engine(url: str, **more: Any) -> OpenAiSpeech:
    usual: dict[str, Any] = {"model": "tts-x", "voice": "hana", "key": Secret(KEY), "connect_seconds": 1.0}
    return OpenAiSpeech(SpeechServer(base_url=url, **{**usual, **more}))


@pytest.mark.parametrize("sound", [HUM, OF_UNKNOWN_LENGTH])
def test_the_servers_voice_is_heard(
    serving: Callable[..., AudioServer], speaking: Callable[..., Speaker], sound: bytes
) -> None:
    server = serving(sound=sound)
    clip = speaking(engine(server.url)).whole("まだですか", PLAIN)
    assert clip and clip.seconds == pytest.approx(1.0, abs=0.1)
    asked = server.asked[0]
    assert asked["path"] == "/v1/audio/speech"
    assert (asked["model"], asked["voice"], asked["input"]) == ("tts-x", "hana", "まだですか")
    assert server.keys == [f"Bearer {KEY}"]


def test_anger_and_gender_reach_the_server(serving: Callable[..., AudioServer]) -> None:
    server = serving()
    spoken = engine(server.url, voice="hana, taro").spoken
    spoken("はい", PLAIN)
    spoken("はい", PLAIN.model_copy(update={"tract": 0.84, "press": 1.6, "speed": 1.2}))
    calm, angry = server.asked
    assert (calm["voice"], angry["voice"]) == ("hana", "taro")
    assert "落ち着いて" in calm["instructions"] and "怒って" in angry["instructions"]
    assert angry["speed"] > calm["speed"]


@pytest.mark.parametrize(
    ("status", "lasting"), [(400, False), (422, False), (401, True), (404, True), (429, True), (500, True)]
)
def test_a_refusal_is_told_without_words_or_key(
    serving: Callable[..., AudioServer], status: int, lasting: bool
) -> None:
    with pytest.raises(VoiceFailed, match=str(status)) as failed:
        engine(serving(status=status).url).spoken("渡辺です", PLAIN)
    assert failed.value.lasting is lasting
    assert not any(secret in repr(failed.value) for secret in ("渡辺", KEY))


@pytest.mark.parametrize("sound", [b"", b"<html>proxy</html>", HUM[:20]])
def test_bytes_that_are_no_sound(serving: Callable[..., AudioServer], sound: bytes) -> None:
    with pytest.raises(VoiceFailed, match="no WAV"):
        engine(serving(sound=sound).url).spoken("はい", PLAIN)


def test_a_silent_server_is_given_up_and_open_jtalk_speaks(
    serving: Callable[..., AudioServer], speaking: Callable[..., Speaker]
) -> None:
    server = serving(wait=5)
    speaker = speaking(engine(server.url, read_seconds=0.3), OpenJTalk())
    assert len(list(speaker.clips("はい、そうです、もしもし", PLAIN))) == 3
    assert len(server.asked) == 1, "the others do not wait for it"
    assert "Open JTalk の声で続けます" in speaker.notice("佐藤")


def test_nobody_there() -> None:
    with pytest.raises(VoiceFailed):
        engine("http://127.0.0.1:1/v1").spoken("はい", PLAIN)
