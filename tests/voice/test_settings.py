"""The voice's settings: defaults that just work, and Japanese words about those that do not."""

from __future__ import annotations

import pytest

from trainer.settings import OPENAI_URL, VoiceSettings
from trainer.voice import credits


def test_without_settings_everything_is_on_and_offline() -> None:
    voice = VoiceSettings.from_environment({})
    assert (voice.engine, voice.line, voice.ring, voice.music) == ("openjtalk", True, True, True)
    assert not voice.server.configured and not voice.problems


def test_each_thing_is_set_by_its_variable() -> None:
    voice = VoiceSettings.from_environment(
        {
            "TRAINER_VOICE": "OpenAI",
            "TRAINER_VOICE_LINE": "off",
            "TRAINER_VOICE_RING": "off",
            "TRAINER_VOICE_MUSIC": "off",
            "TRAINER_VOICE_LOUDEST": "-25",
            "TRAINER_VOICE_CACHE_MB": "10",
            "TRAINER_TTS_MODEL": "kokoro",
            "TRAINER_TTS_VOICE": "hana,taro",
            "TRAINER_TTS_BASE_URL": "http://localhost:8000/v1/",
        }  # fmt: skip
    )
    assert (voice.engine, voice.line, voice.ring, voice.music) == ("openai", False, False, False)
    assert (voice.loudest, voice.cache_bytes) == (-25.0, 10_000_000)
    server = voice.server
    assert (server.model, server.voice, server.base_url) == (
        "kokoro",
        "hana,taro",
        "http://localhost:8000/v1",
    )
    assert server.configured and not voice.problems


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRAINER_VOICE", "loud"),
        ("TRAINER_VOICE_LINE", "perhaps"),
        ("TRAINER_VOICE_LOUDEST", "0"),
        ("TRAINER_VOICE_LOUDEST", "大"),
        ("TRAINER_VOICE_CACHE_MB", "-1"),
        ("TRAINER_TTS_BASE_URL", "localhost:8000"),
    ],
)
def test_a_wrong_value_is_told_and_the_default_holds(name: str, value: str) -> None:
    voice = VoiceSettings.from_environment({name: value})
    assert len(voice.problems) == 1
    assert VoiceSettings.from_environment({}) == VoiceSettings(
        **{k: v for k, v in vars(voice).items() if k != "problems"}
    )


def test_a_key_goes_to_its_own_server_only() -> None:
    env = {"OPENAI_API_KEY": "sk-secret", "TRAINER_TTS_MODEL": "m"}
    assert VoiceSettings.from_environment(env).server.key.reveal() == "sk-secret"
    assert VoiceSettings.from_environment(env).server.base_url == OPENAI_URL
    elsewhere = VoiceSettings.from_environment({**env, "TRAINER_TTS_BASE_URL": "http://other.test/v1"})
    assert not elsewhere.server.key and elsewhere.server.configured
    own = {**env, "TRAINER_TTS_BASE_URL": "http://other.test/v1", "TRAINER_TTS_KEY": "own"}
    assert VoiceSettings.from_environment(own).server.key.reveal() == "own"


def test_whose_voice_it_is_can_be_shown() -> None:
    told = "\n".join(map(str, credits()))
    for name in (
        'HTS Voice "Mei"',
        "Nagoya Institute of Technology",
        "CC BY 3.0",
        "Open JTalk",
        "NAIST-JDIC",
    ):
        assert name in told
