"""Changes the melody of speech without changing its speed or the sound of its vowels.

Pitch-synchronous overlap-add (Moulines and Charpentier, Speech Communication 9, 1990): grains of two
periods are laid down again at another distance. Unvoiced sounds are kept as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from trainer.acoustics.activity import FRAMES_PER_SECOND
from trainer.acoustics.pitch import pitch
from trainer.acoustics.wav import RATE

Curve = NDArray[np.float64]
Melody = Callable[[Curve, Curve], Curve]
"""(seconds of each voiced frame, its Hz) → the Hz it shall have."""

_UNVOICED_STEP = 0.005
_LOWEST, _HIGHEST = 60.0, 800.0
_BORDER = 0.008
"""Seconds over which the new voice fades into the untouched unvoiced sound."""
_GAIN_WINDOW = 0.02
_MOST_GAIN = 2.0


def remelodied(samples: Curve, rate: int, melody: Melody) -> Curve:
    """The same speech with the melody's pitch; as long and, at each moment, as loud as before."""
    from scipy.signal import resample_poly

    common = np.gcd(rate, RATE)
    hertz = pitch(resample_poly(samples, RATE // common, rate // common).astype(np.float32))
    at = np.arange(len(hertz)) / FRAMES_PER_SECOND + 0.02
    voiced = hertz > 0
    if voiced.sum() < 3:
        return samples
    wanted = np.zeros_like(hertz)
    wanted[voiced] = np.clip(melody(at[voiced], hertz[voiced]), _LOWEST, _HIGHEST)
    frame = np.clip(
        (np.arange(len(samples)) * (FRAMES_PER_SECOND / rate) - 2).round().astype(int), 0, len(hertz) - 1
    )
    marks = _marks(samples, rate, hertz[frame])
    sung = _laid_down(samples, rate, marks, hertz[frame], wanted[frame])
    sung *= _gain(samples, sung, rate)
    share = _smooth(voiced[frame].astype(np.float64), int(_BORDER * rate))
    mixed: Curve = share * sung + (1 - share) * samples
    return mixed


def _gain(before: Curve, after: Curve, rate: int) -> Curve:
    """What makes `after` as loud as `before`, moment by moment: grains that overlap more are louder."""
    width = int(_GAIN_WINDOW * rate)
    powers = (_smooth(_smooth(np.square(x), width), width) for x in (before, after))
    old, new = (np.maximum(p, 1e-9) for p in powers)
    gain: Curve = np.clip(np.sqrt(old / new), 1 / _MOST_GAIN, _MOST_GAIN)
    return gain


def _smooth(curve: Curve, width: int) -> Curve:
    """Mean over `width` samples around each one."""
    from scipy.ndimage import uniform_filter1d

    out: Curve = uniform_filter1d(curve, max(1, width), mode="nearest")
    return out


def _marks(samples: Curve, rate: int, hertz: Curve) -> NDArray[np.int64]:
    """One mark a period, on its highest peak; every 5 ms where unvoiced."""
    marks, place = [], 0
    while place < len(samples):
        f = hertz[place]
        if f <= 0:
            marks.append(place)
            place += int(_UNVOICED_STEP * rate)
            continue
        period = int(rate / f)
        start, end = max(0, place - period // 4), min(len(samples), place + period // 4 + 1)
        peak = start + int(np.argmax(samples[start:end]))
        if not marks or peak > marks[-1] + period // 3:
            marks.append(peak)
            place = peak
        place += period
    return np.array(marks, dtype=np.int64)


def _laid_down(samples: Curve, rate: int, marks: NDArray[np.int64], hertz: Curve, wanted: Curve) -> Curve:
    out, weight = np.zeros(len(samples)), np.zeros(len(samples))
    place = float(marks[0])
    while place < len(samples):
        centre = int(place)
        after = int(np.searchsorted(marks, centre))
        next_mark, last_mark = int(marks[min(len(marks) - 1, after)]), int(marks[max(0, after - 1)])
        mark = next_mark if abs(next_mark - centre) <= abs(last_mark - centre) else last_mark
        f, goal = hertz[centre], wanted[centre]
        half = int(rate / f) if f > 0 else int(_UNVOICED_STEP * rate)
        _add_grain(out, weight, samples, mark, centre, half)
        place += rate / goal if goal > 0 else half
    return np.where(weight > 1e-3, out / np.maximum(weight, 0.5), 0.0)


def _add_grain(out: Curve, weight: Curve, samples: Curve, mark: int, centre: int, half: int) -> None:
    low = -min(half, mark, centre)
    high = min(half, len(samples) - mark, len(out) - centre)
    if high <= low:
        return
    window = _window(half)[half + low : half + high]
    out[centre + low : centre + high] += samples[mark + low : mark + high] * window
    weight[centre + low : centre + high] += window


@lru_cache(maxsize=1024)
def _window(half: int) -> Curve:
    """A raised cosine of 2 * half samples, 1 in its middle."""
    out: Curve = 0.5 + 0.5 * np.cos(np.pi * np.arange(-half, half) / half)
    return out
