"""The sound of a telephone: its narrow band, ringing, and the music while on hold."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from trainer.voice.sound import Wave, speech_level

LINE_RATE = 8_000
"""Samples per second of a telephone line."""
_BAND = (300, 3_400)  # Hz, ITU-T G.712
_MU = 255.0  # ITU-T G.711
_HISS = -58.0  # dBFS
_PEAK = 0.9
_RING, _RING_BEAT, _RING_ON, _RING_OFF = 400.0, 16.0, 1.0, 2.0  # Hz, Hz, seconds: the ring-back tone in Japan
_BEAT = 0.24  # seconds of an eighth note

# Christian Petzold, Menuet in G (1725, public domain): note and length in eighths.
_MENUET = """
D5 2 G4 1 A4 1 B4 1 C5 1 D5 2 G4 2 G4 2 E5 2 C5 1 D5 1 E5 1 F#5 1 G5 2 G4 2 G4 2
C5 2 D5 1 C5 1 B4 1 A4 1 B4 2 C5 1 B4 1 A4 1 G4 1 F#4 2 G4 1 A4 1 B4 1 G4 1 B4 2 A4 4
"""
_STEPS = {"C": -9, "D": -7, "E": -5, "F": -4, "F#": -3, "G": -2, "A": 0, "B": 2}


def over_the_line(wave: Wave, rate: int) -> Wave:
    """As it arrives at the other end, at LINE_RATE: band limit, companding, a trace of hiss. Speech is as
    loud as before."""
    from scipy.signal import resample_poly, sosfilt

    if not len(wave):
        return wave
    common = int(np.gcd(rate, LINE_RATE))
    narrow = sosfilt(_band(), resample_poly(wave, LINE_RATE // common, rate // common))
    if level := speech_level(narrow):
        narrow *= speech_level(wave) / level
    if (peak := float(np.abs(narrow).max(initial=0.0))) > _PEAK:
        narrow *= _PEAK / peak
    hiss = np.random.default_rng(0).standard_normal(len(narrow)) * 10 ** (_HISS / 20)
    return _companded(np.clip(narrow + hiss, -1, 1))


@lru_cache(maxsize=1)
def _band() -> Wave:
    from scipy.signal import butter

    out: Wave = butter(4, _BAND, "band", fs=LINE_RATE, output="sos")
    return out


def _companded(wave: Wave) -> Wave:
    """Through 8 bits and back (mu-law)."""
    squeezed = np.sign(wave) * np.log1p(_MU * np.abs(wave)) / np.log1p(_MU)
    coarse = np.round((squeezed + 1) / 2 * _MU) / _MU * 2 - 1
    out: Wave = np.sign(coarse) * np.expm1(np.abs(coarse) * np.log1p(_MU)) / _MU
    return out


@lru_cache(maxsize=4)
def ringing(times: int = 1) -> Wave:
    """The ring-back tone, `times` times, at LINE_RATE."""
    at = np.arange(int(LINE_RATE * _RING_ON)) / LINE_RATE
    tone = 0.2 * np.sin(2 * np.pi * _RING * at) * (0.5 + 0.5 * np.sin(2 * np.pi * _RING_BEAT * at))
    once = np.concatenate([tone, np.zeros(int(LINE_RATE * _RING_OFF))])
    return np.tile(once, times)


@lru_cache(maxsize=1)
def hold_music() -> Wave:
    """One round of the menuet as a music box, at LINE_RATE; it can be looped."""
    written = _MENUET.split()
    notes = [(name, int(beats)) for name, beats in zip(written[::2], written[1::2], strict=True)]
    length = int(sum(beats for _, beats in notes) * _BEAT * LINE_RATE)
    out, place = np.zeros(length), 0.0
    at = np.arange(LINE_RATE) / LINE_RATE
    for name, beats in notes:
        hertz = 440.0 * 2 ** (_STEPS[name[:-1]] / 12 + int(name[-1]) - 4)
        tone = (
            0.12 * np.exp(-4 * at) * (np.sin(2 * np.pi * hertz * at) + 0.3 * np.sin(4 * np.pi * hertz * at))
        )
        where = (np.arange(len(tone)) + int(place * LINE_RATE)) % length  # the end rings into the beginning
        out[where] += tone
        place += beats * _BEAT
    return out
