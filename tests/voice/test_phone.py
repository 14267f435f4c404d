"""The telephone sounds like one, and no louder or quieter than without it."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.voice.phone import LINE_RATE, hold_music, over_the_line, ringing
from trainer.voice.sound import speech_level


def tone(hertz: float, rate: int = 24_000) -> np.ndarray:
    return 0.2 * np.sin(2 * np.pi * hertz * np.arange(rate) / rate)


def share(wave: np.ndarray, low: float, high: float) -> float:
    power = np.abs(np.fft.rfft(wave)) ** 2
    hertz = np.fft.rfftfreq(len(wave), 1 / LINE_RATE)
    return float(power[(hertz >= low) & (hertz <= high)].sum() / power.sum())


def test_what_lies_outside_the_band_goes() -> None:
    mixed = sum(tone(h) for h in (100, 1_000, 6_000)) / 3
    heard = over_the_line(mixed, 24_000)
    assert len(heard) == LINE_RATE
    assert share(heard, 900, 1_100) > 0.97


@pytest.mark.parametrize("hertz", [400, 1_000, 3_000])
def test_speech_is_as_loud_as_before(hertz: float) -> None:
    heard = over_the_line(tone(hertz), 24_000)
    assert 20 * np.log10(speech_level(heard) / speech_level(tone(hertz))) == pytest.approx(0, abs=0.5)


@pytest.mark.parametrize("length", [0, 1, 30, 61])
def test_the_shortest_sounds_pass(length: int) -> None:
    assert np.isfinite(over_the_line(tone(1_000)[:length], 24_000)).all()


def test_silence_is_a_quiet_line() -> None:
    heard = over_the_line(np.zeros(24_000), 24_000)
    assert -65 < 20 * np.log10(np.sqrt(np.mean(heard**2))) < -50


def test_it_rings_one_second_in_three() -> None:
    ring = ringing(2)
    loud = np.abs(ring).reshape(6, LINE_RATE).max(axis=1) > 0.1
    assert loud.tolist() == [True, False, False] * 2
    assert share(ring, 370, 430) > 0.99


def test_the_music_can_be_looped_without_a_click() -> None:
    music = hold_music()
    inside = np.abs(np.diff(music)).max()
    assert abs(music[0] - music[-1]) <= inside
