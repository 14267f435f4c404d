"""Reading by model: off unless it is turned on, and whatever the model does, the call goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.llm.modes import error
from tests.opinions.conftest import EXAMPLE, LINES, Room
from trainer.attempt import OperatorSaid
from trainer.dialogue import NEGATIVE, SURE, DialogueAct, Speaker, Transcript, Utterance
from trainer.files import Library
from trainer.language import read
from trainer.language.acts.proposals import HALF_SEEN, Proposal
from trainer.language.training import corpus
from trainer.language.training.evaluation import Tally
from trainer.llm import Fault, LlmFailed
from trainer.opinions.reading import ModelReader, worth_asking
from trainer.opinions.reading_evaluation import compare, main
from trainer.scenario import Scenario

Rooms = Callable[..., Room]


def half_seen(
    before: Transcript | None = None, scenario: Scenario | None = None
) -> tuple[str, Transcript, str, str]:
    """A development utterance in which our rules half see an act: text, talk before it, act, its words."""
    for item in corpus.development():
        talk = before or (Utterance(speaker=Speaker.CUSTOMER, text=item.customer),)
        acts = read(item.operator, talk, scenario).acts
        for a in acts:
            words = item.operator[a.start : a.end]
            once = sum(other.act is a.act for other in acts) == 1
            if HALF_SEEN <= a.confidence < SURE and a.act not in NEGATIVE and len(words) > 6 and once:
                return item.operator, talk, a.act.value, words
    raise AssertionError("every act of the development data is seen surely")


TEXT, TALK, ACT, WORDS = half_seen()


def acts(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {"acts": [{"act": act, "quote": quote} for act, quote in pairs]}


def test_a_half_seen_act_that_the_model_sees_too_counts(room: Rooms) -> None:
    r = room(acts((ACT, WORDS)), reading=True)
    assert not read(TEXT, TALK).has(DialogueAct(ACT))
    assert ModelReader(r.judge)(TEXT, TALK).has(DialogueAct(ACT))


@pytest.mark.parametrize(
    "answer", [acts((ACT, "そのようなことは言っていません")), acts(), error(401), "無理です"]
)
def test_otherwise_the_reading_is_our_own(room: Rooms, answer: Any) -> None:
    assert ModelReader(room(answer, reading=True).judge)(TEXT, TALK) == read(TEXT, TALK)


def test_a_model_cannot_name_a_reproach(room: Rooms) -> None:
    r = room(acts(("NEG_COLD", WORDS)), reading=True)
    assert ModelReader(r.judge)(TEXT, TALK) == read(TEXT, TALK)


def test_nothing_is_asked_where_nothing_could_change(room: Rooms) -> None:
    r = room(acts(), reading=True)
    sure = next(i.operator for i in corpus.development() if not worth_asking(read(i.operator, ())))
    assert ModelReader(r.judge)(sure, ()) == read(sure, ()) and not r.asked
    ModelReader(r.judge)(TEXT, TALK)
    assert len(r.asked) == 1


def test_it_is_off_unless_it_is_turned_on(room: Rooms) -> None:
    for off in (room(acts((ACT, WORDS))), room(acts((ACT, WORDS)), model="", reading=True)):
        assert ModelReader(off.judge)(TEXT, TALK) == read(TEXT, TALK) and not off.asked


def test_the_call_keeps_the_reading_it_was_given_and_exams_are_read_by_rules(room: Rooms) -> None:
    scenario = Library().cast(EXAMPLE).scenario
    opening = room(acts(), lines=(LINES[0],))
    talk = opening.house.practice.attempt(opening.house.trainee, opening.attempt).transcript[:1]
    text, _, act, words = half_seen(talk, scenario)
    r = room(acts((act, words)), reading=True)
    practice = replace(r.house.practice, reader=ModelReader(r.judge))
    for exam, requests in ((True, 0), (False, 1)):
        attempt = practice.start(r.house.trainee, EXAMPLE, exam=exam)
        practice.say(r.house.trainee, attempt.id, text, key="k", seen=len(attempt.events))
        said = next(e for e in r.house.store.events(attempt.id) if isinstance(e, OperatorSaid))
        assert len(r.asked) == requests and said.reading.has(DialogueAct(act)) is not exam
    r.judge.llm.close()


def test_the_comparison_counts_ours_the_model_and_both() -> None:
    others = [i for i in corpus.development() if i.operator != TEXT][:3]
    asked = [i for i in corpus.development() if (i.operator, i.customer) == (TEXT, TALK[0].text)]
    items = asked[:1] + others

    def ask(text: str, before: str) -> list[Proposal]:
        if text != TEXT:
            raise LlmFailed(Fault.SILENT)
        return [Proposal(DialogueAct(ACT), WORDS), Proposal(DialogueAct.CLOSE, "さようなら、また来年")]

    def ours(text: str, before: str) -> tuple[Any, ...]:
        return read(text, (Utterance(speaker=Speaker.CUSTOMER, text=before),)).acts

    result = compare(items, ours, ask)
    assert (result.asked, result.failed, result.unproven) == (4, 3, 1)

    def said(tally: Tally) -> int:
        return tally.hit[ACT] + tally.false[ACT]

    assert said(result.model) == 1 and said(result.both) == said(result.ours) + 1
    assert "併用" in result.table() and "macro-F1" in result.table()


def test_without_a_model_the_command_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-n", "1"]) == 2
    assert "設定されていません" in capsys.readouterr().err
