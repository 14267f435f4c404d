"""The recogniser over HTTP: a real server on this machine, well behaved or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.voice.hearing import HearingServer
from trainer.settings import Recogniser, Secret, VoiceSettings
from trainer.voice.sound import wav_of
from trainer.voice.transcription import NotHeard, Transcriber

KEY = "sk-7dQmT2vX9secretkey"
WAV = wav_of(bytes(32_000), 16_000)


@pytest.fixture
def serving() -> Iterator[Callable[..., HearingServer]]:
    servers: list[HearingServer] = []

    def _serving(says: str = "はい", **how: Any) -> HearingServer:
        servers.append(HearingServer(says, **how))
        return servers[-1]

    yield _serving
    for server in servers:
        server.close()


def transcriber(url: str, **more: Any) -> Transcriber:
    return Transcriber(
        Recogniser(model="kikitori", base_url=url, key=Secret(KEY), connect_seconds=1.0, **more)
    )


def test_the_words_come_back(serving: Callable[..., HearingServer]) -> None:
    server = serving("お電話ありがとうございます。\n")
    assert transcriber(server.url).text(WAV) == "お電話ありがとうございます。"
    sent = server.heard[0]
    assert (sent["path"], sent["model"], sent["language"]) == ("/v1/audio/transcriptions", "kikitori", "ja")
    assert sent["file"] == WAV and sent["key"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("status", "told"),
    [(400, "受け取りませんでした"), (401, "鍵が違います"), (404, "モデルが見つかりません"), (413, "大きすぎました"),
     (429, "混み合っています"), (500, "エラーを返しました"), (503, "エラーを返しました")],
)  # fmt: skip
def test_a_refusal_is_told_in_plain_words_without_the_key(
    serving: Callable[..., HearingServer], status: int, told: str
) -> None:
    with pytest.raises(NotHeard, match=told) as failed:
        transcriber(serving(status=status).url).text(WAV)
    assert "録音は預かっています" in str(failed.value) and KEY not in repr(failed.value)


@pytest.mark.parametrize("body", [b"", b"<html>proxy</html>", b"[]", b'{"text": null}', b"\xff\xfe"])
def test_an_answer_that_is_none(serving: Callable[..., HearingServer], body: bytes) -> None:
    with pytest.raises(NotHeard, match="返事を読めませんでした"):
        transcriber(serving(body=body).url).text(WAV)


@pytest.mark.parametrize("words", ["", "  \n"])
def test_silence_is_told(serving: Callable[..., HearingServer], words: str) -> None:
    with pytest.raises(NotHeard, match="聞き取れませんでした"):
        transcriber(serving(words).url).text(WAV)


def test_a_silent_server_is_given_up(serving: Callable[..., HearingServer]) -> None:
    with pytest.raises(NotHeard, match="返事がありません"):
        transcriber(serving(wait=3).url, read_seconds=0.3).text(WAV)


def test_nobody_there_and_nothing_set() -> None:
    with pytest.raises(NotHeard, match="つながりません"):
        transcriber("http://127.0.0.1:1/v1").text(WAV)
    with pytest.raises(NotHeard, match="設定されていません"):
        Transcriber(Recogniser()).text(WAV)


def test_settings_name_the_server_and_its_key_goes_nowhere_else() -> None:
    env = {"OPENAI_API_KEY": "sk-secret", "TRAINER_STT_MODEL": "m"}
    same = VoiceSettings.from_environment(env).recogniser
    assert same.configured and same.key.reveal() == "sk-secret"
    other = VoiceSettings.from_environment(
        {**env, "TRAINER_STT_BASE_URL": "http://127.0.0.1:9/v1/"}
    ).recogniser
    assert other.configured and not other.key and other.base_url == "http://127.0.0.1:9/v1"
    assert not VoiceSettings.from_environment({}).recogniser.configured
    assert VoiceSettings.from_environment({"TRAINER_RECORDING_DAYS": "7"}).recording_days == 7
    wrong = VoiceSettings.from_environment({"TRAINER_RECORDING_DAYS": "0"})
    assert wrong.recording_days == 30 and len(wrong.problems) == 1
