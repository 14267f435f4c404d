"""Promises: who does it and by when, in the words that were typed."""

from __future__ import annotations

import pytest

from trainer.language import read

PROMISED = [
    ("本日17時までに私、田中から折り返しお電話いたします", "私、田中", "本日17時までに"),
    ("本日１７時までに折り返しご連絡いたします", "", "本日１７時までに"),
    ("担当の田中より3営業日以内にご連絡を差し上げます", "担当の田中", "3営業日以内に"),
    ("30分ほどで責任者の山本からお電話いたします", "責任者の山本", "30分ほどで"),
    ("明日の正午に一度ご連絡いたします", "", "明日の正午に"),
    ("私が責任をもって、明日の午前中に手配いたします", "私", "明日の午前中に"),
    ("今週中に修理の者を手配いたします", "", "今週中に"),
    ("この後すぐ、返金の手続きに入ります", "", "この後すぐ"),
    ("3日以内にお送りします", "", "3日以内に"),
    ("ただちに再発送の手配をいたします", "", "ただちに"),
    ("8月3日までに代替機をお届けします", "", "8月3日までに"),
    ("私から品質管理部に本日中に必ず申し伝えます", "私", "本日中に"),
    ("十八時までにお電話でお知らせいたします", "", "十八時までに"),
    ("確認でき次第、田中よりお電話いたします", "田中", ""),
    ("のちほどこちらからお電話いたします", "", ""),
    ("えーっと、きょうの夕方までにですね、私からお電話させていただきます", "私", "きょうの夕方までに"),
    ("午後3時頃までにメールでお送りします", "", "午後3時頃までに"),
    ("1時間以内に折り返します", "", "1時間以内に"),
    ("二、三日中にお電話いたします", "", "二、三日中に"),
    ("一両日中にご連絡いたします", "", "一両日中に"),
]


@pytest.mark.parametrize(("text", "who", "by_when"), PROMISED)
def test_a_promise_says_who_and_by_when(text: str, who: str, by_when: str) -> None:
    promises = read(text).promises
    assert [(p.who, p.by_when) for p in promises] == [(who, by_when)]
    assert promises[0].who in text and promises[0].by_when in text


@pytest.mark.parametrize(
    "text",
    [
        "昨日の17時に発送いたしました",
        "2分ほどお待ちいただけますでしょうか",
        "確認いたしますので少々お待ちください",
        "原因が弊社にあると確認できた場合は、交換いたします",
        "3日前にお電話をいただいております",
        "明日までにご連絡することはできません",
        "いつまでにお送りすればよろしいでしょうか",
        "お電話ありがとうございます",
        "ご不便をおかけし申し訳ございません",
        "お名前をお伺いいたします",
    ],
)
def test_what_is_done_refused_or_asked_is_no_promise(text: str) -> None:
    assert read(text).promises == ()


def test_two_promises_keep_their_own_deadlines() -> None:
    text = "私が本日中に手配いたします。責任者の山本からは明日の正午までにお電話いたします。"
    assert [(p.who, p.by_when) for p in read(text).promises] == [
        ("私", "本日中に"),
        ("責任者の山本", "明日の正午までに"),
    ]


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        (
            "本日17時までに原因を調べ、明日の正午までに結果をお電話でお知らせします。",
            ["本日17時までに", "明日の正午までに"],
        ),
        (
            "交換品は今日中に発送し、金曜の10時までに私からお電話いたします。",
            ["今日中に", "金曜の10時までに"],
        ),
        ("配送の者に確かめ、明日の正午までに私からお電話いたします。", ["明日の正午までに"]),
    ],
)
def test_two_deadlines_in_one_sentence_are_two_promises(text: str, deadlines: list[str]) -> None:
    promises = read(text).promises
    assert [p.by_when for p in promises] == deadlines
    assert all(a.end <= b.start for a, b in zip(promises, promises[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        ("やはり二十七日にお届けいたします", ["二十七日に"]),
        ("では、やはり二十七日にいたします", ["二十七日に"]),
        ("二十七日にお届けすることといたします", ["二十七日に"]),
        (
            "本日17時までに原因を調べて、明日の正午までにお電話いたします",
            ["本日17時までに", "明日の正午までに"],
        ),
        ("今日中に発送し明日の午前中にお届けします", ["今日中に", "明日の午前中に"]),
        ("本日中にメールを、明日までに書類をお送りします", ["本日中に", "明日までに"]),
        ("本日中に私からお電話し、明日までに書面をお送りいたします", ["本日中に", "明日までに"]),
    ],
)
def test_every_deadline_is_kept(text: str, deadlines: list[str]) -> None:
    assert [p.by_when for p in read(text).promises] == deadlines


@pytest.mark.parametrize(
    "text",
    [
        "三十秒待ってください",
        "三十秒お待ちいただけますか",
        "三十秒待っていてください、確認します",
        "一分だけ待ってもらえますか",
        "30秒ほど保留にいたします",
        "1分ほどお調べしますのでお待ちください",
        "先ほどメールをお送りしました",
        "本日中にお送りしました",
        "二十七日にお送りいたしました",
        "お荷物は二十七日にお送りしましたので、明日届きます",
    ],
)
def test_a_short_wait_and_what_is_done_are_no_promise(text: str) -> None:
    assert read(text).promises == ()
