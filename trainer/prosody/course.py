"""How the voice moved over a call, and whether it followed the customer's anger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from trainer.mood import Band
from trainer.prosody.measures import Measures


@dataclass(frozen=True)
class Spoken:
    """One measured utterance: its operator turn and the customer's mood it answered."""

    turn: int
    band: Band
    measures: Measures


@dataclass(frozen=True)
class Course:
    """`spoken` in order; the change of the trainee's own medians from calm and tense turns to angry
    ones: `faster` as a ratio of articulation rate, `louder` in dB, `higher` in semitones. None
    where one of the two sides is missing."""

    spoken: tuple[Spoken, ...]
    faster: float | None = None
    louder: float | None = None
    higher: float | None = None


def course_of(spoken: Sequence[Spoken]) -> Course:
    """The curve of a call. Loudness is compared within the call only: the browser sets the gain."""
    angry = [s.measures for s in spoken if s.band is Band.ANGRY]
    other = [s.measures for s in spoken if s.band is not Band.ANGRY]
    rate = _medians(other, angry, lambda m: m.articulation)
    loud = _medians(other, angry, lambda m: m.loudness)
    f0 = _medians(other, angry, lambda m: m.f0)
    return Course(
        spoken=tuple(spoken),
        faster=rate[1] / rate[0] if rate else None,
        louder=loud[1] - loud[0] if loud else None,
        higher=float(12 * np.log2(f0[1] / f0[0])) if f0 else None,
    )


def _medians(
    before: Sequence[Measures], after: Sequence[Measures], of: Callable[[Measures], float | None]
) -> tuple[float, float] | None:
    """(median before, median after); None where nothing was measured on one side."""
    sides = [[v for m in side if (v := of(m)) is not None] for side in (before, after)]
    if not all(sides):
        return None
    return float(np.median(sides[0])), float(np.median(sides[1]))
