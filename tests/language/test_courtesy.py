"""Faults of wording are found, accepted forms are not."""

from __future__ import annotations

import pytest

from trainer.language import read
from trainer.language.lexicon.index import lexicon

FAULTS = [
    ("画面はご覧になられましたか", "二重敬語"),
    ("先ほどおっしゃられた件でございますが", "二重敬語"),
    ("お客様がお帰りになられたのですね", "二重敬語"),
    ("ご注文は以上でよろしかったでしょうか", "バイト敬語"),
    ("お名前のほうを頂戴できますでしょうか", "バイト敬語"),
    ("こちらが請求書になります", "バイト敬語"),
    ("本日は休まさせていただきます", "さ入れ"),
    ("資料を送らさせていただきます", "さ入れ"),
    ("画面は見れますか", "ら抜き"),
    ("本日は受けれません", "ら抜き"),
    ("弊社の山本部長に申し伝えます", "ウチソト"),
    ("担当の田中さんから折り返します", "ウチソト"),
    ("資料は拝見されましたか", "尊敬/謙譲の取り違え"),
    ("お客様が申された件でございますが", "尊敬/謙譲の取り違え"),
    ("画面をご確認してください", "尊敬/謙譲の取り違え"),
    ("うん、それで", "くだけた相槌"),
    ("へえ、そうなんですか", "くだけた相槌"),
    ("はいはい、分かりました", "くだけた相槌"),
    ("それは無理だよ", "常体"),
    ("今から確認するね", "常体"),
    ("もう送ったよ", "常体"),
    ("あなたの番号は何番ですか", "呼称"),
    ("お客さんの番号は", "呼称"),
    ("なるほどですね", "語選び"),
    ("了解しました", "語選び"),
    ("すいませんが、もう一度お願いします", "語選び"),
    ("ちょっとお待ちください", "くだけた依頼"),
    ("番号を教えてもらえますか", "くだけた依頼"),
    ("それはできません", "くだけた否定"),
    ("めっちゃ混んでまして", "くだけた言い方"),
]


@pytest.mark.parametrize(("text", "category"), FAULTS)
def test_a_fault_is_found_in_its_category(text: str, category: str) -> None:
    found = read(text).courtesy
    assert category in {f.category for f in found}, found
    assert all(f.better and text[f.start : f.end] for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "お召し上がりになりますか",
        "明日お伺いいたします",
        "明日お伺いします",
        "お客様がお見えになりました",
        "お話を伺ってもよろしいでしょうか",
        "お知らせさせていただきます",
        "資料を送らせていただきます",
        "とんでもございません",
        "お名前をお伺いしてもよろしいでしょうか",
        "担当の田中が申しておりました",
        "弊社の部長の山本に申し伝えます",
        "ご担当の佐々木様にお伝えください",
        "さようでございますか",
        "かしこまりました。少々お待ちくださいませ。",
        "ご不便をおかけし、申し訳ございません",
        "見れば分かります",
        "こちらは問題なくお使いになれます",
        "技術担当のほうからご連絡いたします",
        "ご予約の方はこちらでございます",
        "お待ちいただいておりますので",
        "承知いたしました",
        "ああいった対応は申し訳なく存じます",
        "お電話ありがとうございます。みどり電機の田中でございます。",
    ],
)
def test_correct_and_accepted_forms_are_left_alone(text: str) -> None:
    assert read(text).courtesy == ()


def test_findings_do_not_overlap_and_carry_a_rule_of_the_lexicon() -> None:
    found = read("ご覧になられましたか。うん、それでよろしかったでしょうか").courtesy
    assert len(found) >= 3
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert {f.rule for f in found} <= {e.id for e in lexicon().courtesy}


def test_every_rule_shows_what_is_bad_and_what_is_fine() -> None:
    assert [e.id for e in lexicon().courtesy if not (e.examples.bad and e.examples.fine)] == []
