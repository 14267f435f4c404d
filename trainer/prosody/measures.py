"""The measures of one spoken utterance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from trainer.acoustics.activity import FRAMES_PER_SECOND, Activity, activity
from trainer.acoustics.pitch import pitch
from trainer.acoustics.wav import Sound
from trainer.dialogue import Frozen
from trainer.prosody.words import characters, fillers, morae, targets

_END_SECONDS = 0.3
_FEW = 10
"""Voiced frames (0.1 s) below which pitch is not judged."""


class Measures(Frozen):
    """`seconds` of the recording, `speech` of it from the first to the last sound; `first_sound` and
    `pauses` (start, length) in seconds; `silence` share of pauses in `speech`, 0–1; `rate` characters
    and `mora_rate` morae per minute of `speech`, `articulation` morae per minute without pauses;
    `loudness`, `noise` in dBFS; `f0` median in Hz, `range` in semitones (10th to 90th percentile);
    `end` semitones per second over the last 0.3 s of voice, negative when falling; None where it
    cannot be judged. `problems`: what is wrong with the recording, for people."""

    seconds: float
    first_sound: float | None = None
    speech: float = 0.0
    pauses: tuple[tuple[float, float], ...] = ()
    silence: float = 0.0
    rate: float | None = None
    mora_rate: float | None = None
    articulation: float | None = None
    loudness: float | None = None
    noise: float | None = None
    f0: float | None = None
    range: float | None = None
    end: float | None = None
    fillers: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def measure(sound: Sound, text: str) -> Measures:
    """Measures of a recording and of what was said in it; `text` may be empty."""
    heard = activity(sound.samples)
    said = fillers(text)
    if not heard.spoken:
        nothing = "声が入っていません。マイクの選択と音量を確かめてください。"
        return Measures(seconds=sound.seconds, fillers=said, problems=(nothing,))
    start, end = heard.spoken[0][0], heard.spoken[-1][1]
    paused = sum(b - a for a, b in heard.pauses)
    speech = max(end - start, 0.01)
    beats = morae(text)
    hertz = _while_speaking(pitch(sound.samples), heard)
    semitones = 12 * np.log2(hertz / 100.0) if len(hertz) >= _FEW else np.zeros(0)
    return Measures(
        seconds=sound.seconds,
        first_sound=start,
        speech=speech,
        pauses=tuple((a, b - a) for a, b in heard.pauses),
        silence=paused / speech,
        rate=_per_minute(characters(text), speech),
        mora_rate=_per_minute(beats, speech),
        articulation=_per_minute(beats, speech - paused),
        loudness=heard.level,
        noise=heard.noise,
        f0=float(np.median(hertz)) if len(semitones) else None,
        range=float(np.percentile(semitones, 90) - np.percentile(semitones, 10)) if len(semitones) else None,
        end=_slope(semitones),
        fillers=said,
        problems=_problems(sound, heard),
    )


def _while_speaking(hertz: NDArray[np.float64], heard: Activity) -> NDArray[np.float64]:
    """Voiced frames inside stretches of speech: hum and tones of the room are left out."""
    at = np.arange(len(hertz)) / FRAMES_PER_SECOND
    inside = np.zeros(len(hertz), dtype=bool)
    for start, end in heard.spoken:
        inside |= (at >= start) & (at <= end)
    return hertz[inside & (hertz > 0)]


def _per_minute(count: int, seconds: float) -> float | None:
    return count / seconds * 60 if count and seconds > 0 else None


def _slope(semitones: NDArray[np.float64]) -> float | None:
    tail = semitones[-int(_END_SECONDS * FRAMES_PER_SECOND) :]
    if len(tail) < _FEW:
        return None
    return float(np.polyfit(np.arange(len(tail)) / FRAMES_PER_SECOND, tail, 1)[0])


def _problems(sound: Sound, heard: Activity) -> tuple[str, ...]:
    limits, found = targets(), []
    if heard.level < limits["quiet"]:
        found.append("声が小さすぎます。マイクを口元に近づけてください。")
    if sound.clipped > limits["clipped"]:
        found.append("音が割れています。マイクの音量を下げるか、少し離してください。")
    if heard.level - heard.noise < limits["noisy"]:
        found.append("周りの音が大きく、測った値が当てになりません。静かな場所で録音してください。")
    return tuple(found)
