"""The call as one file: everything in its place, nothing lost, whatever the recordings are."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest

from tests.acoustics.voices import speech, wav
from trainer.acoustics.activity import activity
from trainer.acoustics.wav import decode
from trainer.voice import Part, call_audio

SECOND = wav(speech(groups=(4,), lead=0.0)[:16_000])  # half a second of speech
LENGTH = decode(SECOND).seconds


def test_sounds_stand_where_they_were_said_with_true_gaps() -> None:
    call = call_audio([Part(100.0, SECOND), Part(102.0, SECOND), Part(105.5, SECOND)])
    assert call.starts == pytest.approx((0.0, 2.0, 5.5), abs=0.001)
    heard = activity(decode(call.wav).samples).spoken
    assert [start for start, _ in heard] == pytest.approx([0.0, 2.0, 5.5], abs=0.05)
    assert call.seconds == pytest.approx(5.5 + LENGTH, abs=0.001)


def test_who_speaks_into_anothers_words_is_heard_after_them() -> None:
    call = call_audio([Part(0.0, SECOND), Part(0.1, SECOND), Part(0.2, SECOND)])
    assert call.starts == pytest.approx((0.0, LENGTH, 2 * LENGTH))


def test_typed_words_have_their_place_but_no_sound() -> None:
    call = call_audio([Part(0.0, SECOND), Part(3.0), Part(6.0, SECOND)])
    assert call.starts == pytest.approx((0.0, 3.0, 6.0), abs=0.001)


def test_nobody_waits_through_a_lunch_break() -> None:
    call = call_audio([Part(0.0, SECOND), Part(4_000.0, SECOND)], longest_gap=10.0)
    assert call.starts[1] == pytest.approx(LENGTH + 10.0)


@pytest.mark.parametrize("rate", [8_000, 24_000, 48_000])
def test_recordings_of_any_rate_go_together(rate: int) -> None:
    other = wav(speech(groups=(4,), lead=0.0), rate)
    call = call_audio([Part(0.0, SECOND), Part(2.0, other)])
    with wave.open(io.BytesIO(call.wav)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16_000, 1, 2)
        assert file.getnframes() / 16_000 == pytest.approx(call.seconds)


def test_a_broken_recording_leaves_the_rest_of_the_call() -> None:
    call = call_audio([Part(0.0, SECOND), Part(1.0, b"broken"), Part(2.0, SECOND)])
    assert call.unreadable == (1,)
    assert call.starts == pytest.approx((0.0, 1.0, 2.0), abs=0.001)


def test_loud_recordings_are_not_clipped_anew() -> None:
    full = wav((0.99 * np.sign(np.sin(np.arange(16_000) / 20))).astype(np.float32))
    assert np.abs(decode(call_audio([Part(0.0, full)]).wav).samples).max() <= 1.0


def test_an_empty_call() -> None:
    assert call_audio([]).seconds == 0
