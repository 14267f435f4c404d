"""Customers worded by a model: what reaches the trainee, whatever the model and its server do."""

from __future__ import annotations

import time

import pytest

from tests.conftest import House
from tests.llm.faulty import FaultyServer
from tests.llm.modes import MODES
from tests.llm.talking import TalkingServer, obedient
from tests.speaking.calls import Talk, begin, lines, say, spoken_to
from trainer.attempt import SCRIPT


def test_the_trainees_words_are_stored_before_the_model_has_said_anything(
    model: TalkingServer, house: House, with_model: Talk
) -> None:
    practice = with_model(model.url)
    attempt = spoken_to(practice, house)
    assert attempt.awaits_customer and not model.asked
    assert house.store.events(attempt.id)[-1].key == "k"


def test_the_words_grow_phrase_by_phrase_and_are_stored_as_they_were_shown(
    model: TalkingServer, house: House, with_model: Talk
) -> None:
    model.between = 0.05
    practice = with_model(model.url)
    attempt = spoken_to(practice, house)
    answer = practice.answer(house.trainee, attempt.id)
    assert answer is not None
    shown = []
    while not answer.wait(0.02):
        shown.append(answer.shown)
    said = practice.attempt(house.trainee, attempt.id).customer[-1]
    assert said.worded_by == "model:oshaberi-1"
    assert said.text == obedient(model.asked[-1])
    assert len(set(shown)) > 2 and all(said.text.startswith(s) for s in shown)
    assert said.use is not None and (said.use.tokens_in, said.use.tokens_out) == (1000, 20)


def test_a_bad_reply_is_rewritten_once(model: TalkingServer, house: House, with_model: Talk) -> None:
    model.words = lambda body: (
        obedient(body) if "使えません" in body["messages"][-1]["content"] else "(ため息)はい。"
    )
    practice = with_model(model.url)
    said = say(practice, house, begin(practice, house), lines(house)[0]).customer[-1]
    assert said.worded_by == "model:oshaberi-1"
    assert said.use is not None and "narration" in said.use.refused
    assert said.use.tokens_in >= 1000 and len(model.asked) == 2


def test_two_bad_replies_give_the_scripts_line(model: TalkingServer, house: House, with_model: Talk) -> None:
    model.words = lambda body: "申し訳ございません。お調べいたしますので少々お待ちください。"
    practice = with_model(model.url)
    attempt = begin(practice, house)
    said = say(practice, house, attempt, lines(house)[0]).customer[-1]
    assert said.worded_by == SCRIPT and len(model.asked) == 2
    assert said.use is not None and "role_flip" in said.use.refused and not said.use.fault
    assert "お調べ" not in said.text


FAULTY = sorted(name for name, mode in MODES.items() if mode.fault is not None)


@pytest.mark.parametrize("mode", FAULTY)
def test_whatever_the_server_does_the_call_goes_on_in_time(
    mode: str, faulty: FaultyServer, house: House, with_model: Talk
) -> None:
    practice = with_model(faulty.url(mode), read_seconds=0.6, total_seconds=2.5)
    attempt = begin(practice, house)
    begun = time.monotonic()
    after = say(practice, house, attempt, lines(house)[0])
    assert time.monotonic() - begun < 4.0
    said = after.customer[-1]
    assert len(after.customer) == 2 and not after.awaits_customer
    assert said.worded_by == SCRIPT and said.use is not None
    # Endless text is too long before it is endless.
    assert said.use.fault == MODES[mode].fault or "too_long" in said.use.refused
