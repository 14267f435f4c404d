"""Whatever an operator says, the call goes on like a call: 200 random walks through every scenario.

`WALKS` in the environment sets another number per scenario: `make walks` goes 200 times.
"""

from __future__ import annotations

import os

import pytest

from tests.customers.walking import IDS, LIBRARY, pieces, read_once, walk
from trainer import call
from trainer.attempt import EVENT, AnyEvent, Attempt, CustomerSaid, OperatorSaid
from trainer.beat import Beat
from trainer.customers.anger.temper import felt_heard
from trainer.customers.questions.asking import left_to_us
from trainer.customers.questions.following import in_context
from trainer.customers.situation import Situation
from trainer.mood import Mood
from trainer.scenario import Cast
from trainer.story import Fact

WALKS = int(os.environ.get("WALKS", "20"))
REPLAYED = 10
"""Every so manieth walk is walked a second time and answered anew from its stored events."""

SOON = 4
"""Customer replies within which a wording of the voice does not come back."""


@pytest.mark.parametrize("scenario", IDS)
def test_random_walks_stay_calls(scenario: str) -> None:
    cast = LIBRARY.cast(scenario)
    wordings, reader = pieces(cast), read_once()
    for seed in range(WALKS):
        attempt = walk(cast, seed, reader)
        where = f"{scenario}, seed {seed}"
        assert attempt.ended, where
        _nothing_told_unearned(cast, attempt, where)
        _no_line_twice_in_a_row(cast, attempt, where)
        _no_wording_comes_back_soon(cast, attempt, where)
        _steps_of_anger_are_capped(attempt.customer, where)
        assert {line for e in attempt.customer for line in e.said} <= wordings, where
        if seed % REPLAYED == 0:
            assert walk(cast, seed, reader) == attempt, where
            _answers_alike_from_its_stored_events(cast, attempt, where)


def _nothing_told_unearned(cast: Cast, attempt: Attempt, where: str) -> None:
    told: set[str] = set()
    for place, event in enumerate(attempt.events):
        if not isinstance(event, CustomerSaid):
            continue
        assert not told & set(event.tells), f"{where}: a fact is told once as new"
        volunteered = _volunteered(cast, event)
        for fact in (cast.scenario.fact(f) for f in event.tells if f not in volunteered):
            assert _earned(fact, cast, Attempt.of(attempt.events[:place])), (
                f"{where}: {fact.id} at {event.turn}"
            )
        told |= set(event.tells)
        for fact in cast.scenario.facts:
            if fact.hidden and fact.id not in told:
                assert not any(say in event.text for say in fact.say), f"{where}: {fact.id} slipped out"


def _volunteered(cast: Cast, event: CustomerSaid) -> set[str]:
    """Facts that the author lets the caller bring up in an opening or a concern."""
    scenario = cast.scenario
    if event.beats == (Beat.OPEN,):
        return {*scenario.opening.tells, *(scenario.first_call.tells if scenario.first_call else ())}
    return {t for c in scenario.concerns if c.id == event.concern for t in c.tells}


def _earned(fact: Fact, cast: Cast, before: Attempt) -> bool:
    if fact.needs == "heard":
        return felt_heard(before, cast.persona) or _insisted_on(fact, before)
    if fact.needs == "asked":
        last = before.events[-1]
        moment = Situation(cast, before, before.mood)  # 「その日は」 asks in view of the words before
        questions = last.reading.questions if isinstance(last, OperatorSaid) else ()
        asked = [in_context(moment, question) for question in questions]
        left_to_them = isinstance(last, OperatorSaid) and any(
            left_to_us(last.text[q.start : q.end]) or "best_time" in q.topics for q in questions
        )  # whoever leaves the time to the caller asks for it
        if "best_time" in fact.topics and left_to_them:
            return True
        return any(q.open or fact.id in q.facts for q in asked)
    return True


def _insisted_on(fact: Fact, before: Attempt) -> bool:
    """Asked for it, the caller has put the operator off, and is asked for it again."""
    asked = [e.turn for e in before.operator if any(fact.id in q.facts for q in e.reading.questions)]
    put_off = any(Beat.GUARDED in e.beats for e in before.customer)
    return put_off and len(asked) > 1 and asked[-1] == before.turns


def _no_line_twice_in_a_row(cast: Cast, attempt: Attempt, where: str) -> None:
    """A fact asked for again may be told in the same words, but not without remark; a line that is filled
    with another value is another line."""
    facts = {say for fact in cast.scenario.facts for say in fact.say}
    for before, after in zip(attempt.customer, attempt.customer[1:], strict=False):
        assert before.text != after.text, f"{where}: turn {after.turn}"
        again = set(before.said) & set(after.said) - facts
        assert not [line for line in again if "{value}" not in line], f"{where}: turn {after.turn}"


def _no_wording_comes_back_soon(cast: Cast, attempt: Attempt, where: str) -> None:
    """Of the voice's wordings there are enough; those that are filled with a value have to be short."""
    pools = [pool for bands in cast.voice.lines.values() for pool in bands.values()]
    voiced = {line for pool in pools for line in pool if "{" not in line}
    said = [set(e.said) & voiced for e in attempt.customer]
    for place, lines in enumerate(said):
        again = lines & set().union(*said[max(0, place - SOON) : place])
        assert not again, f"{where}: {sorted(again)} in reply {place}"


def _steps_of_anger_are_capped(said: tuple[CustomerSaid, ...], where: str) -> None:
    moods: list[Mood] = [e.mood for e in said]
    for mood in moods:
        assert -12.01 <= mood.anger - mood.before <= 18.01, where
    for before, after in zip(moods, moods[1:], strict=False):
        assert after.before == before.anger, f"{where}: the curve has a gap"


def _answers_alike_from_its_stored_events(cast: Cast, attempt: Attempt, where: str) -> None:
    """A reload in the middle of a call: what the store gives back is answered as it was the first time."""
    stored: list[AnyEvent] = [EVENT.validate_json(EVENT.dump_json(event)) for event in attempt.events]
    assert Attempt.of(stored) == attempt, where
    for place, event in enumerate(stored):
        so_far = Attempt.of(stored[:place])
        if isinstance(event, CustomerSaid) and so_far.events[1:] and so_far.awaits_customer:
            again = call.answer(cast, so_far, call.Stamp(event.at, event.key.rsplit("/", 1)[0]))[0]
            assert isinstance(again, CustomerSaid) and again.text == event.text, f"{where}: turn {event.turn}"
            assert again.mood == event.mood and again.tells == event.tells, f"{where}: turn {event.turn}"
