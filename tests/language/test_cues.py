"""What a customer's words signal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.dialogue import Cue
from trainer.language.cues import read_cues


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("あなたじゃ話にならない。責任者を出してください。", Cue.DEMAND_SUPERVISOR),
        ("慰謝料を払ってください。", Cue.BEYOND_AUTHORITY),
        ("再起動も初期化も済ませました。エラーコードはE-52です。", Cue.TECH_EVIDENCE),
        ("先週も電話したのに、折り返しが来ないんです。", Cue.REPEAT_CONTACT),
        ("消費生活センターに相談します。", Cue.LEGAL_SAFETY_MEDIA),
        ("土下座しろよ、このバカ。", Cue.ABUSE),
        ("あなたのその言い方、失礼じゃないですか。", Cue.AGENT_COMPLAINT),
        ("もう不安で不安で、夜も眠れません。", Cue.NEG_EMOTION),
        ("丁寧にありがとうございます。安心しました。", Cue.SOFTENING),
        ("はい、それでお願いします。", Cue.ACCEPT),
        ("いや、それでは納得できません。", Cue.REJECT),
    ],
)
def test_plain_cases_are_read(text: str, cue: Cue) -> None:
    assert cue in read_cues(text)


@pytest.mark.parametrize(
    "text", ["", "住所の変更をお願いしたいのですが。", "会員番号は1234です。", "営業時間は何時までですか。"]
)
def test_neutral_words_carry_no_cue(text: str) -> None:
    assert read_cues(text) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_the_same_way_twice(text: str) -> None:
    found = read_cues(text)
    assert found == read_cues(text)
    assert list(found) == [cue for cue in Cue if cue in found]
