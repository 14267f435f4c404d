"""Makes the engine's one voice sound like another person, phrase by phrase."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from trainer.acoustics.psola import remelodied
from trainer.speech import SpeechStyle

RATE = 24_000
"""Samples per second of everything that is rendered."""
LEVEL = -23.0
"""dBFS (RMS of the speech) of a calm voice."""
PEAK = 0.98
_LIFTED = 0.35  # seconds at the end of a question over which the pitch rises
_SILENT = 0.004

Wave = NDArray[np.float64]


def engine_pitch(style: SpeechStyle) -> float:
    """Semitones to ask of the engine: scaling the tract will shift the pitch as well."""
    return style.pitch - 12 * float(np.log2(style.tract))


def engine_speed(style: SpeechStyle) -> float:
    """Speed to ask of the engine: scaling the tract will stretch the sound as well."""
    return style.speed / style.tract


def shaped(wave: Wave, rate: int, style: SpeechStyle, question: bool) -> Wave:
    """A phrase as the engine spoke it (-1…1), at RATE in the style, without silence at its ends."""
    scaled = _trimmed(_resampled(wave, rate, style.tract))
    if not len(scaled):
        return scaled
    sung = _melody(scaled, style, question) if style.range != 1.0 or question else scaled
    return _loud(_pressed(sung, style.press), style.gain)


def _resampled(wave: Wave, rate: int, tract: float) -> Wave:
    """To RATE; played slower by 1/tract, which lowers the formants."""
    up, down = round(RATE / tract / 100), round(rate / 100)
    out: Wave = resample_poly(wave, up, down)
    return out


def _trimmed(wave: Wave) -> Wave:
    loud = np.flatnonzero(np.abs(wave) > _SILENT)
    if not len(loud):
        return wave[:0]
    return wave[max(0, loud[0] - RATE // 100) : loud[-1] + RATE * 3 // 100]


def _melody(wave: Wave, style: SpeechStyle, question: bool) -> Wave:
    def curve(at: Wave, hertz: Wave) -> Wave:
        height = np.log2(hertz)
        middle = float(np.median(height))
        wide = middle + (height - middle) * style.range
        if question:
            risen = np.clip((at - (at[-1] - _LIFTED)) / _LIFTED, 0, 1)
            wide = wide + risen**1.5 * style.lift / 12
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


def _loud(wave: Wave, gain: float) -> Wave:
    speech = wave[np.abs(wave) > _SILENT]
    if not len(speech):
        return wave
    wanted = 10 ** ((LEVEL + gain) / 20)
    louder = wave * (wanted / float(np.sqrt(np.mean(speech**2))))
    peak = float(np.abs(louder).max())
    return louder * (PEAK / peak) if peak > PEAK else louder
