"""The five parts of a good explanation of a handover."""

from __future__ import annotations

import pytest

from trainer.dialogue import WhyPart
from trainer.language import read

from .washing import REFUSED_HANDOVERS, operator_said

R, W, T, H, C = WhyPart.REASON, WhyPart.WHO, WhyPart.WAIT, WhyPart.HISTORY, WhyPart.CONSENT

PARTS = [
    ("責任者の山本に代わります", {W}),
    ("より早く解決できますので、技術担当におつなぎいたします", {R, W}),
    ("専門の担当者に代わってもよろしいでしょうか", {W, C}),
    ("これまでの経緯は私から責任者に申し伝えます", {W, H}),
    ("責任者に代わりますので、3分ほどお待ちいただけますでしょうか", {W, T}),
    ("判断できる者から本日17時までにお電話を差し上げてもよろしいでしょうか", {R, T, C}),
    ("同じご説明をいただく必要はございませんので、このまま責任者におつなぎします", {W, H, T}),
    ("けいいはわたくしからせきにんしゃにもうしつたえます", {W, H}),
]


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_the_parts_said_are_found(text: str, parts: set[WhyPart]) -> None:
    explained = read(text).explained
    assert {e.part for e in explained} == parts
    assert all(text[e.start : e.end] for e in explained)


@pytest.mark.parametrize(
    "text",
    [
        "2分ほどお待ちいただけますでしょうか",
        "これまでの経緯をお聞かせください",
        "お名前をお伺いしてもよろしいでしょうか",
        "より早くお届けできるよう手配いたします",
    ],
)
def test_the_same_words_without_a_handover_are_no_explanation(text: str) -> None:
    assert read(text).explained == ()


def test_a_part_said_right_after_the_handover_was_announced_counts() -> None:
    text = "お話しいただいた内容はすべて引き継ぎますので、5分ほどお待ちいただけますか"
    before = operator_said("責任者に代わらせていただきます")
    assert {e.part for e in read("5分ほどお待ちいただけますか", before).explained} == {T}
    assert {e.part for e in read(text, before).explained} == {H, T}


def test_the_waiting_time_is_quoted_with_its_number() -> None:
    text = "責任者に代わりますので、3分ほどお待ちください"
    assert "3分ほどお待ち" in {text[e.start : e.end] for e in read(text).explained}


@pytest.mark.parametrize("text", REFUSED_HANDOVERS)
def test_a_refused_handover_explains_nothing(text: str) -> None:
    assert read(text).explained == ()
    assert read("5分ほどお待ちいただけますか", operator_said(text)).explained == ()
