"""Fundamental frequency of a voice, by normalised autocorrelation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from trainer.acoustics.activity import HOP
from trainer.acoustics.wav import RATE, Samples

LOWEST, HIGHEST = 70.0, 700.0  # Hz
_WINDOW = 640  # 40 ms: nearly three periods of the lowest voice
_FFT = 1024
"""Long enough for the lags in question: those from _FFT - _WINDOW on would be mixed up with others."""
_VOICED = 0.5  # of the autocorrelation at lag 0
_BELOW_LOUDEST = 35.0  # dB
_SHORT_LAG_BIAS = 0.02  # per octave: of two equal peaks the higher voice is the true one
_JUMP = 5  # frames of the median filter that takes single octave errors away
_BLOCK = 3_000  # frames at once: bounds the memory for a long recording


def pitch(samples: Samples) -> NDArray[np.float64]:
    """Hz per HOP, 0.0 where unvoiced. Within 0.2 semitones on clean speech."""
    count = (len(samples) - _WINDOW) // HOP + 1
    if count < 1:
        return np.zeros(0)
    windows = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::HOP][:count]
    blocks = [_block(windows[i : i + _BLOCK]) for i in range(0, count, _BLOCK)]
    hertz = np.concatenate([b[0] for b in blocks])
    energy = np.concatenate([b[1] for b in blocks])
    loudest = float(energy.max())
    if loudest <= 1e-9:
        return np.zeros(count)
    hertz[energy < loudest * 10 ** (-_BELOW_LOUDEST / 10)] = 0.0
    return _without_jumps(hertz)


def _block(windows: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    shape = np.hanning(_WINDOW)
    spectrum = np.abs(np.fft.rfft((windows - windows.mean(axis=1, keepdims=True)) * shape, _FFT)) ** 2
    raw = np.fft.irfft(spectrum, _FFT)[:, : _FFT - _WINDOW]
    of_window = np.fft.irfft(np.abs(np.fft.rfft(shape, _FFT)) ** 2, _FFT)[: _FFT - _WINDOW]
    energy = raw[:, 0].copy()
    normal = raw / np.maximum(energy, 1e-12)[:, None] / (of_window / of_window[0])[None]
    first, last = int(RATE / HIGHEST), int(RATE / LOWEST)
    bias = 1 - _SHORT_LAG_BIAS * np.log2(np.arange(first, last) / first)
    lag = (normal[:, first:last] * bias).argmax(axis=1) + first
    row = np.arange(len(windows))
    before, peak, after = normal[row, lag - 1], normal[row, lag], normal[row, lag + 1]
    bend = 2 * (before - 2 * peak + after)
    shift = np.clip(np.divide(before - after, bend, out=np.zeros_like(bend), where=bend != 0), -0.5, 0.5)
    hertz = RATE / (lag + shift)
    hertz[peak < _VOICED] = 0.0
    return hertz, energy


def _without_jumps(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    """A frame that lies half an octave off the median around it is an octave error: unvoiced."""
    if len(hertz) < _JUMP:
        return hertz
    around = np.lib.stride_tricks.sliding_window_view(np.pad(hertz, _JUMP // 2, mode="edge"), _JUMP)
    middle = np.median(around, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        off = np.abs(np.log2(np.where((hertz > 0) & (middle > 0), hertz / middle, 1.0))) > 0.5
    return np.where(off, 0.0, hertz)
