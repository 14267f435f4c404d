"""Who gives which name as theirs."""

from __future__ import annotations

import pytest

from tests.scorers.judging import findings, quality
from trainer.scorers.naming import names_firm, names_other_firm, names_self

APPLIANCES = "みずき電機 お客様相談センター"


@pytest.mark.parametrize(
    "text",
    [
        "みずき電機お客様相談センター、担当の小林でございます。",
        "みずき電機の東でございます。",
        "みずき電機お客様相談センター、こばやしが承ります。",
        "私、佐藤花子と申します。",
        "お電話代わりました。責任者小林でございます。",
    ],
)
def test_a_person_is_named(text: str) -> None:
    assert names_self(text, APPLIANCES)


@pytest.mark.parametrize(
    "text",
    [
        "お電話ありがとうございます。みずき電機でございます。",
        "はい、お客様相談センターです。",
        "みずき電機の洗濯機の件でございます。",
        "さようでございます。事実です。はい、その通りです。",
        "責任者と相談しておりました。さようでございますか。",
    ],
)
def test_a_firm_or_a_nod_is_nobodys_name(text: str) -> None:
    assert not names_self(text, APPLIANCES)


@pytest.mark.parametrize("text", ["みずき電機の小林です。", "みずきの小林です。", "お客様窓口の小林です。"])
def test_the_firm_may_be_shortened_or_stand_for_by_a_department(text: str) -> None:
    assert names_firm(text, APPLIANCES)
    assert not names_other_firm(text, APPLIANCES)


@pytest.mark.parametrize(
    "text",
    [
        "お電話ありがとうございます。株式会社山田商店の佐藤でございます。",
        "山田商店の佐藤でございます。",
        "みどり電機お客様相談センターの小林でございます。",
    ],
)
def test_the_name_of_another_firm_is_noticed(text: str) -> None:
    assert names_other_firm(text, APPLIANCES)


def test_the_callers_own_firm_may_be_named() -> None:
    text = "株式会社ほたる工房様でいらっしゃいますね。株式会社ほたる工房様、法人窓口の佐藤でございます。"
    assert not names_other_firm(text, "すみれ印刷ネット 法人窓口")


def test_who_introduces_themselves_as_of_another_firm_is_told() -> None:
    said = "お電話ありがとうございます。株式会社山田商店の佐藤でございます。"
    assert quality("parcel-left-outside", "named", said) == 0
    found = findings("parcel-left-outside", "named", said)
    assert [(f.title, f.better) for f in found] == [
        ("社名が違います", "かもめ急送お客様センター、担当の△△でございます。")
    ]
    assert quality("parcel-left-outside", "named", said.replace("株式会社山田商店", "かもめ急送")) == 1
