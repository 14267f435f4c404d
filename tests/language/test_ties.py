"""Empathy tied to the caller's own matter, also by what was given back just before."""

from __future__ import annotations

import pytest

from trainer.dialogue import ActSpan, DialogueAct
from trainer.language.acts.ties import tied

from .washing import WASHING


def specific(before: str, feeling: str) -> bool:
    start = len(before)
    act = ActSpan(start=start, end=start + len(feeling), act=DialogueAct.EMP_FEEL)
    (one,) = tied(before + feeling, (act,), WASHING)
    return one.specific


@pytest.mark.parametrize(
    ("before", "feeling"),
    [
        ("洗濯物が山なのですか。", "それは、お辛かったですね"),
        ("コインランドリーに毎日通われているのですね。", "それはご負担でしたね"),
        ("折り返しが来なかったのですね。", "さぞお腹立ちのことと存じます"),
        ("途中で止まってしまうのですか。", "そのようなことでは、ご不安ですね"),
        ("お子さんの洗濯物もおありで。", "どれほど大変でいらしたか"),
        ("", "洗濯物がたまってお辛いですね"),
    ],
)
def test_empathy_that_points_back_to_the_callers_matter_is_specific(before: str, feeling: str) -> None:
    assert specific(before, feeling)


@pytest.mark.parametrize(
    ("before", "feeling"),
    [
        ("", "それは、お辛かったですね"),
        ("お電話ありがとうございます。", "それは大変でしたね"),
        ("かしこまりました。", "さぞお腹立ちのことと存じます"),
        ("洗濯物が山なのですか。", "お察しいたします"),
        ("少々お待ちください。", "どれほどご不安でしたか"),
    ],
)
def test_empathy_without_the_matter_is_not(before: str, feeling: str) -> None:
    assert not specific(before, feeling)
