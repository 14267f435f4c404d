"""Fixtures: spoken calls over a real database and a pretended or a real engine."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import EXAMPLE, House
from tests.voice.conftest import Pretended
from trainer.attempt import Attempt
from trainer.settings import Recogniser
from trainer.sounding import CustomerSound, OwnVoice, Replay, SpokenCalls, Voices
from trainer.store.sqlite_recordings import SqliteRecordings
from trainer.voice import SoundCache, Speaker
from trainer.voice.sound import pcm, wav_of
from trainer.voice.transcription import Transcriber

WORDS = "お電話ありがとうございます。みずき電機お客様相談センター、担当の小林でございます。"


def tone(seconds: float = 2.0, rate: int = 16_000, hertz: float = 200.0, channels: int = 1) -> bytes:
    """A hum that the measures take for a voice, with silence around it, as a WAV file."""
    at = np.arange(int(seconds * rate)) / rate
    hum = 0.2 * np.sin(2 * np.pi * hertz * at) * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * at))
    silence = np.zeros(rate // 4)
    wave = np.concatenate([silence, hum, silence])
    if channels == 1:
        return wav_of(pcm(wave), rate)
    data = bytearray(wav_of(pcm(np.repeat(wave, channels)), rate))
    data[22:24] = channels.to_bytes(2, "little")
    data[28:32] = (rate * 2 * channels).to_bytes(4, "little")
    data[32:34] = (2 * channels).to_bytes(2, "little")
    return bytes(data)


@dataclass
class Spoken:
    """Spoken calls of `house`, whose customers hum by `engine`."""

    house: House
    calls: SpokenCalls
    engine: Pretended

    def start(self, scenario: str = EXAMPLE) -> Attempt:
        return self.house.practice.start(self.house.trainee, scenario, seed=1)

    def say(self, attempt: Attempt, words: str = WORDS) -> Attempt:
        key, seen = f"k{len(attempt.events)}", len(attempt.events)
        return self.house.practice.say(self.house.trainee, attempt.id, words, key=key, seen=seen)

    def end(self, attempt: Attempt) -> Attempt:
        return self.house.practice.end(self.house.trainee, attempt.id, key="e", seen=len(attempt.events))


@pytest.fixture
def spoken(house: House, tmp_path: Path) -> Callable[..., Spoken]:
    """`spoken(url="", days=30)`: `url` of a recogniser."""

    def _spoken(url: str = "", days: float = 30.0) -> Spoken:
        engine = Pretended()
        cache = SoundCache(tmp_path / "voice", 50_000_000)
        store = SqliteRecordings(house.store.file)
        voices = Voices(store, lambda line: Speaker((engine,), cache))
        keys = (f"key{n}" for n in itertools.count())
        customer = CustomerSound(house.practice, voices, lambda: next(keys))
        server = Recogniser(model="m" if url else "", base_url=url or "http://127.0.0.1:1/v1")
        own = OwnVoice(store, house.practice, Transcriber(server), house.clock, days)
        return Spoken(
            house, SpokenCalls(voices, customer, own, Replay(house.practice, voices, customer, own)), engine
        )

    return _spoken
