"""The customer's lines as sounds: for the attempt's own trainee, phrase by phrase, never before they are said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sounding.conftest import Spoken
from trainer.acoustics.wav import decode
from trainer.errors import NotFound
from trainer.mood import Band
from trainer.sounding import VoiceChoice
from trainer.sounding.voices import line_style, softened
from trainer.voice.spoken_text import phrases


def test_a_line_is_heard_phrase_by_phrase_to_its_end(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    attempt = one.start()
    key = one.calls.customer.key(one.house.trainee, attempt.id)
    expected = phrases(attempt.customer[0].text)
    clips = [one.calls.customer.clip(key, 0, place) for place in range(len(expected) + 1)]
    assert clips[-1] is None
    assert [decode(clip).seconds > 0.3 for clip in clips[:-1] if clip] == [True] * len(expected)
    assert one.engine.asked == [phrase.text for phrase in expected]


def test_nobody_else_gets_a_key(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    attempt = one.start()
    with pytest.raises(NotFound):
        one.calls.customer.key(one.house.other, attempt.id)
    for wrong in ("", "key99", attempt.id):
        with pytest.raises(NotFound):
            one.calls.customer.clip(wrong, 0, 0)


def test_what_is_not_said_yet_is_not_heard(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    attempt = one.start()
    key = one.calls.customer.key(one.house.trainee, attempt.id)
    for number in (-1, 1, 99):
        with pytest.raises(NotFound):
            one.calls.customer.clip(key, number, 0)
    one.say(attempt)
    assert one.calls.customer.clip(key, 1, 0)


def test_the_same_call_keeps_its_key(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    attempt = one.start()
    make = one.calls.customer.key
    assert make(one.house.trainee, attempt.id) == make(one.house.trainee, attempt.id)
    assert make(one.house.trainee, attempt.id, line=False) != make(one.house.trainee, attempt.id)


def test_it_rings_and_plays_music_on_hold(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    key = one.calls.customer.key(one.house.trainee, one.start().id)
    ringing, music = one.calls.customer.ringing(key), one.calls.customer.hold_music(key)
    assert ringing and decode(ringing).seconds == pytest.approx(3.0)
    assert music and decode(music).seconds > 5


def test_a_chat_has_no_voice(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    practice = one.house.practice
    chat, call = one.start("chat-fashion-sold-out"), one.start()
    assert not one.calls.customer.heard(practice.cast_of(chat))
    assert one.calls.customer.heard(practice.cast_of(call))


def test_the_voice_keeps_to_the_persons_ceiling(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    practice = one.house.practice
    free = one.start()
    calm = practice.start(one.house.trainee, free.started.scenario, seed=1, ceiling=Band.CALM)
    cast = practice.cast_of(free)
    assert free.customer[0].mood.band is Band.ANGRY
    assert (
        line_style(cast, free, free.customer[0]).press > line_style(cast, calm, calm.customer[0]).press == 0
    )
    assert softened(Band.CALM, Band.ANGRY) is Band.CALM


def test_the_opening_is_there_before_the_call(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    cast = one.house.practice.scenarios.cast("appliance-no-callback")
    one.calls.voices.ahead(cast, VoiceChoice(), Band.ANGRY)
    one.calls.voices.speaker(True).settle()
    asked = len(one.engine.asked)
    assert asked >= 3
    key = one.calls.customer.key(one.house.trainee, one.start().id)
    assert one.calls.customer.clip(key, 0, 0)
    assert len(one.engine.asked) == asked, "nothing was left to render"


def test_a_choice_is_remembered_for_each_person(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    voices, trainee, other = one.calls.voices, one.house.trainee, one.house.other
    assert voices.choice(trainee) == VoiceChoice()
    chosen = VoiceChoice(customer=False, volume=40, microphone=True)
    voices.choose(trainee, chosen)
    assert (voices.choice(trainee), voices.choice(other)) == (chosen, VoiceChoice())
