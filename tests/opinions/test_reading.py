"""Reading by model: off unless it is turned on, and whatever the model does, the call goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.llm.modes import error
from tests.opinions.conftest import Room, called
from trainer.dialogue import SURE, DialogueAct, Reading, Speaker, Utterance
from trainer.language import corpus, read
from trainer.language.acts import read_acts
from trainer.language.proposals import HALF_SEEN, Proposal
from trainer.llm import Fault, LlmFailed
from trainer.opinions.reading import ModelReader, reader_of, worth_asking
from trainer.opinions.reading_evaluation import compare, main

Rooms = Callable[..., Room]


def half_seen() -> tuple[str, str, str, str]:
    """A development utterance of which our rules half see an act that people did see: text, the line
    before, act, its words."""
    for item in corpus.development():
        before = (Utterance(speaker=Speaker.CUSTOMER, text=item.customer),)
        for a in read(item.operator, before).acts:
            words = item.operator[a.start : a.end]
            if HALF_SEEN <= a.confidence < SURE and not a.act.startswith("NEG") and len(words) > 6:
                return item.operator, item.customer, a.act.value, words
    raise AssertionError("every act of the development data is seen surely")


TEXT, BEFORE, ACT, WORDS = half_seen()
TALK = (Utterance(speaker=Speaker.CUSTOMER, text=BEFORE),)


def acts(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {"acts": [{"act": act, "quote": quote} for act, quote in pairs]}


def test_a_half_seen_act_that_the_model_sees_too_counts(room: Rooms) -> None:
    r = room(acts((ACT, WORDS)))
    assert not read(TEXT, TALK).has(DialogueAct(ACT))
    assert ModelReader(r.judge)(TEXT, TALK).has(DialogueAct(ACT))


@pytest.mark.parametrize(
    "answer", [acts((ACT, "そのようなことは言っていません")), acts(), error(401), "無理です"]
)
def test_otherwise_the_reading_is_our_own(room: Rooms, answer: Any) -> None:
    assert ModelReader(room(answer).judge)(TEXT, TALK) == read(TEXT, TALK)


def test_a_model_cannot_name_a_reproach(room: Rooms) -> None:
    r = room(acts(("NEG_COLD", WORDS)))
    assert ModelReader(r.judge)(TEXT, TALK) == read(TEXT, TALK)


def test_nothing_is_asked_where_nothing_could_change(room: Rooms) -> None:
    r = room(acts())
    sure = "申し訳ございません。"
    assert not worth_asking(read(sure)) or not worth_asking(Reading())
    ModelReader(r.judge)("", ())
    assert not r.asked


def test_it_is_off_unless_it_is_turned_on(room: Rooms) -> None:
    assert reader_of(room(acts()).judge) is read
    assert reader_of(room(acts(), model="").judge) is read
    assert isinstance(reader_of(room(acts(), reading=True).judge), ModelReader)


def test_the_call_keeps_the_reading_it_was_given_and_exams_are_read_by_rules(room: Rooms) -> None:
    r = room(acts((ACT, WORDS)), reading=True)
    practice = replace(r.house.practice, reader=reader_of(r.judge))
    for exam, requests in ((True, 0), (False, 1)):
        attempt = practice.start(r.house.trainee, "appliance-no-callback", exam=exam)
        practice.say(r.house.trainee, attempt.id, TEXT, key="k", seen=len(attempt.events))
        said = practice.attempt(r.house.trainee, attempt.id).operator[0]
        assert len(r.asked) == requests * worth_asking(said.reading) or len(r.asked) == requests
    stored = r.house.store.events(attempt.id)
    assert any(getattr(e, "reading", None) == said.reading for e in stored)


def test_the_comparison_counts_ours_the_model_and_both() -> None:
    items = [i for i in corpus.development() if i.operator == TEXT] + corpus.development()[:3]

    def ask(text: str, before: str) -> list[Proposal]:
        if text != TEXT:
            raise LlmFailed(Fault.SILENT)
        return [Proposal(DialogueAct(ACT), WORDS), Proposal(DialogueAct.CLOSE, "さようなら、また来年")]

    def ours(text: str, before: str) -> tuple[Any, ...]:
        return read_acts(text, (Utterance(speaker=Speaker.CUSTOMER, text=before),))

    result = compare(items, ours, ask)
    assert (result.asked, result.failed, result.unproven) == (4, 3, 1)
    said = {label for tally in (result.both,) for label in (*tally.hit, *tally.false)}
    assert ACT in said and ACT not in {*result.ours.hit, *result.ours.false} or result.ours != result.both
    assert "併用" in result.table() and "macro-F1" in result.table()


def test_without_a_model_the_command_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-n", "1"]) == 2
    assert "設定されていません" in capsys.readouterr().err


def test_other_calls_are_not_affected_by_a_call_with_a_model(room: Rooms) -> None:
    r = room(acts((ACT, WORDS)))
    attempt = r.house.practice.attempt(r.house.trainee, called(r.house, TEXT))
    assert not r.asked and attempt.operator[0].reading.acts
