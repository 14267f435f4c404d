"""Samples and the bytes of a WAV file, and what a phrase is handed over as."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float64]
"""Mono samples between -1 and 1."""

SILENT = 0.004
"""Samples below this are no speech (-48 dBFS)."""


@dataclass(frozen=True)
class Clip:
    """A piece of sound for the browser: a mono WAV file (16-bit PCM) of `seconds`, the silence after it
    included. `text`: the words in it, as they are said aloud."""

    wav: bytes
    seconds: float
    text: str = ""


def speech_level(samples: Wave) -> float:
    """RMS of what is louder than SILENT, 0–1; 0 where there is nothing."""
    speech = samples[np.abs(samples) > SILENT]
    return float(np.sqrt(np.mean(speech**2))) if len(speech) else 0.0


def pcm(samples: Wave) -> bytes:
    """16-bit little-endian samples; what lies beyond full scale is cut."""
    return (np.clip(samples, -1, 1) * 32_767).round().astype("<i2").tobytes()


def wav_of(frames: bytes, rate: int) -> bytes:
    """A mono WAV file of 16-bit samples."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(frames)
    return out.getvalue()


def frames_of(wav: bytes) -> tuple[bytes, int]:
    """The samples and the rate of a file that `wav_of` wrote. Raises wave.Error or EOFError for another."""
    with wave.open(io.BytesIO(wav)) as file:
        if (file.getnchannels(), file.getsampwidth()) != (1, 2):
            raise wave.Error("not a mono file of 16-bit samples")
        return file.readframes(file.getnframes()), file.getframerate()


def clip_of(wav: bytes, text: str = "") -> Clip:
    """Raises wave.Error or EOFError for bytes that are no WAV file of ours."""
    frames, rate = frames_of(wav)
    return Clip(wav, len(frames) / 2 / rate, text)
