"""Customers worded by a model: what they may cost."""

from __future__ import annotations

import threading

import pytest

from tests.conftest import House
from tests.llm.talking import TalkingServer
from tests.speaking.calls import Talk, begin, lines, say
from trainer.llm import Fault
from trainer.settings import Price


def test_the_ceiling_of_a_call_gives_the_rest_to_the_script(
    model: TalkingServer, house: House, with_model: Talk
) -> None:
    practice = with_model(model.url, call_tokens=3_000)
    attempt = begin(practice, house)
    for words in lines(house)[:3]:
        attempt = say(practice, house, attempt, words)
    faults = [e.use.fault for e in attempt.customer if e.use]
    assert faults[0] == "" and faults[-1] == Fault.OVER_CALL
    assert sum(e.use.tokens_in + e.use.tokens_out for e in attempt.customer if e.use) <= 3_000


def test_the_ceiling_of_a_day_holds_over_calls_and_restarts(
    model: TalkingServer, house: House, with_model: Talk
) -> None:
    practice = with_model(model.url, day_tokens=4_000, call_tokens=0)
    first = begin(practice, house)
    for words in lines(house)[:3]:
        first = say(practice, house, first, words)
    reborn = with_model(model.url, day_tokens=4_000, call_tokens=0)
    second = say(reborn, house, begin(reborn, house), lines(house)[0])
    assert second.customer[-1].use is not None and second.customer[-1].use.fault == Fault.OVER_DAY
    house.clock.now += 86_400
    third = say(reborn, house, begin(reborn, house), lines(house)[0])
    assert third.customer[-1].worded_by == "model:oshaberi-1"


def test_yen_of_the_day_of_the_call_are_kept(model: TalkingServer, house: House, with_model: Talk) -> None:
    practice = with_model(model.url, price=Price(yen_in=1_000.0, yen_out=5_000.0))
    attempt = say(practice, house, begin(practice, house), lines(house)[0])
    assert attempt.customer[-1].use is not None
    assert attempt.customer[-1].use.yen == pytest.approx(1.1)


def test_thirty_answers_at_once_are_each_stored_once(
    model: TalkingServer, house: House, with_model: Talk
) -> None:
    model.first = 0.5
    practice = with_model(model.url)
    attempts = [begin(practice, house) for _ in range(30)]
    for attempt in attempts:
        practice.say(house.trainee, attempt.id, lines(house)[0], key="k", seen=len(attempt.events))
    answers = [practice.answer(house.trainee, attempt.id) for attempt in attempts]
    assert all(answer is not None and answer.wait(20) for answer in answers)
    done = [practice.attempt(house.trainee, attempt.id) for attempt in attempts]
    assert all(len(a.customer) == 2 and a.customer[-1].worded_by == "model:oshaberi-1" for a in done)
    assert not [t for t in threading.enumerate() if t.name == "answer" and t.is_alive()]
