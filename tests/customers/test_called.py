"""Who is called (「もしもし、聞こえますか」) says that they are there; who tells of a call does not call."""

from __future__ import annotations

import pytest

from tests.customers.talking import LIBRARY, all_beats, beats, talked
from trainer.beat import Beat
from trainer.language.questions.calling_out import calls_out
from trainer.scenario import Cast
from trainer.script import Step

BY_PHONE = (
    "もしもし。",
    "お電話が遠いようですが。",
    "聞こえますでしょうか。",
    "今お話ししてもよろしいでしょうか。",
    "書くもののご用意はございますか。",
)
IN_CHAT = (*BY_PHONE, "まだいらっしゃいますか。", "見えていますでしょうか。")

FEELS = (
    "お電話ありがとうございます。担当の田中でございます。",
    "ご不便をおかけし、申し訳ございません。詳しくお聞かせいただけますでしょうか。",
)
"""The talk so far, in the middle of a call."""

HELD = ("確認いたしますので、二分ほどお待ちいただけますか。", Step(hold=True), Step(hold=False))

TOPICS = frozenset({"can_talk", "hearing", "can_write"})


def untold(scenario: str) -> Cast:
    """The scenario without what it tells itself of whether the caller has time, hears and can write."""
    cast = LIBRARY.cast(scenario).scenario
    facts = tuple(f for f in cast.facts if not TOPICS & set(f.topics))
    return LIBRARY.cast_of(cast.model_copy(update={"facts": facts}))


@pytest.mark.parametrize(
    "scenario, asked",
    [
        *((s, a) for s in ("hotel-anniversary-room", "parcel-left-outside") for a in BY_PHONE),
        *((s, a) for s in ("chat-video-billing", "chat-fashion-sold-out") for a in IN_CHAT),
    ],
)
def test_asked_whether_they_are_there_they_are(scenario: str, asked: str) -> None:
    cast = untold(scenario)
    for before in ((), FEELS):
        assert beats(talked(cast, *before, asked)) == {Beat.HEARS}


def test_who_introduces_themself_and_asks_for_leave_to_speak_may() -> None:
    for words in ("田中と申しますが、", "お電話代わりました、田中でございます。"):
        said = talked(untold("hotel-anniversary-room"), *FEELS, f"{words}今お話ししてもよろしいでしょうか。")
        assert Beat.HEARS in beats(said)


def test_what_the_scenario_tells_of_it_comes_first_and_is_told_once() -> None:
    asked = "今お話ししてもよろしいでしょうか。"
    said = all_beats(talked("hotel-anniversary-room", asked, asked))
    assert said[1:] == [Beat.ANSWER, Beat.HEARS]


@pytest.mark.parametrize(
    "called", ["お待たせいたしました。もしもし。", "もしもし、お待たせいたしました。聞こえますか。"]
)
def test_called_after_a_hold_they_have_waited(called: str) -> None:
    for scenario in ("hotel-anniversary-room", "parcel-left-outside", "chat-video-billing"):
        attempt = talked(scenario, *HELD)
        assert beats(attempt) == {Beat.HOLD_BACK}
        assert beats(talked(scenario, *HELD, called)) == {Beat.HOLD_BACK}


@pytest.mark.parametrize(
    "told",
    [
        "もしもしと言っても返事がなかったのですね。",
        "「もしもし」と言っても返事がなかったのでしょうか。",
        "先ほどはお電話が遠いとおっしゃっていましたね。",
        "前の者のお電話が遠かったのでしょうか。",
    ],
)
def test_who_tells_of_a_call_does_not_call(told: str) -> None:
    assert not calls_out(told)
    for scenario in ("parcel-left-outside", "hotel-anniversary-room"):
        assert Beat.HEARS not in beats(talked(scenario, told))


@pytest.mark.parametrize(
    "text, calls",
    [
        ("もしもし、お客様？", True),
        ("もしもし佐々木様、聞こえますか", True),
        ("恐れ入ります、お電話が少し遠いようでございますが、私の声は届いておりますでしょうか。", True),
        ("今、少しお時間よろしいでしょうか。", True),
        ("はい、聞こえております。", False),
        ("右の耳は聞こえていますか。", False),
        ("もしもし、お電話代わりました。田中でございます。", False),
        ("お電話が遠いようですが、お名前をもう一度お願いできますか。", False),
        ("お待たせいたしました。", False),
        ("", False),
    ],
)
def test_a_call_asks_for_nothing_else(text: str, calls: bool) -> None:
    assert calls_out(text) is calls


def test_who_only_hears_badly_offends_nobody() -> None:
    for scenario in ("elder-hearing-aid-battery", "parcel-left-outside"):
        quiet = talked(scenario, *FEELS, "お電話が遠いようですが。").customer
        assert quiet[-1].mood.anger <= quiet[-2].mood.anger


def test_asked_for_something_with_a_call_they_answer_that() -> None:
    said = beats(talked("parcel-left-outside", "もしもし、お名前を伺えますでしょうか。"))
    assert Beat.OWN_DATA in said and Beat.HEARS not in said
