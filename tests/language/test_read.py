"""Whatever is typed, the reading comes back whole: spans inside, the same every time, in linear time."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.dialogue import Reading, Span
from trainer.language import cues, read

from .washing import WASHING, told

PIECES = ["三日", "お客様", "でしょうか", "佐藤様", "、", "。", "?", "！", " ", "\n", "ﾃﾞ", "が", "\u3099", "😀", "\ud800", "\x00", "Ｅ３", "8月",
          "お電話", "いたします", "本日17時までに", "責任者", "に代わります", "交換", "できません", "ください", "~", "〜", "ㄱ", "①", "㍿", "ǅ"]  # fmt: skip


def spans(reading: Reading) -> Iterator[Span]:
    for name in Reading.model_fields:
        yield from getattr(reading, name)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_is_read_and_every_span_lies_inside(text: str) -> None:
    reading = read(text, told(), WASHING)
    assert all(0 <= s.start < s.end <= len(text) for s in spans(reading))
    assert read(text, told(), WASHING) == reading
    for promise in reading.promises:
        assert promise.who in text and promise.by_when in text


@pytest.mark.parametrize(
    "piece",
    ["洗濯機が三日も動かないのですね。", "三日", "あ", "a1", "0", "、", "本日中にお電話", "(", "お名前は"],
)
def test_ten_thousand_characters_take_about_ten_times_a_thousand(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        started = time.process_time()
        read(text, told(), WASHING)
        return time.process_time() - started

    seconds(100)
    tries = (
        seconds(10_000) / max(seconds(999), 0.01) for _ in range(3)
    )  # what else runs here may disturb one
    assert any(times < 40 for times in tries)


def test_an_empty_utterance_reads_as_nothing() -> None:
    assert read("", told(), WASHING) == Reading()


def test_width_case_and_commas_do_not_change_what_is_understood() -> None:
    plain = read("型番はWM-5500でございますね", told(), WASHING).echoes
    wide = read("型番は、ＷＭ－５５００でございますね", told(), WASHING).echoes
    assert [(e.fact, e.right) for e in plain] == [(e.fact, e.right) for e in wide] == [("model", True)]


def test_cues_are_read_from_customer_words() -> None:
    assert isinstance(cues("責任者を出してください。"), tuple)
