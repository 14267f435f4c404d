"""Another melody, the same speech: pitch as asked, as long and as loud as before, hisses untouched."""

from __future__ import annotations

import numpy as np
import pytest

from tests.acoustics.voices import speech
from trainer.acoustics.pitch import pitch
from trainer.acoustics.psola import remelodied

RATE = 16_000


def loudness(samples: np.ndarray) -> np.ndarray:
    """dB per 10 ms, over 30 ms."""
    return 10 * np.log10(np.convolve(samples**2, np.ones(480) / 480, "same")[::160] + 1e-9)


@pytest.mark.parametrize("hertz", [110, 160, 220])
@pytest.mark.parametrize("factor", [0.75, 1.0, 1.35])
def test_pitch_moves_and_loudness_stays(hertz: float, factor: float) -> None:
    before = speech(hertz=hertz, groups=(8,)).astype(np.float64)
    after = remelodied(before, RATE, lambda at, f: f * factor)
    assert len(after) == len(before)
    was, now = (pitch(s.astype(np.float32)) for s in (before, after))
    both = (was > 0) & (now > 0)
    assert both.sum() > 0.75 * (was > 0).sum()
    assert abs(np.median(12 * np.log2(now[both] / (was[both] * factor)))) < 0.1
    change = (loudness(after) - loudness(before))[loudness(before) > -30]
    assert abs(change.mean()) < 0.5 and np.percentile(np.abs(change), 95) < 2


def test_a_hiss_between_vowels_stays_as_it_is() -> None:
    vowel = speech(groups=(4,), lead=0.0).astype(np.float64)
    hiss = 0.05 * np.random.default_rng(1).standard_normal(RATE // 2)
    before = np.concatenate([vowel, hiss, vowel])
    after = remelodied(before, RATE, lambda at, f: f * 1.3)
    inner = slice(len(vowel) + 1_000, len(vowel) + len(hiss) - 1_000)
    assert np.corrcoef(before[inner], after[inner])[0, 1] > 0.95


def test_silence_and_noise_pass_unchanged() -> None:
    for sound in (
        np.zeros(RATE),
        0.1 * np.random.default_rng(2).standard_normal(800),
        np.zeros(0),
        np.zeros(10),
    ):
        assert np.allclose(remelodied(sound, RATE, lambda at, f: f * 2), sound, atol=0.2)
