"""Small things of every call: a plain yes to who makes sure, doing what one is asked to do, no word twice."""

from __future__ import annotations

import pytest

from tests.customers.talking import LIBRARY, beats, talked
from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.questions.chosen_answers import not_too_many
from trainer.customers.requests.request_forms import Wanted, asks_if_right, wanted
from trainer.customers.spelling import says
from trainer.dialogue import Channel
from trainer.script import Step

HELD = (Step(hold=True), Step(hold=False))
"""The operator puts the caller on hold and comes back without a word."""

FEELING = {Beat.CONFIRM, Beat.CHECK_YES, Beat.AGAIN, Beat.TOUCHED, Beat.NOTED}


@pytest.mark.parametrize("scenario", ["bpo-mail-order-exception", "sv-nursing-home-mail-mixup"])
@pytest.mark.parametrize(
    "form", ["お電話番号は、{}でよろしいですか。", "お電話番号は、{}で、合って、いますか"]
)
def test_a_number_that_is_right_gets_a_plain_yes(scenario: str, form: str) -> None:
    number = LIBRARY.cast(scenario).scenario.card.phone
    for seed in range(4):
        said = talked(scenario, "お電話ありがとうございます。", form.format(number), seed=seed)
        assert Beat.RIGHT in beats(said) and not FEELING & beats(said), said.customer[-1].text


def test_two_numbers_in_one_question_that_are_both_right_are_not_put_right() -> None:
    card = LIBRARY.cast("mail-address-leak").scenario.card
    said = talked("mail-address-leak", f"会員番号{card.number}、お電話{card.phone}でお間違いございませんか。")
    assert Beat.CORRECT not in beats(said) and Beat.RIGHT in beats(said)


@pytest.mark.parametrize(
    "text, value, same",
    [
        ("会員番号はＭＺ－１９０４１２ですね", "MZ-190412", True),
        ("mz190412と伺いました", "MZ-190412", True),
        ("二十七日ですね", "二十七日", True),
        ("十一時に伺います", "一時", False),
        ("1904123でよろしいですか", "190412", False),
        ("会員番号はMZ-190413ですね", "MZ-190412", False),
    ],
)
def test_a_value_is_the_same_in_every_spelling(text: str, value: str, same: bool) -> None:
    assert says(text, value) is same


@pytest.mark.parametrize(
    "text, thing",
    [
        ("濡れたお品は、捨てずに置いておいていただけますか。", Wanted.DEED),
        ("お写真をメールで送っていただけますか。", Wanted.DEED),
        ("今、そのシールをはがしていただけますか。", Wanted.TRIAL),
        ("ご一緒にやってみましょうか。", Wanted.TRIAL),
        ("設定のしかたをお送りしましょうか。", Wanted.LEAVE),
        ("担当の者に代わってもよろしいですか。", Wanted.LEAVE),
        ("お電話番号を教えていただけますか。", None),
        ("それは、いつのことでしょうか。", None),
    ],
)
def test_what_is_asked_for_is_told_apart(text: str, thing: Wanted | None) -> None:
    assert wanted(text) is thing


@pytest.mark.parametrize(
    "text, sure", [("十二時でよろしいですか", True), ("番号は、000-1で、合って、いますか", True),
                   ("何時がよろしいですか", False), ("どちらで間違いないですか", False)],
)  # fmt: skip
def test_making_sure_is_no_open_question(text: str, sure: bool) -> None:
    assert asks_if_right(text) is sure


@pytest.mark.parametrize(
    "scenario, heard, asked, beat",
    [
        (
            "office-vpn-drops",
            "四十五分ごとにVPNが切れて、お困りのことと存じます。",
            "今、ルーターのケーブルの差し込みを見ていただけますか。",
            Beat.TRIES,
        ),
        (
            "sv-nursing-home-mail-mixup",
            "月曜にお電話を差し上げず、申し訳ございませんでした。ご心配でいらしたでしょう。",
            "その書類は、封筒に入れたまま置いておいていただけますか。",
            Beat.DOES,
        ),
    ],
    ids=["tries it now", "says they will"],
)
def test_asked_to_do_something_the_caller_does_it(scenario: str, heard: str, asked: str, beat: Beat) -> None:
    assert beats(talked(scenario, heard, asked)) == {beat}


@pytest.mark.parametrize(
    "line",
    ["三分ほど保留にしてもよろしいですか。", "責任者に確かめますので、二分ほど、保留にして、よろしいですか"],
)
def test_a_hold_that_was_agreed_to_surprises_nobody(line: str) -> None:
    held = talked("bpo-mail-order-exception", "奥様が入院なさったのですね。ご心配でしょう。", line, *HELD)
    assert held.customer[-2].beats[-1] in (Beat.HOLD_OK, Beat.HOLD_GRUDGING)
    assert Beat.HOLD_ABRUPT not in beats(held)


def test_a_hold_out_of_nowhere_still_does() -> None:
    held = talked("bpo-mail-order-exception", "座椅子のご返品でございますね。", *HELD)
    assert Beat.HOLD_ABRUPT in beats(held)


@pytest.mark.parametrize(
    ("line", "beat"),
    [("保留にいたします。", Beat.HOLD_GRUDGING), ("お調べします。保留にいたします。", Beat.HOLD_OK)],
)
def test_to_say_that_one_will_hold_is_no_reason_for_it(line: str, beat: Beat) -> None:
    assert beats(talked("hotel-anniversary-room", line)) == {beat}


def test_the_wish_given_back_is_no_offer() -> None:
    """「ご返品ということで」 says what the caller rings for."""
    said = talked("bpo-mail-order-exception", "座椅子の、ご返品ということで、お名前を、お願いできますか")
    assert Beat.OFFER_HAGGLE not in beats(said) and Beat.OWN_DATA in beats(said)


def test_a_colour_the_caller_does_not_want_is_refused() -> None:
    said = talked(
        "chat-fashion-sold-out",
        "ご不安にさせてすみません",
        "グレーのLでしたら、明日お送りできます。いかがでしょうか",
    )
    assert Beat.OFFER_REFUSE in beats(said) and not said.accepted


def test_a_change_of_time_that_is_announced_catches_nobody_out() -> None:
    said = talked(
        "hotel-anniversary-room",
        "お部屋が替わり、申し訳ございません。本日十八時までに深沢からお電話いたします。",
        "それでは、深沢からのお電話は十九時に改めさせていただきます。",
    )
    assert not {Beat.REMINDED, Beat.CAUGHT_OUT} & beats(said)


def test_who_will_answer_and_when_is_not_asked_for_once_it_is_said() -> None:
    lines = [
        "お電話ありがとうございます。二重に引き落とされているのですね。",
        "十三日と十八日で説明が食い違い、申し訳ございません。",
        "会社としての見解は、責任者の岡田から、明日二十五日の十二時十五分にお電話でお答えします。",
        "さようでございますか。",
        "ほかにご不明な点はございますか。",
    ]
    for seed in range(4):
        said = talked("mobile-double-billing", *lines, seed=seed)
        assert not any("いつ、どなた" in e.text for e in said.customer[3:]), seed


def test_a_short_word_before_an_answer_gives_way_to_two_answers() -> None:
    lead = Part(Beat.TOUCHED, brief=True)
    first, second = Part(Beat.ANSWER, fact="a"), Part(Beat.ANSWER, fact="b")
    assert not_too_many((lead, first, second), Channel.PHONE) == (first, second)
    assert not_too_many((lead, first), Channel.PHONE) == (lead, first)
    hold = Part(Beat.HOLD_OK)
    assert not_too_many((first, second, hold), Channel.PHONE) == (first, hold)


NERVOUS = [
    "はい、えっと、月曜から、止まって、いるんですよね、あの、すみません",
    "えっと、九十三パーセントで、止まる、CL-4107、ですね",
    "はい、えっと、仮締めといって、在庫評価だけ、切り離して、締めるやり方です、二時間ぐらいで、終わって、あの、今日、やりましょうか",
    "えっと、今日の夜七時までに、仮締めを、終わらせます、直る日は、七日の、土曜の、朝六時です",
    "あの、えっと、仮締めは、今日の十七時に、始めて、十九時に、終わります、はい",
    "えっと、修正版は、七日の、朝六時に、入れます、終わったら、私から、お電話します",
]  # fmt: skip


def test_a_nervous_beginner_who_does_all_that_was_wanted_calms_the_caller() -> None:
    said = talked("sv-erp-closing-failure", *NERVOUS, end=True)
    assert said.accepted
    assert said.mood.anger < 50 < said.customer[0].mood.anger
    assert beats(said) == {Beat.CLOSE_GRUDGING}  # well treated; at 46 points nobody parts beaming


@pytest.mark.parametrize("end", ["。", "\n", "!", "?"])
def test_a_sentence_ends_at_any_mark_and_with_the_line(end: str) -> None:
    """The colour that is not wanted is noticed, whatever stands behind it."""
    said = end.join(
        [
            "グレーのLでしたら、明日お送りできます",
            "ネイビーのMは在庫がございません",
            "いかがでしょうか",
        ]
    )
    assert Beat.OFFER_REFUSE in beats(talked("chat-fashion-sold-out", said))


@pytest.mark.parametrize("end", ["。", "\n", "!"])
def test_the_condition_of_one_sentence_is_none_of_the_next(end: str) -> None:
    said = end.join(
        [
            "在庫のある店舗がございました",
            "見つかりましたらお電話します",
            "ネイビーのMを店舗で取り置きします",
        ]
    )
    assert Beat.OFFER_REFUSE in beats(talked("chat-fashion-sold-out", said))
