"""Remedies offered, and not when refused, asked about or merely mentioned."""

from __future__ import annotations

import pytest

from trainer.language import read

from .washing import WASHING, told


def offered(text: str) -> set[str]:
    return {o.remedy for o in read(text, told(), WASHING).offers}


OFFERED = [
    ("訪問での点検を手配いたします", {"visit"}),
    ("明日、修理の者がお伺いすることもできますが、いかがでしょうか", {"visit"}),
    ("出張修理でしたらすぐに承れます", {"visit"}),
    ("新品と交換させていただくのはいかがでしょうか", {"exchange"}),
    ("お取り替えでしたら、すぐに承れます", {"exchange"}),
    ("代替機をお貸しすることもできます", {"loan"}),
    ("代わりの機械をお貸しいたします", {"loan"}),
    ("代替機をお届けし、訪問で点検いたします", {"visit", "loan"}),
    ("コインランドリー代をお支払いいたします", {"refund"}),
    ("こうかんでいかがでしょうか", {"exchange"}),
    ("訪問修理をご希望でしょうか", {"visit"}),
    ("交換は致しかねますが、点検でしたら承れます", {"visit"}),
]


@pytest.mark.parametrize(("text", "remedies"), OFFERED)
def test_an_offered_remedy_is_found(text: str, remedies: set[str]) -> None:
    assert offered(text) == remedies


@pytest.mark.parametrize(
    "text",
    [
        "訪問はできません",
        "交換は致しかねます",
        "あいにく代替機はございません",
        "訪問修理は行っておりません",
        "以前に訪問修理を受けられたことはございますか",
        "訪問の担当は来ましたか",
        "交換できるかどうか責任者に確認いたします",
        "交換をご希望ということでございますね",
        "先週、交換のご案内をいたしましたでしょうか",
        "お電話ありがとうございます",
        "ご不便をおかけし申し訳ございません",
    ],
)
def test_refusals_questions_and_checks_offer_nothing(text: str) -> None:
    assert offered(text) == set()
