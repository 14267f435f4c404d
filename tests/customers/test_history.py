"""What has happened in the call so far: solved is solved, a no is a no, nobody claims what has not been."""

from __future__ import annotations

import pytest

from tests.customers.talking import LIBRARY, beats, talked
from trainer.beat import Beat
from trainer.customers.wording.addressing import given_name
from trainer.scenario import Scenario

HEARS_AGAIN = (
    "お電話ありがとうございます。新しい電池に替えても、右も左も音が出ないのですね。さぞ心細かったことと存じます。",
    "電池の裏に、色のついた小さなシールは付いておりますでしょうか。",
    "では、そのシールをはがして、一分ほど置いてから入れていただけますか。",
)


def test_a_hearing_aid_that_works_again_is_not_broken_any_more() -> None:
    solved = talked("elder-hearing-aid-battery", *HEARS_AGAIN)
    assert "seal" in solved.accepted
    for seed in range(4):
        later = talked(
            "elder-hearing-aid-battery",
            *HEARS_AGAIN,
            "よろしゅうございました。",
            "今、音はどのように聞こえますか。",
            "ほかにご心配なことはございませんか。",
            seed=seed,
        )
        said = "".join(e.text for e in later.customer[4:])
        assert not any(
            word in said for word in ("うんともすんとも", "しーんと", "壊してしまった", "音が出ない")
        )


def test_what_a_remedy_ends_has_to_be_there() -> None:
    scenario = LIBRARY.scenarios["elder-hearing-aid-battery"]
    data = scenario.model_dump(mode="json")
    data["remedies"][0]["ends"] = ["nothing"]
    with pytest.raises(ValueError, match="ends"):
        Scenario.model_validate(data)


REFUSALS = (
    "お電話ありがとうございます。みなと銀行の佐藤と申します。振込先をお間違えになったのですね。",
    "恐れ入りますが、相手の口座からの引き落としはいたしかねます。代わりに、組戻しをご案内できます。",
    "恐れ入りますが、立て替えはいたしかねます。代わりに、受付の控えをお送りできます。",
    "恐れ入りますが、手数料の免除はいたしかねます。組戻しのお手続きでしたら、すぐに承れます。",
)


def test_a_civil_no_is_haggled_over_in_other_words_and_the_third_has_a_consequence() -> None:
    attempt = talked("bank-app-wrong-transfer", *REFUSALS)
    first, second = (set(e.beats) for e in attempt.customer[2:4])
    assert first & {Beat.OFFER_HAGGLE, Beat.REFUSED} and second & {Beat.OFFER_HAGGLE, Beat.REFUSED}
    assert not set(attempt.customer[2].said) & set(attempt.customer[3].said)
    assert Beat.DEMAND_SUPERIOR in beats(attempt)
    assert Beat.DEMAND_SUPERIOR not in {b for e in attempt.customer[:-1] for b in e.beats}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("お電話ありがとうございます。お客様センター、担当の小林でございます。", "小林"),
        ("お電話代わりました、責任者の深沢です。", "深沢"),
        ("責任者の佐々木に代わります。", ""),
        ("椎葉様でいらっしゃいますね。", ""),
        ("明日の午前です。", ""),
    ],
)
def test_the_name_is_the_one_the_operator_gave(said: str, name: str) -> None:
    assert given_name((said,), "椎葉 明日香") == name


TALK = (
    "三日も続いているのですね。ご不便をおかけし、申し訳ございません。",
    "規則で決まっておりますので、いたしかねます。",
    "設定が変わっておりました。",
    "私が責任をもって確認いたします。",
    "システムを確認いたしました。",
    "明日の十時までに、お電話いたします。",
    "本日はありがとうございました。",
)


@pytest.mark.parametrize(
    ("scenario", "title"), [("office-vpn-drops", "佐藤さん"), ("chat-api-rate-limit", "佐藤様")]
)
def test_the_operator_is_called_by_name_now_and_then_if_they_gave_it(scenario: str, title: str) -> None:
    named = ("お問い合わせありがとうございます。佐藤と申します。", *TALK)
    nameless = ("お問い合わせありがとうございます。", *TALK)
    calls = [
        [title in e.text for e in talked(scenario, *named, seed=s, end=True).customer] for s in range(12)
    ]
    assert sum(map(any, calls)) >= 3 and max(map(sum, calls)) <= 2
    for seed in range(12):
        texts = [e.text for e in talked(scenario, *nameless, seed=seed, end=True).customer]
        assert not any("佐藤" in text for text in texts)


def test_told_unasked_and_then_asked_for_it_nobody_says_that_they_were_asked() -> None:
    attempt = talked(
        "parcel-left-outside",
        "玄関の外に置かれて、お品物が濡れてしまったのですね。申し訳ございません。",
        "お品物は何でしょうか。",
        "お品物は、いくつございましたか。",
    )
    assert Beat.AGAIN not in beats(attempt)


def test_a_request_to_wait_beside_a_question_is_answered_as_well() -> None:
    said = talked(
        "bank-app-wrong-transfer",
        "お電話ありがとうございます。",
        "お振込の時刻を教えていただけますか。それから、お手続きを確認しますので、三分ほど保留にしてもよろしいでしょうか。",
    )
    assert {Beat.HOLD_OK, Beat.HOLD_GRUDGING} & beats(said)


@pytest.mark.parametrize(
    "line",
    [
        "濡れたお品は、お届けの際に引き取りますので、そのまま置いておいていただけますか。",
        "濡れた色鉛筆は、捨てずに置いておいていただけますか。明日の朝に引き取ります。",
        "お写真を、担当の指導のために使わせていただきたいのですが。",
    ],
)
def test_asked_to_do_or_allow_something_the_caller_answers_that(line: str) -> None:
    cast = LIBRARY.cast("parcel-left-outside")
    calm = [step for step in cast.scenario.model_call if step.say][:-1]
    said = talked(cast, *calm, line)
    assert {Beat.CONSENT, Beat.DOES, Beat.CALLBACK_OK, Beat.PROMISE_OK} & beats(said)


def test_a_charge_told_at_the_end_is_agreed_to_and_not_passed_over() -> None:
    cast = LIBRARY.cast("bank-app-wrong-transfer")
    said = [step for step in cast.scenario.model_call if step.say]
    charge = "組戻しの手数料は八百八十円かかります。よろしいでしょうか。"
    assert Beat.CONSENT in beats(talked(cast, *said[:-1], charge))


def test_a_time_moved_for_the_caller_is_no_broken_promise() -> None:
    moved = talked(
        "sv-washer-third-call",
        "お電話代わりました、責任者の佐藤でございます。三回もお電話をいただき、申し訳ございません。",
        "木曜の午前十時に、部品を持って修理に伺います。",
        "何時頃でしたらご都合がよろしいですか。",
        "失礼いたしました。では、木曜の午後二時に伺います。",
    )
    assert not {Beat.REMINDED, Beat.CAUGHT_OUT} & beats(moved)


def test_what_depends_on_something_is_not_taken_for_done() -> None:
    said = talked(
        "chat-fashion-sold-out",
        "ご迷惑をおかけし、申し訳ございません。土曜のパーティーでお召しになるのですね。",
        "ネイビーのMが店舗で見つかったら、すぐ取り置きします。",
    )
    assert "store_m" not in said.accepted
