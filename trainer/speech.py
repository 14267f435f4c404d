"""Words for a voice that speaks: how it sounds."""

from __future__ import annotations

import math

from pydantic import Field

from trainer.dialogue import Frozen


class SpeechStyle(Frozen):
    """How a voice sounds. `pitch` in semitones against the engine's own voice; `tract` scales the
    formants (below 1: a longer vocal tract, a man); `speed` 1 is the engine's own; `range` multiplies
    the melody's distance from its middle; `lift` semitones up at the end of a question; `gain` dB;
    `comma`, `stop` seconds of silence after a phrase; `press` 0 (soft) to 3 (pressed, shouting)."""

    pitch: float = Field(default=0.0, ge=-24, le=24)
    tract: float = Field(default=1.0, ge=0.7, le=1.3)
    speed: float = Field(default=1.0, ge=0.5, le=2.0)
    range: float = Field(default=1.0, ge=0.2, le=3.0)
    lift: float = Field(default=3.0, ge=0, le=12)
    gain: float = Field(default=0.0, ge=-12, le=12)
    comma: float = Field(default=0.2, ge=0, le=2)
    stop: float = Field(default=0.45, ge=0, le=3)
    press: float = Field(default=0.0, ge=0, le=3)


def engine_pitch(style: SpeechStyle) -> float:
    """Semitones to ask of an engine: scaling the tract afterwards will shift the pitch as well."""
    return style.pitch - 12 * math.log2(style.tract)


def engine_speed(style: SpeechStyle) -> float:
    """Speed to ask of an engine: scaling the tract afterwards will stretch the sound as well."""
    return style.speed / style.tract
