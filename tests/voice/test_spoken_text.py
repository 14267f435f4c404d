"""Written words are said as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.voice.spoken_text import LONGEST, Phrase, phrases


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12,800円です", "12800円です"),
        ("¥500です", "500円です"),
        ("会員番号は123456です", "会員番号はイチニーサンヨンゴーロクです"),
        ("エラーE-1474", "エラーイーのイチヨンナナヨン"),
        ("VIPですよ", "ビップですよ"),
        ("「もう結構」です", "もう結構です"),
        ("https://example.com/a を見た", "リンク を見た"),
        ("2026年", "2026年"),
        ("怒😡ってます", "怒ってます"),
    ],
)
def test_numbers_codes_and_signs(written: str, said: str) -> None:
    assert "".join(p.text for p in phrases(written)).replace(" ", "") == said.replace(" ", "")


def test_commas_stops_and_questions_are_told_apart() -> None:
    assert phrases("はい、そうです。いつですか?") == (
        Phrase("はい", False, False),
        Phrase("そうです", True, False),
        Phrase("いつですか", True, True),
    )


@given(st.text(max_size=300))
def test_any_text_gives_phrases_of_bounded_length(text: str) -> None:
    assert all(0 < len(p.text) <= LONGEST for p in phrases(text))
