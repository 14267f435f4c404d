"""One word in several spellings is one word; what is meant as it is written stays so."""

from __future__ import annotations

import pytest

from trainer.language.text.spellings import keys, sought, spellings

TEXT = "お客様へ折り返しの電話がなく、折返した。引き継ぎも問合せも洗濯機も子供もつながった"


def _found(word: str, text: str) -> bool:
    known = spellings(text)
    asked = [s for s in known if keys([word]) & {s.norm, s.reading}]
    return all(any(way in text for way in group) for group in sought([word], asked))


@pytest.mark.parametrize(
    "word",
    ["折返し", "折り返し", "おりかえし", "オリカエシ", "引継ぎ", "引継", "ひきつぎ", "問い合わせ", "といあわせ", "お客さま",
     "おきゃくさま", "せんたくき", "センタクキ", "子ども", "こども", "でんわ", "繋がらない", "つながりません", "電話したい",
     "電話してほしい", "引継ぎされていない"],
)  # fmt: skip
def test_a_word_is_found_in_all_its_spellings(word: str) -> None:
    assert _found(word, TEXT)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("二重請求", "二重に確かめた請求書"),
        ("E-1474", "1474円とE"),
        ("3回", "回線を3本"),
        ("ほちょうき", "ちょうど届いた"),
        ("かいやく", "高いやくそく"),
        ("見る", "見積もり"),
        ("返品したい", "したいことを聞く"),
    ],
)
def test_other_words_are_not_found(word: str, text: str) -> None:
    assert not _found(word, text)


def test_names_and_words_of_no_dictionary_are_not_kept() -> None:
    assert {s.text for s in spellings("佐藤さんと鈴木凪紗が、ミナセイ株の折返しを待った。090-1234-5678")} <= {
        "折返し",
        "待っ",
    }


def test_no_word_asks_for_more_than_can_be_looked_for() -> None:
    assert len(sought(["お客様の折返し電話が届かない" * 40], spellings(TEXT))) <= 16
