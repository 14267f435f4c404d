"""Calls with abuse: warn, warn again, hand over or end; and nothing harsher than the trainee wants to hear."""

from __future__ import annotations

import pytest

from tests.customers.talking import LIBRARY, talked
from trainer import call
from trainer.attempt import Outcome
from trainer.beat import Beat
from trainer.dialogue import Channel, Seat
from trainer.escalation import Direction, Escalate, Trigger
from trainer.mood import Band
from trainer.script import Step

ABUSIVE = sorted(s.id for s in LIBRARY.scenarios.values() if s.abusive)
FIRST = [s for s in ABUSIVE if LIBRARY.scenarios[s].seat is Seat.FIRST]
SECOND = [s for s in ABUSIVE if LIBRARY.scenarios[s].seat is Seat.SECOND]

HEARD_OUT = "ご不快な思いをさせてしまい、申し訳ございません。"
WARNING = "恐れ入りますが、そのようなお言葉はお控えいただけますでしょうか。"
LAST_WARNING = "暴言はおやめください。これ以上続くようでしたら、お電話を終了いたします。"


def test_there_are_four_calls_with_abuse() -> None:
    assert len(ABUSIVE) >= 4


@pytest.mark.parametrize("scenario", ABUSIVE)
def test_the_abuse_sets_off_its_trigger_early(scenario: str) -> None:
    raised = {
        t: turn for turn, t in reversed(talked(scenario, *[HEARD_OUT, "さようでございましたか。"] * 2).raised)
    }
    assert raised[Trigger.T7] <= 3


@pytest.mark.parametrize("scenario", ABUSIVE)
def test_the_first_warning_rankles_and_the_second_sobers(scenario: str) -> None:
    said = talked(scenario, HEARD_OUT, WARNING, LAST_WARNING).customer
    first, second = said[2], said[3]
    assert Beat.LIMIT_PUSHBACK in first.beats and first.mood.anger >= first.mood.before
    assert {Beat.LIMIT_PUSHBACK, Beat.LIMIT_BACKS_DOWN} & set(second.beats)
    assert second.mood.anger < second.mood.before


@pytest.mark.parametrize("scenario", ABUSIVE)
def test_some_give_way_to_the_second_warning_and_are_not_abusive_any_more(scenario: str) -> None:
    concerns = {c.id: c for c in LIBRARY.scenarios[scenario].concerns}
    gave_way = 0
    for seed in range(30):
        attempt = talked(
            scenario, HEARD_OUT, WARNING, LAST_WARNING, *["さようでございますか。"] * 3, seed=seed
        )
        at = next((i for i, e in enumerate(attempt.customer) if Beat.LIMIT_BACKS_DOWN in e.beats), None)
        if at is None:
            continue
        gave_way += 1
        assert attempt.customer[at].beats == (Beat.LIMIT_BACKS_DOWN,), "no insult in the same breath"
        later = [concerns[e.concern] for e in attempt.customer[at:] if e.concern]
        assert not [c.id for c in later if Trigger.T7 in c.raises]
    assert gave_way > 0, scenario


@pytest.mark.parametrize("scenario", FIRST)
def test_after_two_warnings_the_first_line_hands_over(scenario: str) -> None:
    handed = Step(
        escalate=Escalate(direction=Direction.VERTICAL, team="責任者", words="責任者の山本に代わります。")
    )
    attempt = talked(scenario, HEARD_OUT, WARNING, LAST_WARNING, handed)
    assert attempt.ended and attempt.ended.outcome is Outcome.HANDED_OVER


@pytest.mark.parametrize("scenario", SECOND)
def test_after_two_warnings_the_second_line_may_end_it(scenario: str) -> None:
    attempt = talked(scenario, HEARD_OUT, WARNING, LAST_WARNING, "本日はこれで失礼いたします。", end=True)
    assert attempt.ended and attempt.ended.outcome is Outcome.CLOSED


@pytest.mark.parametrize("scenario", ABUSIVE)
def test_under_a_ceiling_the_words_are_softer_and_the_decisions_the_same(scenario: str) -> None:
    """Harsh wordings, and insults beyond the one demand the call is about, stay out."""
    steps = (HEARD_OUT, WARNING, "規則ですので、できません。", LAST_WARNING, "さようでございますか。")
    cast = LIBRARY.cast(scenario)
    harsh = {
        line
        for pools in (cast.voice.lines, cast.scenario.lines)
        for bands in pools.values()
        for band, pool in bands.items()
        if band is Band.ANGRY
        for line in pool
        if line not in {*bands[Band.CALM], *bands[Band.TENSE]}
    }
    insulting = {c.id for c in cast.scenario.concerns if Trigger.T7 in c.raises}
    for seed in range(5):
        soft, full = (talked(scenario, *steps, seed=seed, ceiling=band) for band in (Band.TENSE, Band.ANGRY))
        assert not {line for e in soft.customer for line in e.said} & harsh
        assert sum(e.concern in insulting for e in soft.customer) <= 1
        assert soft.customer[1].beats == full.customer[1].beats
        assert [e.mood.anger for e in soft.customer] == [e.mood.anger for e in full.customer]


@pytest.mark.parametrize("scenario", ABUSIVE)
def test_stopping_needs_no_reason(scenario: str) -> None:
    attempt = talked(scenario, HEARD_OUT)
    attempt = attempt.plus(*call.stop(attempt, call.Stamp(9.0, "stop")))
    assert attempt.ended and attempt.ended.outcome is Outcome.STOPPED


def test_quoting_the_callers_word_in_a_warning_is_no_insult() -> None:
    said = talked(
        "supermarket-cashier-dismissal", HEARD_OUT, "「お前」という呼び方はおやめください。"
    ).customer[-1]
    assert Beat.INSULTED not in said.beats and Beat.LIMIT_PUSHBACK in said.beats


def test_abuse_is_spoken_on_the_phone_only() -> None:
    assert {LIBRARY.scenarios[s].channel for s in ABUSIVE} == {Channel.PHONE}
