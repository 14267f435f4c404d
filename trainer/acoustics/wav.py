"""WAV bytes from a browser or a file, as samples."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.errors import InvalidInput

RATE = 16_000
"""Samples per second of every Sound."""
MAX_BYTES = 25 * 1024 * 1024
MAX_SECONDS = 300.0
MIN_SECONDS = 0.1
_RATES = range(6_000, 192_001)
_CONTAINERS = {
    b"\x1aE\xdf\xa3": "WebM",
    b"OggS": "Ogg",
    b"ID3": "MP3",
    b"\xff\xfb": "MP3",
    b"fLaC": "FLAC",
}

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Sound:
    """Mono samples between -1 and 1 at RATE. `clipped`: share of samples at full scale, 0–1."""

    samples: Samples
    clipped: float = 0.0

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE


def decode(data: bytes) -> Sound:
    """PCM (8, 16, 24, 32 bit or float) WAV of any usual rate and number of channels, made mono at
    RATE. Raises InvalidInput with what to do for anything else."""
    if not data:
        raise InvalidInput("録音が空です。マイクが選ばれているかを確かめて、もう一度録音してください。")
    if len(data) > MAX_BYTES:
        raise InvalidInput(
            f"録音が大きすぎます({len(data) / 1024 / 1024:.0f} MB)。25 MB、5分までに分けて録音してください。"
        )
    rate, samples = read(data)
    clipped = float(np.mean(np.abs(samples) >= 0.999)) if len(samples) else 0.0
    seconds = len(samples) / rate
    if seconds < MIN_SECONDS:
        raise InvalidInput(
            "録音が短すぎて測れません。録音のボタンを押してから話し、話し終えてから止めてください。"
        )
    if seconds > MAX_SECONDS:
        raise InvalidInput(f"録音が長すぎます({seconds / 60:.0f}分)。5分までに分けて録音してください。")
    return Sound(_resampled(samples, rate), clipped)


def read(data: bytes) -> tuple[int, Samples]:
    """As `decode`, at the file's own rate and of any length: (samples per second, mono samples)."""
    rate, raw = _read(data)
    samples = _scaled(raw)
    return rate, samples.mean(axis=1) if samples.ndim == 2 else samples


def _read(data: bytes) -> tuple[int, NDArray[Any]]:
    from scipy.io import wavfile

    try:
        with warnings.catch_warnings():
            # Unknown chunks and a cut end are usual in browsers' files and harm nothing.
            warnings.simplefilter("ignore", wavfile.WavFileWarning)
            rate, raw = wavfile.read(io.BytesIO(data))
    except Exception as error:  # scipy raises whatever the broken bytes lead to
        kind = next((name for head, name in _CONTAINERS.items() if data.startswith(head)), "")
        if kind:
            raise InvalidInput(
                f"{kind} の録音は読めません。WAV 形式で録音するか、WAV に変換してください。"
            ) from error
        raise InvalidInput(
            "録音のファイルが壊れているか、WAV ではありません。もう一度録音してください。"
        ) from error
    if rate not in _RATES or raw.size == 0 or (raw.ndim == 2 and raw.shape[1] > 8):
        raise InvalidInput("録音のファイルの形式が使えません。16 kHz、モノラルの WAV で録音してください。")
    return int(rate), raw


def _scaled(raw: NDArray[Any]) -> Samples:
    """To -1…1; numbers that are none become silence."""
    if raw.dtype == np.uint8:
        scaled = (raw.astype(np.float32) - 128.0) / 128.0
    elif np.issubdtype(raw.dtype, np.integer):
        scaled = raw.astype(np.float32) / float(np.iinfo(raw.dtype).max)
    else:
        scaled = raw.astype(np.float32)
    finite = np.nan_to_num(scaled, nan=0.0, posinf=1.0, neginf=-1.0)
    bounded: Samples = np.clip(finite, -1.0, 1.0).astype(np.float32)
    return bounded


def _resampled(samples: Samples, rate: int) -> Samples:
    if rate == RATE:
        return samples
    from math import gcd

    from scipy.signal import resample_poly

    common = gcd(rate, RATE)
    out: Samples = resample_poly(samples, RATE // common, rate // common).astype(np.float32)
    return out
