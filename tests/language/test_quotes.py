"""A quote is found where it stands, however it is typed, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.language.text.quotes import SHORTEST, found

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


TYPED = st.lists(st.sampled_from("あいうカキク漢字話MW80ー。、 「」！"), max_size=30).map("".join)


def letters(text: str) -> str:
    return "".join(c for c in text if c not in "。、 「」！")


@given(TYPED, st.integers(0, 26), st.integers(0, 12))
def test_every_piece_long_enough_of_any_text_is_found_in_it(text: str, start: int, length: int) -> None:
    piece = text[start : start + length]
    exact, bare = found(piece, text), found(letters(piece), text)
    if len(letters(piece)) < SHORTEST:
        assert exact is None and bare is None
    else:
        assert exact is not None and text[exact.start : exact.end] == piece
        assert bare is not None and letters(text[bare.start : bare.end]) == letters(piece)
