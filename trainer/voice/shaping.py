"""Makes an engine's one voice sound like another person, phrase by phrase."""

from __future__ import annotations

import numpy as np

from trainer.speech import SpeechStyle
from trainer.voice.sound import SILENT, Wave, speech_level

VERSION = 2
"""Part of what a cached sound is known by: raise it when the sound changes."""
RATE = 24_000
"""Samples per second of everything that is rendered."""
LEVEL = -23.0
"""dBFS (RMS of the speech) of a calm voice."""
PEAK = 0.9
ENGINE_HERTZ = 358.0
"""The pitch that `SpeechStyle.pitch` counts from: the median of Mei's."""
MOST_MOVED = 6.0
"""Semitones that the voice of another engine is moved at most; beyond that it sounds like a machine."""
_MORA = 0.15  # seconds of a mora at speed 1: the rise of a question is in the last one
_RISE = 1.3  # morae: it begins in the consonant before


def shaped(
    wave: Wave, rate: int, style: SpeechStyle, *, question: bool, pitched: bool = True, loudest: float = 0.0
) -> Wave:
    """A phrase as the engine spoke it, at RATE in the style, without silence at its ends, its speech at
    LEVEL + gain but at most `loudest` dBFS. `pitched`: the engine has followed the style's pitch."""
    scaled = _trimmed(_resampled(wave, rate, style.tract))
    if not len(scaled):
        return scaled
    return levelled(_pressed(_melody(scaled, style, question, pitched), style.press), style.gain, loudest)


def levelled(wave: Wave, gain: float, loudest: float) -> Wave:
    """Its speech at LEVEL + gain, at most `loudest` dBFS, and no peak above PEAK."""
    level = speech_level(wave)
    if not level:
        return wave
    louder = wave * (10 ** (min(LEVEL + gain, loudest) / 20) / level)
    peak = float(np.abs(louder).max())
    return louder * (PEAK / peak) if peak > PEAK else louder


def _resampled(wave: Wave, rate: int, tract: float) -> Wave:
    """To RATE; played slower by 1/tract, which lowers the formants."""
    from scipy.signal import resample_poly

    out: Wave = resample_poly(wave, round(RATE / tract / 100), round(rate / 100))
    return out


def _trimmed(wave: Wave) -> Wave:
    loud = np.flatnonzero(np.abs(wave) > SILENT)
    if not len(loud):
        return wave[:0]
    return wave[max(0, loud[0] - RATE // 100) : loud[-1] + RATE * 3 // 100]


def _melody(wave: Wave, style: SpeechStyle, question: bool, pitched: bool) -> Wave:
    from trainer.acoustics.psola import remelodied

    def curve(at: Wave, hertz: Wave) -> Wave:
        height = np.log2(hertz)
        middle = float(np.median(height))
        wide = middle + (height - middle) * style.range
        if not pitched:
            wanted = np.log2(ENGINE_HERTZ) + style.pitch / 12
            wide = wide + np.clip(wanted - middle, -MOST_MOVED / 12, MOST_MOVED / 12)
        if question:
            rise = _RISE * _MORA / style.speed
            wide = wide + np.clip((at - (at[-1] - rise)) / rise, 0, 1) * style.lift / 12
        out: Wave = 2**wide
        return out

    return remelodied(wave, RATE, curve)


def _pressed(wave: Wave, press: float) -> Wave:
    """Soft saturation: a raised voice has stronger overtones."""
    peak = float(np.abs(wave).max())
    if press <= 0 or peak <= 0:
        return wave
    out: Wave = np.tanh(press * wave / peak) / np.tanh(press) * peak
    return out
