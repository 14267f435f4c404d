"""A whole call as one file: everybody's sounds where they were said, with the silence between them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.acoustics.wav import RATE, decode
from trainer.errors import InvalidInput
from trainer.voice.sound import pcm, wav_of

log = logging.getLogger("trainer.voice")

LONGEST_GAP = 300.0
"""Seconds: as the call's timer counts it; longer means away, not talking."""


@dataclass(frozen=True)
class Part:
    """One thing said: the second `at` which it began (any origin, the same for all parts) and its WAV;
    b"" where only the text was kept."""

    at: float
    wav: bytes = b""


@dataclass(frozen=True)
class CallAudio:
    """A mono WAV (16 kHz, 16-bit PCM) of `seconds`. `starts`: where each part begins in it, in the order
    given; `unreadable`: the numbers of parts (0-based) whose sound could not be read."""

    wav: bytes
    seconds: float
    starts: tuple[float, ...]
    unreadable: tuple[int, ...] = ()


def call_audio(parts: Sequence[Part], longest_gap: float = LONGEST_GAP) -> CallAudio:
    """The parts in order. Where one still sounds when the next began, the next one waits: nothing is mixed
    or lost. Gaps are true up to `longest_gap` seconds."""
    frames: list[bytes] = []
    starts, unreadable = [], []
    written, end = 0, parts[0].at if parts else 0.0  # samples so far; the moment of the call they reach
    for number, part in enumerate(parts):
        silence = round(min(max(0.0, part.at - end), longest_gap) * RATE)
        frames.append(bytes(2 * silence))
        written += silence
        starts.append(written / RATE)
        sound = _sound(part)
        if sound is None:
            unreadable.append(number)
        frames.append(sound or b"")
        length = len(sound or b"") // 2
        written += length
        end = max(end, part.at) + length / RATE
    return CallAudio(wav_of(b"".join(frames), RATE), written / RATE, tuple(starts), tuple(unreadable))


def _sound(part: Part) -> bytes | None:
    """Its samples; None if they cannot be read."""
    if not part.wav:
        return b""
    try:
        return pcm(decode(part.wav).samples.astype("float64"))
    except InvalidInput as error:
        log.warning("a part of a call cannot be played: %s", error)
        return None
