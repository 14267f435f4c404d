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
    ("新品に取り替えます", {"exchange"}),
    ("木曜の訪問の枠をお取りします。よろしいでしょうか", {"visit"}),
    ("木曜の訪問に空きがございます", {"visit"}),
    ("訪問の枠に空きがございました。そちらでお取りしましょうか", {"visit"}),
    ("代替機が一台見つかりました。こちらをお届けいたします", {"loan"}),
    ("点検を受けていただけますか", {"visit"}),
    ("点検を受けてみてください", {"visit"}),
    ("点検をお願いできますか", {"visit"}),
    ("代替機を使ってもらえますか", {"loan"}),
    ("交換すればお安くなります", {"exchange"}),
    ("代替機を押さえておきます", {"loan"}),
    ("新しいものと交換し直します", {"exchange"}),
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
        "訪問した者の名前を教えていただけますか",
        "前回の点検について教えてください",
        "先週、代替機をお届けしました",
        "代替機の件ですね。確認いたします",
        "訪問の結果は、明日の朝に私からお電話いたします",
        "前回の点検では二度もお待ちいただき、誠に申し訳ございません",
        "交換はお受けできません",
        "代わりにお調べいたします",
        "お電話ありがとうございます",
        "ご不便をおかけし申し訳ございません",
    ],
)
def test_refusals_questions_and_checks_offer_nothing(text: str) -> None:
    assert offered(text) == set()


STEPS = WASHING.model_copy(
    update={
        "remedies": tuple(
            WASHING.remedies[0].model_copy(update={"id": name, "offers": offers})
            for name, offers in {
                "peel": ("はがす",),
                "replug": ("入れ直す",),
                "rebook": ("取り直す",),
                "visit": ("訪問",),
            }.items()
        )
    }
)


@pytest.mark.parametrize(
    ("text", "remedies"),
    [
        ("保護シートを一度はがしてみていただけますか", {"peel"}),
        ("シートをはがしていただいてもよろしいでしょうか", {"peel"}),
        ("はがしていただけますと幸いです", {"peel"}),
        ("シートをはがしてくださいますか", {"peel"}),
        ("カードを入れ直していただけますでしょうか", {"replug"}),
        ("カードを入れ直していただけませんか", {"replug"}),
        ("お席を取り直しました", {"rebook"}),
        ("お席をお取り直しました", {"rebook"}),
        ("お席をお取り直しいたしました", {"rebook"}),
        ("カードを入れ直していただき、シートをはがしてみていただけますか", {"peel", "replug"}),
        ("シートをはがしていただけますか。それでもだめなら訪問いたします。", {"peel", "visit"}),
        ("先週、お席を取り直しました", set()),
        ("シートははがしていただけましたか", set()),
    ],
)
def test_steps_asked_for_politely_and_done_on_the_spot_are_offers(text: str, remedies: set[str]) -> None:
    assert {o.remedy for o in read(text, told(), STEPS).offers} == remedies
