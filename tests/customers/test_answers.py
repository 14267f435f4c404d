"""What the caller says to a question: what they know, what they keep back, what they do not know."""

from __future__ import annotations

import pytest

from tests.customers.talking import LIBRARY, talked
from trainer.attempt import Attempt, CustomerSaid
from trainer.beat import Beat
from trainer.customers.questions.asking import of_own_life
from trainer.customers.questions.possible_answers import to_questions
from trainer.customers.situation import Situation


def answer(scenario: str, *lines: str) -> CustomerSaid:
    return talked(scenario, *lines).customer[-1]


def test_a_sore_point_is_kept_back_once_and_told_to_who_asks_again() -> None:
    once = "差し支えなければ、どなたへの贈り物でしょうか。"
    again = "恐れ入ります、どなたへの贈り物だったのでしょうか。"
    attempt = talked("bpo-mail-order-exception", once, again)
    assert Beat.GUARDED in attempt.customer[1].beats and "birthday" not in attempt.customer[1].tells
    assert "birthday" in attempt.told


def test_nobody_claims_to_have_said_what_only_now_comes_out() -> None:
    said = answer("bpo-mail-order-exception", "座椅子が届いたのはいつ頃でしたか。")
    assert "delivered" in said.tells and Beat.AGAIN not in said.beats


@pytest.mark.parametrize(
    ("scenario", "question", "fact"),
    [
        ("bank-app-wrong-transfer", "念のため、送る予定だった先はどちらでしたでしょうか。", "payees"),
        ("bpo-mail-order-exception", "お時間ではなく、座椅子が届いた日を教えていただけますか。", "delivered"),
        ("parcel-left-outside", "あの、中身は何が入って", "contents"),
        ("nas-disk-warning", "あの、型番って", "model"),
        ("chat-fashion-sold-out", "間に合うか調べたいので、パーティーの日を教えてほしいです", "party"),
    ],
)
def test_what_is_asked_for_is_what_is_told(scenario: str, question: str, fact: str) -> None:
    told = talked(scenario, question)
    assert fact in told.told and {Beat.ANSWER, Beat.GUARDED} & set(told.customer[-1].beats)


@pytest.mark.parametrize(
    ("scenario", "question"),
    [
        ("gym-injury-lawyer", "弁護士の方のお名前は何とおっしゃいますか。"),
        ("parcel-left-outside", "配達員のお名前は聞いていらっしゃいませんか。"),
        ("clinic-booking-vanished", "病院のお名前を教えていただけますか。"),
    ],
)
def test_another_ones_name_is_not_answered_with_ones_own(scenario: str, question: str) -> None:
    said = answer(scenario, question)
    assert Beat.OWN_DATA not in said.beats
    assert LIBRARY.cast(scenario).scenario.card.name.replace(" ", "") not in said.text


def test_a_bare_number_after_a_promise_to_call_is_the_phone_number() -> None:
    scenario = "mail-catering-invoice"
    said = answer(scenario, "お受け取りのご確認のため18時にお電話いたします。番号をお教えください。")
    assert LIBRARY.cast(scenario).scenario.card.phone in said.text


def test_to_what_they_do_not_know_about_the_matter_callers_say_so() -> None:
    said = answer(
        "billing-accounting-split", "お支払いの分割回数の手数料の内訳は、画面に何色で出ていましたか。"
    )
    assert not {Beat.VENT, Beat.OFF_TOPIC} & set(said.beats)


def test_two_answers_at_most() -> None:
    question = "いつから、どのような症状で、型番とエラーは何でしょうか。あと、ご購入はいつでしょうか。"
    said = answer("appliance-no-callback", question)
    assert 1 <= said.beats.count(Beat.ANSWER) <= 2


@pytest.mark.parametrize(
    ("scenario", "question"),
    [
        ("boiler-remote-code", "お庭に池はございますでしょうか。"),
        ("airline-lounge-privilege", "赤ちゃん連れの方はいらっしゃいますか。"),
        ("hotel-anniversary-room", "割引券はございますか。"),
    ],
)
def test_whether_there_is_something_nobody_wrote_down_is_answered_with_no(
    scenario: str, question: str
) -> None:
    said = answer(scenario, question)
    assert Beat.NOTHING in said.beats and Beat.UNKNOWN not in said.beats


@pytest.mark.parametrize(
    ("said", "short", "fact"),
    [
        ("箱の中身は何でしたか。", "おいくらですか。", "price"),
        ("箱の中身は何でしたか。", "いくらでしたか。", "price"),
    ],
)
def test_a_short_question_goes_on_from_what_was_told_last(said: str, short: str, fact: str) -> None:
    assert fact in answer("parcel-left-outside", said, short).tells


def test_a_bid_to_go_on_brings_out_more() -> None:
    said = answer("parcel-left-outside", "箱の中身は何でしたか。", "と言いますと?")
    assert said.tells and Beat.OFF_TOPIC not in said.beats


def test_where_are_you_and_may_we_go_on_draw_nothing_about_the_matter() -> None:
    said = answer("parcel-left-outside", "今どちらにいらっしゃいますか。このままお話しして大丈夫でしょうか。")
    assert said.tells == ("site",)


def test_a_question_nothing_answers_tells_nothing() -> None:
    assert answer("nas-disk-warning", "ディスクの製造年月を教えていただけますか。").tells == ()


def test_nobody_fails_to_know_their_own_circumstances() -> None:
    assert of_own_life("お子様は、ふだん何時ごろにお休みになりますか")
    assert not of_own_life("弊社の担当の者は、何と申しておりましたか")
    assert not of_own_life("そのマシンのメーカーは、どちらの会社でしょうか")


@pytest.mark.parametrize(
    ("scenario", "before", "question", "fact"),
    [
        (
            "chat-api-rate-limit",
            "リクエストIDは控えていらっしゃいますか。",
            "それって、いつ頃のものが入ってます?",
            "csv_range",
        ),
        (
            "sv-chat-seat-double",
            "お席にいらした方とは、何かお話しになりましたか。",
            "その方は、そのときどのようなご様子でしたか。",
            "girl_said",
        ),
    ],
)
def test_a_question_that_points_back_is_read_with_the_words_before(
    scenario: str, before: str, question: str, fact: str
) -> None:
    said = talked(scenario, before, question)
    assert fact in said.customer[-1].tells


@pytest.mark.parametrize(("sureness", "told"), [(0.2, False), (0.5, True), (0.7, True)])
def test_what_is_hardly_meant_is_not_told(sureness: float, told: bool) -> None:
    cast = LIBRARY.cast("gas-stove-child-burn")
    attempt = Attempt.of(talked("gas-stove-child-burn", "お鍋は、何でできたものですか。").events[:-1])
    moment = Situation(cast, attempt, attempt.mood)
    question = moment.reading.questions[0].model_copy(update={"sureness": sureness})
    assert any(p.beat is Beat.ANSWER for p in to_questions(moment.asked_only([question]))) is told


def test_in_a_mail_what_is_not_known_is_not_passed_over() -> None:
    mail = "守屋様\n\n二点伺わせてください。請求書はいつ届きましたか。封筒の色は何色でしたでしょうか。\n\n彩り膳 湯浅"
    said = answer("mail-catering-invoice", mail)
    assert {Beat.ANSWER, Beat.VAGUE} <= set(said.beats) and "何色なのか" in said.text
