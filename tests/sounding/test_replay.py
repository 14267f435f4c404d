"""A call to listen to again: everybody's sounds in order, and where each line begins."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.sounding.conftest import Spoken, tone
from trainer.acoustics.wav import RATE, decode
from trainer.errors import Conflict, NotFound


def test_the_whole_call_is_one_file_with_the_start_of_each_line(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    own, me, attempt = one.calls.own, one.house.trainee, one.start()
    own.keep(me, attempt.id, tone(3.0, hertz=330))
    attempt = one.end(one.say(one.say(attempt), "確認いたします。"))
    lines = one.calls.replay.lines(me, attempt)
    assert [said.sound for said in lines] == [True, True, True, False, *[True] * (len(lines) - 4)]
    audio = one.calls.replay.audio(one.calls.customer.key(me, attempt.id))
    assert len(audio.starts) == len(lines) == len(attempt.transcript)
    assert list(audio.starts) == sorted(audio.starts) and audio.seconds > audio.starts[-1]
    samples = decode(audio.wav).samples
    # The trainee's own hum stands where the list says that their line begins.
    at = int((audio.starts[1] + 0.5) * RATE)
    spectrum = np.abs(np.fft.rfft(samples[at : at + RATE]))
    assert abs(int(spectrum.argmax()) - 330) <= 3


def test_a_removed_recording_is_not_heard_any_more(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    own, me, attempt = one.calls.own, one.house.trainee, one.start()
    own.keep(me, attempt.id, tone(6.0))
    attempt = one.end(one.say(attempt))
    key = one.calls.customer.key(me, attempt.id)
    before = one.calls.replay.audio(key).seconds
    own.delete(me, attempt.id, 1)
    assert not one.calls.replay.lines(me, attempt)[1].sound
    assert one.calls.replay.audio(key).seconds < before - 2


def test_a_call_that_still_runs_is_not_replayed(spoken: Callable[..., Spoken]) -> None:
    one = spoken()
    key = one.calls.customer.key(one.house.trainee, one.start().id)
    with pytest.raises(Conflict):
        one.calls.replay.audio(key)
    with pytest.raises(NotFound):
        one.calls.replay.audio("somebody")
