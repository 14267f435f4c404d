"""Thoughts are taken out whichever way the text is cut into deltas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.llm.thoughts import Thoughts

CASES = {
    "はい。": "はい。",
    "<think>怒る</think>はい。": "はい。",
    "<thinking>怒る</thinking>はい。": "はい。",
    "あ<think>怒る</think>い<think>困る</think>う": "あいう",
    "3<5で、a<thで、<thin": "3<5で、a<thで、<thin",
    "<think><think>二重</think>はい。": "はい。",
    "": "",
}


@pytest.mark.parametrize("text", CASES)
@given(data=st.data())
def test_visible_text_does_not_depend_on_how_it_was_cut(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    thoughts = Thoughts()
    seen = "".join(thoughts.feed(piece) for piece in pieces) + thoughts.end()
    assert seen == CASES[text]
    assert not thoughts.unfinished and not thoughts.stray


def test_plain_text_is_not_held_back() -> None:
    thoughts = Thoughts()
    assert [thoughts.feed(t) for t in ("いや、", "だから<", "まだ")] == ["いや、", "だから", "<まだ"]


def test_a_thought_that_never_ends_or_never_began_is_known() -> None:
    endless, stray = Thoughts(), Thoughts()
    assert endless.feed("<think>怒る") + endless.end() == "" and endless.unfinished
    assert stray.feed("怒る</think>はい") == "怒るはい" and stray.stray
