"""Customers sound like different people, and anger is heard: measured on rendered speech."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from tests.voice.figures import Heard, heard, voices
from trainer.mood import Band
from trainer.voice.shaping import LEVEL
from trainer.voice.styles import style_of

FOUR = ("emotional-woman50", "logical-man40", "vip-man60", "technical-woman40")
MEN_OF_ONE_TYPE = [
    ("emotional-man40", "emotional-harsh-man50"),
    ("logical-man40", "logical-harsh-man50"),
    ("vip-man60", "vip-harsh-man70"),
    ("technical-man30", "technical-elder-man70"),
]


def apart(one: Heard, other: Heard) -> list[str]:
    """In what a listener can tell two voices apart: a semitone of pitch, 6 % of rate, 1.5 semitones of range."""
    found = []
    if abs(12 * np.log2(one.f0 / other.f0)) > 1:
        found.append("pitch")
    if abs(np.log(one.rate / other.rate)) > 0.06:
        found.append("rate")
    if abs(one.range - other.range) > 1.5:
        found.append("range")
    return found


@pytest.mark.parametrize("band", [Band.CALM, Band.ANGRY])
def test_the_four_types_are_told_apart_by_two_measures_at_least(band: Band) -> None:
    for one, other in combinations(FOUR, 2):
        found = apart(heard(one, band), heard(other, band))
        assert len(found) >= 2, f"{one} and {other} differ in {found} only"


@pytest.mark.parametrize(("one", "other"), MEN_OF_ONE_TYPE)
def test_two_men_of_one_type_are_two_men(one: str, other: str) -> None:
    assert "pitch" in apart(heard(one, Band.CALM), heard(other, Band.CALM))


@pytest.mark.parametrize("voice", FOUR)
def test_anger_is_heard(voice: str) -> None:
    calm, tense, angry = (heard(voice, band) for band in (Band.CALM, Band.TENSE, Band.ANGRY))
    assert calm.range < tense.range < angry.range and angry.range > 1.25 * calm.range
    assert calm.rate < tense.rate < angry.rate and angry.rate > 1.08 * calm.rate
    assert calm.level < tense.level < angry.level
    assert calm.f0 < angry.f0


@pytest.mark.parametrize("voice", FOUR)
@pytest.mark.parametrize("band", list(Band))
def test_level_is_as_set_and_nothing_is_clipped(voice: str, band: Band) -> None:
    said = heard(voice, band)
    wanted = LEVEL + style_of(voices()[voice], band).gain
    assert said.level == pytest.approx(wanted, abs=2)
    assert said.peak < 0.95


def test_men_speak_lower_than_women() -> None:
    pitch = {v.id: style_of(v, Band.CALM).pitch for v in voices().values()}
    men, women = ([pitch[v.id] for v in voices().values() if v.gender == g] for g in ("male", "female"))
    assert max(men) + 2 < min(women)


def test_every_age_and_mood_gives_a_style_that_can_be_spoken() -> None:
    for voice in voices().values():
        for age in (10, 29, 30, 64, 65, 110):
            for band in Band:
                style_of(voice.model_copy(update={"age": age}), band)
