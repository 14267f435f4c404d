"""Honorific wording is read as what a plain speaker would say."""

from __future__ import annotations

import pytest

from trainer.language import read
from trainer.language.lexicon.files import content
from trainer.language.text.plain_wording import plainly


@pytest.mark.parametrize(
    ("polite", "plain"),
    [
        ("何名様でお住まいですか", "何人でお住まいですか"),
        ("お心当たりはおありでしょうか", "お心当たりはありますか"),
        ("お間柄を承ってもよろしゅうございますか", "関係を伺ってもよろしいですか"),
        ("型番を教えてください", "型番を教えてください"),
    ],
)
def test_polite_words_are_put_plainly_and_plain_ones_left(polite: str, plain: str) -> None:
    assert plainly(polite) == plain


def test_putting_it_plainly_twice_changes_nothing_more() -> None:
    plain = [p for p, several in content("polite_wording")["plain"].items() if several != [p]]
    assert [p for p in plain if plainly(p) != p] == []


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("お背丈は、いかほどでいらっしゃいますか。", "size"),
        ("お連れ様とは、どのようなご縁でいらっしゃいますか。", "relation"),
        ("これまで、幾度ほどお電話をくださいましたでしょうか。", "contact_count"),
        ("お品は、ただいまいずれにお置きでいらっしゃいますか。", "kept"),
        ("何か、お暮らしの上で差し障りがおありではございませんでしょうか。", "impact"),
        ("ご家族様は、何名様でいらっしゃいますか。", "persons"),
        ("なにゆえ、そのお品をお選びになったのでしょうか。", "meaning"),
    ],
)
def test_an_honorific_question_asks_for_the_same(text: str, topic: str) -> None:
    assert topic in {t for q in read(text).questions for t in q.topics}


def test_the_span_of_an_honorific_question_is_the_one_typed() -> None:
    text = "恐れ入ります。お控えは、お手元におありでしょうか。"
    (question,) = read(text).questions
    assert text[question.start : question.end] == "お控えは、お手元におありでしょうか"
