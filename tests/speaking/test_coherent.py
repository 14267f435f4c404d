"""Customers worded by a model: one call, whatever dies, is reloaded, or is not waited for."""

from __future__ import annotations

import sqlite3
import time

import pytest

from tests.conftest import EXAMPLE, House
from tests.llm.talking import TalkingServer
from tests.speaking.calls import Talk, begin, lines, say, spoken_to
from trainer.attempt import INTERRUPTED, SCRIPT, Attempt
from trainer.errors import Conflict


def test_replay_from_the_events_needs_no_model(model: TalkingServer, house: House, with_model: Talk) -> None:
    practice = with_model(model.url)
    attempt = say(practice, house, begin(practice, house), lines(house)[0])
    model.close()
    assert Attempt.of(house.store.events(attempt.id)).transcript == attempt.transcript
    assert house.practice.attempt(house.trainee, attempt.id).transcript == attempt.transcript


def test_the_model_dies_and_comes_back_within_one_call(house: House, with_model: Talk) -> None:
    alive = TalkingServer()
    practice = with_model(alive.url)
    attempt = say(practice, house, begin(practice, house), lines(house)[0])
    alive.close()
    attempt = say(practice, house, attempt, lines(house)[1])
    back = TalkingServer()
    try:
        practice = with_model(back.url)  # the application was started again as well
        attempt = say(practice, house, attempt, lines(house)[2])
        assert [e.worded_by for e in attempt.customer] == [
            SCRIPT,
            "model:oshaberi-1",
            SCRIPT,
            "model:oshaberi-1",
        ]
        told = [m["content"] for m in back.asked[-1]["messages"]]
        assert all(any(u.text in words for words in told) for u in attempt.transcript[:-1])
        assert [u.turn for u in attempt.transcript] == [0, 1, 1, 2, 2, 3, 3]
    finally:
        back.close()


def test_an_answer_that_was_lost_with_the_process_is_given_on_return(
    model: TalkingServer, house: House, with_model: Talk
) -> None:
    practice = with_model(model.url)
    attempt = spoken_to(practice, house)
    reborn = with_model(model.url)
    assert reborn.catch_up(house.trainee, attempt.id).awaits_customer
    answer = reborn.answer(house.trainee, attempt.id)
    assert answer is not None and answer.wait(10)
    assert len(reborn.attempt(house.trainee, attempt.id).customer) == 2
    without = house.practice.catch_up(house.trainee, attempt.id)
    assert len(without.customer) == 2


def test_a_call_with_a_model_goes_on_where_none_is_configured_any_more(
    model: TalkingServer, house: House, with_model: Talk
) -> None:
    practice = with_model(model.url)
    attempt = spoken_to(practice, house)
    after = house.practice.catch_up(house.trainee, attempt.id)
    assert not after.awaits_customer and after.customer[-1].worded_by == SCRIPT


def test_two_pages_follow_one_answer(model: TalkingServer, house: House, with_model: Talk) -> None:
    model.first = 0.3
    practice = with_model(model.url)
    attempt = spoken_to(practice, house)
    first, second = (practice.answer(house.trainee, attempt.id) for _ in range(2))
    assert first is second and first is not None and first.wait(10)
    assert len(model.asked) == 1
    assert len(practice.attempt(house.trainee, attempt.id).customer) == 2


def test_who_does_not_wait_gets_the_scripts_answer_and_never_two(
    model: TalkingServer, house: House, with_model: Talk
) -> None:
    model.first = 0.5
    practice = with_model(model.url)
    attempt = spoken_to(practice, house)
    answer = practice.answer(house.trainee, attempt.id)
    held = practice.hold(house.trainee, attempt.id, key="b", seen=len(attempt.events))
    assert held.on_hold and held.customer[-1].use is not None
    assert held.customer[-1].use.fault == INTERRUPTED
    assert answer is not None and answer.wait(10)
    after = practice.attempt(house.trainee, attempt.id)
    assert after.events == held.events


def test_a_hint_does_not_cut_the_answer_short(model: TalkingServer, house: House, with_model: Talk) -> None:
    model.first = 0.3
    practice = with_model(model.url)
    attempt = spoken_to(practice, house)
    answer = practice.answer(house.trainee, attempt.id)
    practice.hint(house.trainee, attempt.id, "まず受け止めましょう", key="h", seen=len(attempt.events))
    assert answer is not None and answer.wait(10) and answer.error is None
    after = practice.attempt(house.trainee, attempt.id)
    assert after.hints == 1 and after.customer[-1].worded_by == "model:oshaberi-1"


def test_words_sent_behind_an_unseen_answer_count(
    model: TalkingServer, house: House, with_model: Talk
) -> None:
    practice = with_model(model.url)
    attempt = spoken_to(practice, house)
    answer = practice.answer(house.trainee, attempt.id)
    assert answer is not None and answer.wait(10)
    after = practice.say(house.trainee, attempt.id, lines(house)[1], key="b", seen=len(attempt.events))
    assert after.turns == 2
    with pytest.raises(Conflict):
        practice.say(house.trainee, attempt.id, "別の画面から", key="c", seen=len(attempt.events))


def test_nobody_writes_later_because_a_model_is_waited_for(
    model: TalkingServer, house: House, with_model: Talk
) -> None:
    model.first = 1.0
    practice = with_model(model.url)
    attempt = spoken_to(practice, house)
    answer = practice.answer(house.trainee, attempt.id)
    time.sleep(0.2)
    begun = time.monotonic()
    other = sqlite3.connect(house.path, timeout=5)
    other.execute("BEGIN IMMEDIATE")
    other.execute("ROLLBACK")
    other.close()
    house.practice.start(house.other, EXAMPLE)
    assert time.monotonic() - begun < 0.5
    assert answer is not None and not answer.wait(0)
    assert answer.wait(10)
