"""Advice names what was measured, the target and where it comes from; three remarks at most."""

from __future__ import annotations

import pytest

from trainer.mood import Band
from trainer.prosody import Measures, Spoken, advice_on, course_of
from trainer.prosody.words import characters, fillers, morae


def spoken(turn: int, band: Band, **changes: object) -> Spoken:
    usual = {
        "seconds": 5.0, "first_sound": 0.5, "speech": 10.0, "rate": 350.0, "articulation": 560.0,
        "loudness": -25.0, "f0": 220.0, "range": 8.0,
    }  # fmt: skip
    return Spoken(turn, band, Measures.model_validate(usual | changes))


def test_a_calm_voice_needs_no_advice() -> None:
    course = course_of([spoken(1, Band.CALM), spoken(2, Band.TENSE), spoken(3, Band.ANGRY)])
    assert advice_on(course) == ()
    assert course.faster == pytest.approx(1.0)


def test_who_speeds_up_when_the_customer_is_angry_is_told_so() -> None:
    course = course_of(
        [
            spoken(1, Band.TENSE),
            spoken(2, Band.ANGRY, articulation=730.0),
            spoken(3, Band.ANGRY, articulation=720.0),
        ]
    )
    assert course.faster == pytest.approx(1.29, abs=0.02)
    assert "速さが29%上がりました" in advice_on(course)[0].what


def test_louder_and_higher_under_pressure() -> None:
    told = advice_on(course_of([spoken(1, Band.CALM), spoken(2, Band.ANGRY, loudness=-18.0, f0=280.0)]))
    assert [("dB大きく" in a.what, "半音高く" in a.what) for a in told] == [(True, False), (False, True)]


def test_never_more_than_three_and_each_with_target_and_source() -> None:
    worst = [
        spoken(1, Band.CALM, rate=520.0, range=1.0, first_sound=4.0, fillers=("えーと",) * 9),
        spoken(2, Band.ANGRY, rate=560.0, articulation=900.0, loudness=-10.0, f0=400.0),
    ]
    told = advice_on(course_of(worst))
    assert 1 <= len(told) <= 3 and all(a.target and a.source and a.how for a in told)


def test_without_an_angry_customer_nothing_is_compared() -> None:
    course = course_of([spoken(1, Band.CALM), spoken(2, Band.CALM)])
    assert course.faster is course.louder is course.higher is None


def test_an_empty_call_gives_no_advice() -> None:
    assert advice_on(course_of([])) == ()


@pytest.mark.parametrize(
    ("text", "beats"),
    [("今日", 2), ("本", 2), ("コーヒー", 4), ("東京", 4), ("切手", 3), ("、。!", 0), ("", 0)],
)
def test_morae_are_counted_by_the_reading(text: str, beats: int) -> None:
    assert morae(text) == beats


def test_fillers_are_found_and_characters_counted_without_marks() -> None:
    assert fillers("えーと、そうですね、あの、少々お待ちください。") == ("えーと", "あの")
    assert fillers("あの件はその後いかがでしょうか。まあまあです。") == ()
    assert characters("はい、分かりました。") == 8


def test_a_typed_greeting_is_not_judged_by_what_was_spoken_later() -> None:
    later = [spoken(2, Band.CALM, rate=520.0), spoken(3, Band.CALM)]
    assert not any("第一声" in a.what for a in advice_on(course_of(later)))
    assert any("第一声" in a.what for a in advice_on(course_of([spoken(1, Band.CALM, rate=520.0), *later])))
