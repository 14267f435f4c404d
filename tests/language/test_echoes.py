"""Facts given back: right, or with a wrong number, day, amount or name."""

from __future__ import annotations

import pytest

from trainer.dialogue import Echo
from trainer.language import read
from trainer.story import Fact

from .washing import WASHING, told


def echoes(text: str, *facts: str) -> tuple[Echo, ...]:
    return read(text, told(*facts), WASHING).echoes


RIGHT = [
    ("三日も動かないとのこと、さぞお困りでしたね", "since"),
    ("火曜日の朝から三日間、動かないのですね", "since"),
    ("３日も動かない状態が続いているのですね", "since"),
    ("みっかも動かないのですね", "since"),
    ("火曜から動かないということでよろしいでしょうか", "since"),
    ("E3と表示されて、途中で止まってしまうのですね", "error"),
    ("Ｅ３の表示が出て止まるということですね", "error"),
    ("型番はWM-5500でございますね", "model"),
    ("6月10日に駅前のお店でお買い上げということですね", "bought"),
    ("6月10日にご購入いただいたのですね", "bought"),
    ("二回とも折り返しのお電話が来なかったのですね", "callbacks"),
    ("2度も折り返しがなかったとのこと、申し訳ございません", "callbacks"),
    ("折り返しをお約束しながら、二回もお電話が来なかったとのことですね", "callbacks"),
    ("お子様が三人いらして、洗濯物がたまっているのですね", "family"),
    ("おこさまがさんにんいらっしゃってせんたくものがたまっているんですね", "family"),
    ("コインランドリーに4000円もお使いになったのですね", "laundromat"),
    ("電源の入れ直しを三回お試しいただいたのですね", "tried"),
    ("今週中に使えるようにとのご希望でございますね", "wish"),
    ("ご在宅は木曜の午後でございますね", "home"),
]


@pytest.mark.parametrize(("text", "fact"), RIGHT)
def test_a_fact_given_back_rightly_is_an_echo(text: str, fact: str) -> None:
    found = echoes(text)
    assert fact in {e.fact for e in found if e.right}, found
    assert all(e.right for e in found)


WRONG = [
    ("木曜から動かないということですね", "since", "火曜", "木曜"),
    ("5日も動かないのですね", "since", "三日", "5日"),
    ("よっかも動かないということですね", "since", "三日", "よっか"),
    ("E5と出て止まるということですね", "error", "E3", "E5"),
    ("型番はWM-5400でございますね", "model", "WM-5500", "WM-5400"),
    ("6月11日に駅前のお店でお買い上げですね", "bought", "6月10日", "6月11日"),
    ("7月に駅前のお店でお買い上げということですね", "bought", "6月10日", "7月"),
    ("3回折り返しのお電話がなかったということでございますね", "callbacks", "二回", "3回"),
    ("五回も折り返しのお電話が来なかったのですね", "callbacks", "二回", "五回"),
    ("コインランドリーに5,000円お使いになったとのことですね", "laundromat", "4,000円", "5,000円"),
    ("電源の入れ直しを五回なさったのですね", "tried", "三回", "五回"),
    ("6月11日にご購入ということですね", "bought", "6月10日", "6月11日"),
    ("画面にE2と出て止まるのですね", "error", "E3", "E2"),
    ("ランドリー代に六千円お使いになったのですね", "laundromat", "4,000円", "六千円"),
    ("電話が来ない、折り返しがない、それが四回もとのことですね", "callbacks", "二回", "四回"),
]


@pytest.mark.parametrize(("text", "fact", "expected", "quote"), WRONG)
def test_a_wrong_value_is_found_with_the_true_one(text: str, fact: str, expected: str, quote: str) -> None:
    wrong = [e for e in echoes(text) if not e.right]
    assert [(e.fact, e.expected, text[e.start : e.end]) for e in wrong] == [(fact, expected, quote)]


NO_ECHO = [
    "3日以内に訪問の手配をいたします",
    "5日ほどで修理が終わる見込みでございます",
    "二度とこのようなことのないよう努めてまいります",
    "もう一度お電話を差し上げます",
    "一週間ほどで交換の品をお届けいたします",
    "土曜日に担当が伺います",
    "エラーの表示は出ていますか",
    "型番を教えていただけますか",
    "折り返しのお電話番号をお聞かせください",
    "2分ほどお待ちいただけますでしょうか",
    "修理代は8,000円でございます",
    "お電話ありがとうございます",
    "大変申し訳ございません",
    "かしこまりました",
    "電源ボタンを10秒押していただけますか",
    "洗濯物の代金は出せません",
    "今週中には使えるようにできません",
    "コインランドリーの4,000円はお支払いできかねます",
    "折り返しを二回お約束することはできません",
    "駅前のお店ではお買い上げいただけません",
]


@pytest.mark.parametrize("text", NO_ECHO)
def test_own_plans_questions_and_formulas_are_no_echo(text: str) -> None:
    assert echoes(text) == ()


def test_what_the_caller_has_not_told_cannot_be_echoed() -> None:
    text = "コインランドリーに4000円もお使いになったのですね"
    assert echoes(text, "since") == ()
    assert [e.fact for e in echoes(text, "laundromat")] == ["laundromat"]


def test_without_a_transcript_every_fact_counts() -> None:
    assert [e.fact for e in read("三日も動かないのですね", (), WASHING).echoes] == ["since"]


@pytest.mark.parametrize(
    "text", ["佐藤様、申し訳ございません", "鈴木様でいらっしゃいますね", "佐藤さま、お待たせいたしました"]
)
def test_another_name_is_a_wrong_echo(text: str) -> None:
    assert [(e.fact, e.right, e.expected) for e in echoes(text)] == [("name", False, "佐々木")]


@pytest.mark.parametrize(
    "text", ["佐々木様、申し訳ございません", "ささき様でいらっしゃいますね", "責任者の山本に代わります"]
)
def test_the_right_name_and_the_staffs_own_names_are_not(text: str) -> None:
    assert not [e for e in echoes(text) if e.fact == "name"]


@pytest.mark.parametrize(
    "text",
    [
        "祥子様は、さぞがっかりなさったことでしょう",
        "太郎様にもご迷惑をおかけいたしました",
        "お嬢様の由美様のお気持ちを思うと、胸が痛みます",
        "健太様がお待ちなのですね",
        "幸子様と一緒にお使いだったのですね",
    ],
)
def test_naming_someone_else_is_no_misnaming_of_the_caller(text: str) -> None:
    assert not [e for e in echoes(text) if e.fact == "name"]


DATED = WASHING.model_copy(
    update={
        "facts": (
            *WASHING.facts,
            Fact(id="wedding", say=("お式は二十九日の日曜です。",), gist=("二十九日", "日曜", "式")),
            Fact(id="called", say=("十三日に電話しました。",), gist=("十三日", "電話")),
        )
    }
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二十八日の日曜日でございますね", "二十八日"),
        ("お式は二十八日の日曜とのことですね", "二十八日"),
        ("30日の日曜ですね", "30日"),
        ("二十二日、日曜日でございますね", "二十二日"),
        ("日曜の二十七日ということでよろしいでしょうか", "二十七日"),
    ],
)
def test_an_agreeing_weekday_does_not_hide_a_wrong_day(text: str, day: str) -> None:
    found = read(text, (), DATED).echoes
    assert [(e.fact, e.right, e.expected) for e in found] == [("wedding", False, "二十九日")]
    assert text[found[0].start : found[0].end] == day


@pytest.mark.parametrize(
    "text",
    [
        "十三日にお電話をくださり、二十九日がお式なのですね",
        "お式の前の十三日にお電話をくださったのですね",
        "二十九日のお式のことで、十三日にもお電話をいただいたのですね",
        "十三日はお電話、二十九日はお式でございますね",
        "6月10日にお買い上げ、十三日にお電話をいただいたのですね",
    ],
)
def test_a_day_of_another_fact_in_the_same_sentence_is_no_mistake(text: str) -> None:
    found = read(text, (), DATED).echoes
    assert found and all(e.right for e in found), found


def test_a_telephone_number_read_back_wrongly_is_corrected() -> None:
    (echo,) = echoes("お電話番号は090-1234-5679でお間違いないでしょうか")
    assert (echo.fact, echo.right, echo.expected) == ("phone", False, "090-1234-5678")
    assert echoes("お電話番号は０９０－１２３４－５６７８でお間違いないでしょうか") == ()


LAMP = WASHING.model_copy(
    update={
        "facts": (
            *WASHING.facts,
            Fact(id="lamp", say=("ランプが赤く点滅しています。",), gist=("ランプ", "点滅")),
        )
    }
)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("ランプが橙に点滅しているのですね", False),
        ("ランプがオレンジに点滅しているのですね", False),
        ("ランプが緑に点滅しているのですね", False),
        ("ランプは青く点滅しているのですね", False),
        ("ランプの点滅は黄色ですね", False),
        ("ランプの点滅は白でお間違いないでしょうか", False),
        ("ランプは赤く点滅しているのですね", True),
        ("ランプの点滅は赤色ですね", True),
        ("ランプが赤に点滅しているのですね", True),
    ],
)
def test_a_colour_can_be_given_back_wrongly(text: str, right: bool) -> None:
    assert [(e.fact, e.right) for e in read(text, (), LAMP).echoes] == [("lamp", right)]


TACHIBANA = WASHING.model_copy(
    update={"card": WASHING.card.model_copy(update={"name": "立花 千尋", "reading": "たちばな ちひろ"})}
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("森様、恐れ入ります", True),
        ("高橋様、お待たせしました", True),
        ("申し訳ございません、佐藤様", True),
        ("たちばな様、申し訳ございません", False),
        ("タチバナ様でいらっしゃいますね", False),
        ("ちひろ様、お待たせしました", False),
        ("立花様、お待たせしました", False),
        ("お客様、失礼いたしました", False),
        ("奥様、申し訳ございません", False),
        ("皆様、お待たせしました", False),
    ],
)
def test_only_another_name_misnames_the_caller(text: str, wrong: bool) -> None:
    assert any(e.fact == "name" for e in read(text, (), TACHIBANA).echoes) is wrong


def test_a_name_that_is_also_a_noun_is_one_when_called() -> None:
    assert [(e.fact, e.right) for e in echoes("橘様、申し訳ございません")] == [("name", False)]
