"""Where somebody speaks and where they pause, from the energy of short frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.acoustics.wav import RATE, Samples

HOP, WINDOW = 160, 400  # 10 ms, 25 ms
FRAMES_PER_SECOND = RATE // HOP
SHORTEST_PAUSE = 0.2
"""Seconds; shorter gaps are closures of consonants."""
_SHORTEST_SOUND = 0.08
_ABOVE_NOISE, _BELOW_TOP, _CONTRAST = 6.0, 30.0, 8.0
_FLOOR = -70.0  # dBFS: digital silence


@dataclass(frozen=True)
class Activity:
    """`spoken`: (start, end) in seconds of each stretch of speech; `level` of the speech and `noise`
    of the rest in dBFS."""

    spoken: tuple[tuple[float, float], ...]
    level: float
    noise: float

    @property
    def pauses(self) -> tuple[tuple[float, float], ...]:
        """Between stretches of speech, not before the first or after the last."""
        return tuple((a, b) for (_, a), (b, _) in zip(self.spoken, self.spoken[1:], strict=False))


def frames(samples: Samples) -> NDArray[np.float32]:
    """Overlapping windows, one row per HOP; at least one row."""
    padded = np.pad(samples, (0, max(0, WINDOW - len(samples))))
    return np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]


def activity(samples: Samples) -> Activity:
    """Speech against a steady background. Empty `spoken` where nothing stands out."""
    power = np.mean(np.square(frames(samples), dtype=np.float32), axis=1)
    db = np.maximum(10 * np.log10(np.maximum(power, 1e-12)), _FLOOR)
    noise, top = float(np.percentile(_smooth(db), 10)), float(np.percentile(db, 95))
    if top <= _FLOOR + _CONTRAST:
        return Activity((), _FLOOR, _FLOOR)
    threshold = min(max(noise + _ABOVE_NOISE, top - _BELOW_TOP), top - _ABOVE_NOISE)
    loud = _without_short(_without_short(db > threshold, False, SHORTEST_PAUSE), True, _SHORTEST_SOUND)
    if not loud.any():
        return Activity((), _FLOOR, noise)
    centre = (WINDOW - HOP) / 2 / RATE
    spoken = tuple((s * HOP / RATE + centre, e * HOP / RATE + centre) for s, e in _runs(loud))
    rest = power[~loud]
    return Activity(spoken, _decibel(power[loud]), _decibel(rest) if len(rest) else noise)


def _smooth(db: NDArray[Any]) -> NDArray[Any]:
    """Over 50 ms, so that a single quiet frame does not pass for the background."""
    if len(db) < 5:
        return db
    return np.convolve(db, np.full(5, 0.2), mode="valid")


def _decibel(power: NDArray[np.float32]) -> float:
    return float(max(10 * np.log10(max(float(np.mean(power)), 1e-12)), _FLOOR))


def _without_short(mask: NDArray[np.bool_], value: bool, seconds: float) -> NDArray[np.bool_]:
    """Runs of `value` that are shorter are turned over; those at the edges stay, unless sound."""
    out = mask.copy()
    for start, end in _runs(mask == value):
        at_edge = start == 0 or end == len(mask)
        if (end - start) / FRAMES_PER_SECOND < seconds and (value or not at_edge):
            out[start:end] = not value
    return out


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return [(int(s), int(e)) for s, e in edges.reshape(-1, 2)]
