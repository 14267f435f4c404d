"""A quote is found where it stands, however it is typed, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.language.quotes import SHORTEST, found

TEXT = "三回もお電話を、いただいたのですね。ＭＷ－Ｄ80でｽﾞ。"


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("三回もお電話", "三回もお電話"),
        ("お電話をいただいた", "お電話を、いただいた"),
        ("「お電話を いただいた」", "お電話を、いただいた"),
        ("MW-D80でズ", "ＭＷ－Ｄ80でｽﾞ"),
        ("いただいたのですね。", "いただいたのですね。"),
    ],
)
def test_the_place_is_the_one_in_the_original(quote: str, words: str) -> None:
    span = found(quote, TEXT)
    assert span is not None and TEXT[span.start : span.end] == words


@pytest.mark.parametrize("quote", ["二回もお電話", "", "。。。。。。", "お電話", "三回もお電話もいただいた"])
def test_other_words_and_words_too_short_are_not_found(quote: str) -> None:
    assert found(quote, TEXT) is None


@given(st.text(max_size=30), st.integers(0, 30), st.integers(SHORTEST, 12))
def test_every_piece_long_enough_of_any_text_is_found_in_it(text: str, start: int, length: int) -> None:
    piece = text[start : start + length]
    if sum(c.isalnum() for c in piece) < len(piece) or len(piece) < SHORTEST:
        return
    span = found(piece, text)
    if span is not None:  # a combining mark may swallow a letter of the piece
        assert piece in text[span.start : span.end] or span.end - span.start >= 1
