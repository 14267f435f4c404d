"""Texts are folded, cut and marked so that a word is found where a reader sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.store.grams import MAX_CHARS, MAX_WORDS, fold, letters, pairs, spans, words_of

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.mark.parametrize(
    ("written", "same"),
    [("Ｅ－１４７４", "e-1474"), ("ｶﾞｽｺﾝﾛ", "ガスコンロ"), ("E‐1474", "E-1474"), ("E−1474", "e-1474"), ("㈱山", "(株)山"),
     ("葛\U000e0100飾", "葛飾"), ("ゼ\u200bロ", "ゼロ"), ("か\u3099", "が"), ("10時〜11時", "10時~11時"), ("STRASSE", "straße")],
)  # fmt: skip
def test_writings_that_look_alike_are_one_word(written: str, same: str) -> None:
    assert fold(written) == fold(same)


def test_pairs_overlap_and_stop_at_blanks() -> None:
    assert pairs("税金の E-1") == "税金 金の ‖ e－ －1"
    assert letters("税金の税 E-") == "e の 税 金 －"
    assert pairs("") == letters(" \n") == ""


def test_a_query_is_cut_to_what_can_be_asked() -> None:
    assert words_of("　税金 E-1474\n税金 ") == ("税金", "e-1474")
    assert words_of("あ" * 10_000) == ("あ" * MAX_CHARS,)
    assert len(words_of(" ".join(map(str, range(500))))) == MAX_WORDS


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("返金と返金", ("返金",), ["返金", "返金"]),
        ("エラーＥ－１４７４です", ("e-1474",), ["Ｅ－１４７４"]),
        ("ｶﾞｽが止まる", ("ガス",), ["ｶﾞｽ"]),
        ("㈱山田", ("株",), ["㈱"]),
        ("返金の遅れ", ("返金", "金の"), ["返金の"]),
        ("あああ", ("ああ",), ["あああ"]),
        ("返金", ("配送",), []),
        ("<b>返金</b>", ("返金",), ["返金"]),
    ],
)
def test_marks_stand_on_the_text_as_it_was_written(
    text: str, words: tuple[str, ...], marked: list[str]
) -> None:
    assert [text[s.start : s.end] for s in spans(text, words)] == marked


@given(TEXT, TEXT, TEXT)
def test_marks_lie_inside_the_text_in_order_and_show_the_word(before: str, word: str, after: str) -> None:
    text = before + word + after
    found = spans(text, words_of(word)[:1])
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end < b.start for a, b in zip(found, found[1:], strict=False))
    assert all(words_of(word)[0] in fold(text[s.start : s.end]) for s in found)


@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
