"""Every kind of recording is either measured or refused with what to do."""

from __future__ import annotations

import contextlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import resample_poly

from tests.acoustics.voices import speech, wav
from trainer.errors import InvalidInput
from trainer.prosody import decode, measure

VOICE = speech(hertz=200)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.int32, np.float32, np.float64])
def test_every_sample_format_gives_the_same_voice(dtype: type) -> None:
    m = measure(decode(wav(VOICE, dtype=dtype)), "あ" * 24)
    assert m.f0 == pytest.approx(200, rel=0.03)


@pytest.mark.parametrize(("rate", "up", "down"), [(8_000, 1, 2), (44_100, 441, 160), (48_000, 3, 1)])
def test_every_rate_gives_the_same_voice(rate: int, up: int, down: int) -> None:
    sound = decode(wav(resample_poly(VOICE, up, down).astype(np.float32), rate))
    assert sound.seconds == pytest.approx(len(VOICE) / 16_000, abs=0.01)
    assert measure(sound, "").f0 == pytest.approx(200, rel=0.03)


def test_stereo_becomes_mono() -> None:
    assert decode(wav(np.stack([VOICE, VOICE], axis=1))).samples.ndim == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "空です"),
        (b"\x1aE\xdf\xa3" + b"x" * 400, "WebM"),
        (b"OggS" + b"x" * 400, "Ogg"),
        (b"ID3" + b"x" * 400, "MP3"),
        (b"RIFF\x00\x00\x00\x00WAVE", "壊れている"),
        ("ただの文章です。".encode() * 30, "WAV ではありません"),
        (wav(VOICE)[:30], "壊れている"),
        (wav(np.zeros(100, np.float32)), "短すぎて"),
        (wav(np.zeros(16_000 * 301, np.float32), dtype=np.uint8), "長すぎます"),
        (b"RIFF" + b"\x00" * (26 * 1024 * 1024), "大きすぎます"),
    ],
)
def test_what_cannot_be_used_is_refused_in_japanese(data: bytes, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        decode(data)


def test_a_recording_cut_off_in_the_middle_is_measured_as_far_as_it_goes() -> None:
    whole = wav(VOICE)
    assert 1.0 < decode(whole[: len(whole) // 2]).seconds < len(VOICE) / 16_000


def test_numbers_that_are_none_become_silence() -> None:
    broken = VOICE.copy()
    broken[1_000:2_000] = np.nan
    broken[2_000:2_010] = np.inf
    assert np.isfinite(decode(wav(broken, dtype=np.float32)).samples).all()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600), st.booleans())
def test_any_bytes_are_read_or_refused(tail: bytes, riff: bool) -> None:
    with contextlib.suppress(InvalidInput):
        decode((wav(VOICE[:4_000])[:44] if riff else b"") + tail)
