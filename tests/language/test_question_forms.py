"""Which sentences of operators are questions, whatever their form, and which only look like one."""

from __future__ import annotations

import pytest

from tests.customers.talking import LIBRARY
from trainer.dialogue import Question
from trainer.language import read


def asked(scenario: str, text: str) -> tuple[Question, ...]:
    return read(text, (), LIBRARY.cast(scenario).scenario).questions


@pytest.mark.parametrize(
    ("scenario", "text", "fact"),
    [
        ("elder-hearing-aid-battery", "シールは、何色でしょう。", "seal"),
        (
            "mail-catering-invoice",
            "懇親会のお料理につきましては、ご満足いただけましたでしょうか。",
            "first_party",
        ),
    ],
)
def test_a_question_of_unusual_form_aims_at_its_fact(scenario: str, text: str, fact: str) -> None:
    assert [q.facts[:1] for q in asked(scenario, text)] == [(fact,)]


@pytest.mark.parametrize(
    ("scenario", "text"),
    [
        (
            "airline-lounge-privilege",
            "有料のお席でもよろしければお取りできますが、三席でお足りになりますか？",
        ),
        ("parcel-left-outside", "色鉛筆のほかに、何か入っておりましたか。"),
        ("chat-fashion-sold-out", "別の色の在庫もあるのですが、やっぱりネイビーがいいですよね？"),
    ],
)
def test_a_question_behind_an_offer_or_beside_something_or_for_agreement_is_one(
    scenario: str, text: str
) -> None:
    assert len(asked(scenario, text)) == 1


@pytest.mark.parametrize(
    ("scenario", "text"),
    [
        ("boiler-remote-code", "さすがでございますね。温度計までお使いになって。"),
        ("supermarket-cashier-dismissal", "以上の対応でご満足いただけましたでしょうか。"),
        ("supermarket-cashier-dismissal", "本当にお辛かったですよね。"),
        ("parcel-left-outside", "ほかに何かお困りのことはございましたか。"),
    ],
)
def test_praise_fellow_feeling_and_closing_checks_ask_nothing(scenario: str, text: str) -> None:
    assert asked(scenario, text) == ()


@pytest.mark.parametrize(
    ("scenario", "text", "fields"),
    [
        (
            "chat-fashion-sold-out",
            "お届け先のご住所とお名前のふりがなをお願いします！",
            {"address", "reading"},
        ),
        ("supermarket-cashier-dismissal", "ご連絡先のお電話番号を、頂戴できますでしょうか。", {"phone"}),
        ("clinic-booking-vanished", "予約の番号のようなものは、伝えられておりませんか。", set()),
        ("bpo-ticket-name-change", "もう一枚の、桐生様ご本人のお名前のほうは、合っておりますか。", set()),
        ("gym-injury-lawyer", "どちらのマシンでしょうか、お名前などわかりますか？", set()),
        ("gym-injury-lawyer", "そのマシンを作った会社の工場の住所は、ご存じでしょうか。", set()),
        (
            "supermarket-cashier-dismissal",
            "レジの機械を作ったメーカーの電話番号は、ご存じですか？",
            set(),
        ),
    ],
)
def test_own_data_are_the_callers_and_nobody_elses(scenario: str, text: str, fields: set[str]) -> None:
    assert {field for q in asked(scenario, text) for field in q.own_data} == fields
