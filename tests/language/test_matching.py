"""A scenario's words found in what was said; a term of several words never by one loose word."""

from __future__ import annotations

import pytest

from trainer.language.story.matching import any_of, find
from trainer.language.story.terms import compiled
from trainer.language.text.parsing import parse


def met(term: str, text: str) -> bool:
    parsed = parse(text)
    return find(compiled(term), parsed, 0, len(parsed.words)) is not None


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("同じ品", "同じお品をご用意いたします"),
        ("新しいもの", "新しい物をお送りいたします"),
        ("変わったこと", "何か変わった点はございましたか"),
        ("十九日に修理", "修理は十九日に伺います"),
        ("三年前", "3年前にお求めでしたね"),
        ("九月分", "9月のご利用の分でございます"),
        ("二重", "二重に引き落とされております"),
        ("再起動", "電源を入れ直していただけますか"),
        ("差し直す", "ケーブルの抜き差しをお願いできますか"),
        ("入らない", "電源が入らないのですね"),
    ],
)
def test_a_term_is_found_in_other_words(term: str, text: str) -> None:
    assert met(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("同じ品", "お祝いの品でございますね"),
        ("同じ日", "別の日にいたしましょうか"),
        ("新しいもの", "新しい担当が伺います"),
        ("代わりのもの", "私が代わりに承ります"),
        ("十九日に修理", "十九日にお電話いたします"),
        ("二十七日にお支払い", "二十七日はお休みでございます"),
        ("二重", "二十六日の荷重を調べます"),
        ("二重", "二つの荷物が重なっております"),
        ("入らない", "電源が入るのですね"),
    ],
)
def test_one_loose_word_is_not_enough(term: str, text: str) -> None:
    assert not met(term, text)


def test_of_several_terms_the_surest_is_taken() -> None:
    parsed = parse("新品と交換いたします")
    hit = any_of(("代替品", "交換"), parsed, 0, len(parsed.words))
    assert hit is not None and hit.weight == 1.0
