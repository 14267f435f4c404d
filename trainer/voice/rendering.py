"""One phrase from an engine to the WAV file that is heard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trainer.speech import SpeechStyle
from trainer.voice import shaping
from trainer.voice.engine import Engine, VoiceFailed
from trainer.voice.phone import LINE_RATE, over_the_line
from trainer.voice.sound import Wave, pcm, wav_of
from trainer.voice.spoken_text import Phrase


@dataclass(frozen=True)
class Sounds:
    """What belongs to the telephone and can be switched off: its narrow `line`, the `ring` before the first
    words, the `music` while on hold. `loudest` in dBFS is the most that speech may reach."""

    line: bool = True
    ring: bool = True
    music: bool = True
    loudest: float = -18.0


def heard(engine: Engine, phrase: Phrase, style: SpeechStyle, pause: float, sounds: Sounds) -> bytes:
    """The phrase and `pause` seconds of silence; without samples where nothing can be said. Raises
    VoiceFailed."""
    bare, rate = engine.spoken(phrase.text, style)
    try:
        return _as_heard(engine.pitched, bare, rate, phrase, style, pause, sounds)
    except Exception as error:  # whatever an engine's odd samples lead to
        told = f"{engine.title}: shaping: {type(error).__name__}"
        raise VoiceFailed(told, lasting=False) from error


def _as_heard(
    pitched: bool, bare: Wave, rate: int, phrase: Phrase, style: SpeechStyle, pause: float, sounds: Sounds
) -> bytes:
    shaped = shaping.shaped(
        bare, rate, style, question=phrase.question, pitched=pitched, loudest=sounds.loudest
    )
    if not len(shaped):
        return wav_of(b"", LINE_RATE if sounds.line else shaping.RATE)
    whole = np.concatenate([shaped, np.zeros(int(pause * shaping.RATE))])
    if sounds.line:
        return wav_of(pcm(over_the_line(whole, shaping.RATE)), LINE_RATE)
    return wav_of(pcm(whole), shaping.RATE)


def phone_sound(sound: Wave, sounds: Sounds) -> bytes:
    """A tone or music of the telephone as a WAV file, within the ceiling."""
    return wav_of(pcm(shaping.levelled(sound, 0.0, sounds.loudest)), LINE_RATE)
