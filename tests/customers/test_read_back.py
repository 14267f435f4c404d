"""Own data read back to the caller: what is wrong is put right, in whatever way it is written."""

from __future__ import annotations

import pytest

from tests.customers.talking import beats, talked
from trainer.beat import Beat
from trainer.customers.questions.read_back import named_right
from trainer.files import Library

CARD = Library().scenarios["appliance-no-callback"].card


@pytest.mark.parametrize(
    ("field", "words", "right"),
    [
        ("address", "ご住所は、北海道札幌市中央区でお間違いないでしょうか", False),
        ("address", f"ご住所は、{CARD.address}でお間違いないでしょうか", True),
        ("address", "ご住所は、神奈川県の本町二の三の五でお間違いないでしょうか", True),
        ("address", "ご住所は、神奈川県の本町二の九の五でお間違いないでしょうか", False),
        ("address", "ご登録のご住所でよろしいでしょうか", None),
        ("phone", "お電話番号は、０００－９９９９－１２３４でよろしいですか", False),
        ("phone", "お電話番号は、０００－１２３４－５６７８でよろしいですか", True),
        ("phone", "下四桁が５６７８のお番号でよろしいですか", True),
        ("phone", "お電話番号をお願いします", None),
    ],
)
def test_what_is_named_is_compared_with_the_card(field: str, words: str, right: bool | None) -> None:
    assert named_right(field, words, getattr(CARD, field)) is right


@pytest.mark.parametrize(
    ("field", "value", "words", "right"),
    [
        ("email", "a.ukai@marufuji.example", "yamada@example.netでよろしいですか", False),
        ("email", "a.ukai@marufuji.example", "Ａ.UKAI@marufuji.exampleですね", True),
        ("birthday", "1985年5月14日", "生年月日は、昭和六十年五月十四日ですね", True),
        ("birthday", "1985年5月14日", "五月十五日生まれでいらっしゃいますね", False),
        ("birthday", "1985年5月14日", "生年月日をお願いします", None),
    ],
)
def test_mail_and_birthday_too(field: str, value: str, words: str, right: bool | None) -> None:
    assert named_right(field, words, value) is right


def test_the_caller_puts_a_wrong_address_right_once() -> None:
    said = talked("bank-app-wrong-transfer", "ご住所は、北海道札幌市中央区でお間違いないでしょうか。")
    last = said.customer[-1]
    assert last.beats.count(Beat.CORRECT) == 1
    assert "欅町1-14-9" in last.text


def test_a_wrong_number_is_put_right_once() -> None:
    said = talked("bank-app-wrong-transfer", "お電話番号は、000-9999-1234でお間違いないでしょうか。")
    assert said.customer[-1].text.count("000-8842-1096") == 1


def test_an_address_on_file_is_simply_right() -> None:
    assert Beat.RIGHT in beats(talked("bank-app-wrong-transfer", "ご登録のご住所でお間違いないでしょうか。"))
