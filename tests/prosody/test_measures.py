"""The measures find what synthetic speech was made with."""

from __future__ import annotations

import numpy as np
import pytest

from tests.acoustics.voices import noisy, speech
from trainer.prosody import Sound, measure

TEXT = "あ" * 24  # one mora a syllable


def semitones(one: float, other: float) -> float:
    return abs(12 * np.log2(one / other))


@pytest.mark.parametrize("per_minute", [360, 480, 600])
@pytest.mark.parametrize("hertz", [110, 160, 220, 330])
def test_rate_pauses_and_pitch_of_clean_speech(per_minute: float, hertz: float) -> None:
    m = measure(Sound(speech(per_minute, hertz=hertz)), TEXT)
    assert m.articulation == pytest.approx(per_minute, rel=0.05)
    assert [length for _, length in m.pauses] == pytest.approx([0.5, 0.5], abs=0.1)
    assert m.f0 and semitones(m.f0, hertz) < 0.5
    assert m.first_sound == pytest.approx(0.4, abs=0.1)
    assert not m.problems


@pytest.mark.parametrize("pink", [False, True])
@pytest.mark.parametrize("hertz", [110, 220, 330])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_within_twice_that_at_ten_decibels_of_noise(pink: bool, hertz: float, seed: int) -> None:
    m = measure(Sound(noisy(speech(hertz=hertz), 10, seed, pink)), TEXT)
    assert m.articulation == pytest.approx(480, rel=0.10)
    assert [length for _, length in m.pauses] == pytest.approx([0.5, 0.5], abs=0.2)
    assert m.f0 and semitones(m.f0, hertz) < 1.0
    assert m.first_sound == pytest.approx(0.4, abs=0.2)


def test_range_and_ends_are_told_apart() -> None:
    flat, lively = (measure(Sound(speech(swing=s)), TEXT).range or 0.0 for s in (0.3, 5.0))
    assert flat < 2 < 6 < lively
    rising, falling = (measure(Sound(speech(end=e)), TEXT).end or 0.0 for e in (5.0, -5.0))
    assert falling < -3 < 3 < rising


def test_louder_is_measured_in_decibels() -> None:
    soft, loud = (measure(Sound(speech(level=v)), TEXT).loudness or 0.0 for v in (0.05, 0.2))
    assert loud - soft == pytest.approx(12, abs=0.5)


def test_share_of_silence_grows_with_the_pauses() -> None:
    m = measure(Sound(speech(pause=1.0)), TEXT)
    assert m.silence == pytest.approx(2 / (24 * 60 / 480 + 2), abs=0.05)


@pytest.mark.parametrize(
    ("samples", "told"),
    [
        (np.zeros(16_000, np.float32), "声が入っていません"),
        (speech(level=0.002), "小さすぎます"),
        (noisy(speech(), 5, 1), "周りの音"),
    ],
)
def test_a_bad_recording_is_told(samples: np.ndarray, told: str) -> None:
    assert any(told in p for p in measure(Sound(samples), TEXT).problems)


def test_clipping_is_told() -> None:
    assert any("割れて" in p for p in measure(Sound(speech(), clipped=0.02), TEXT).problems)


def test_without_text_only_the_sound_is_judged() -> None:
    m = measure(Sound(speech()), "")
    assert m.rate is None and m.articulation is None and m.f0


def test_a_single_click_breaks_nothing() -> None:
    click = np.zeros(8_000, np.float32)
    click[4_000] = 1.0
    assert measure(Sound(click), TEXT).f0 is None


def test_steady_hum_is_not_taken_for_speech() -> None:
    hum = (0.05 * np.sin(2 * np.pi * 100 * np.arange(48_000) / 16_000)).astype(np.float32)
    assert (
        "声が入っていません" in measure(Sound(hum), TEXT).problems[0]
        or measure(Sound(hum), TEXT).silence == 0
    )
