"""Synthetic speech of known rate, pauses and pitch: syllables of a buzzing source through formants."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.io import wavfile

RATE = 16_000
FORMANTS = ((700, 1200, 2600), (300, 2200, 3000), (450, 900, 2500))


def syllable(hertz: NDArray[np.float64], formants: Sequence[int]) -> NDArray[np.float64]:
    """A vowel whose pitch follows `hertz` sample by sample, softly begun and ended."""
    phase = 2 * np.pi * np.cumsum(hertz) / RATE
    sound = np.zeros(len(hertz))
    mean = float(np.mean(hertz))
    for harmonic in range(1, int(3600 / mean)):
        height = harmonic * mean
        gain = sum(np.exp(-(((height - f) / 180) ** 2)) for f in formants) + 0.05
        sound += gain * np.sin(harmonic * phase) / np.sqrt(harmonic)
    edge = np.minimum(1, np.minimum(np.arange(len(hertz)), np.arange(len(hertz))[::-1]) / (0.012 * RATE))
    return sound * edge


def speech(
    per_minute: float = 480.0,
    groups: Sequence[int] = (8, 10, 6),
    pause: float = 0.5,
    hertz: float = 220.0,
    swing: float = 2.0,
    lead: float = 0.4,
    end: float = 0.0,
    level: float = 0.2,
) -> NDArray[np.float32]:
    """Syllables (one mora each) at a rate, in groups with pauses between; `swing` semitones up and down
    around `hertz`, `end` semitones of glide within the last three syllables; `lead` seconds of silence
    before and after. RMS of the speech is `level`."""
    length = int(RATE * 60 / per_minute)
    pieces, total, number = [np.zeros(int(lead * RATE))], sum(groups), 0
    for index, group in enumerate(groups):
        for _ in range(group):
            glide = end * max(0, number - total + 4) / 3
            target = hertz * 2 ** ((swing * np.sin(number * 1.9) * (glide == 0) + glide) / 12)
            pieces.append(syllable(np.full(length, target), FORMANTS[number % 3]))
            number += 1
        pieces.append(np.zeros(int((pause if index < len(groups) - 1 else lead) * RATE)))
    whole = np.concatenate(pieces)
    spoken = np.abs(whole) > 1e-4
    return (whole * level / np.sqrt(np.mean(whole[spoken] ** 2))).astype(np.float32)


def noisy(samples: NDArray[np.float32], snr: float, seed: int, pink: bool = False) -> NDArray[np.float32]:
    """With noise `snr` dB below the speech."""
    dice = np.random.default_rng(seed)
    noise = dice.standard_normal(len(samples))
    if pink:
        spectrum = np.fft.rfft(noise)
        spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1))
        noise = np.fft.irfft(spectrum, len(samples))
    speech_power = np.mean(samples[np.abs(samples) > 1e-4] ** 2)
    noise *= np.sqrt(speech_power / 10 ** (snr / 10) / np.mean(noise**2))
    return (samples + noise).astype(np.float32)


def wav(samples: NDArray[np.float32], rate: int = RATE, dtype: type = np.int16) -> bytes:
    """As a file; full scale is 1.0."""
    out = io.BytesIO()
    if dtype is np.uint8:
        data = (samples * 127 + 128).clip(0, 255).astype(np.uint8)
    elif np.issubdtype(dtype, np.integer):
        data = (samples.astype(np.float64) * np.iinfo(dtype).max).astype(dtype)
    else:
        data = samples.astype(dtype)
    wavfile.write(out, rate, data)
    return out.getvalue()
