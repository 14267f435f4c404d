"""Cushions: where one is due, and what is advised."""

from __future__ import annotations

from tests.scorers.judging import LIBRARY, findings


def test_a_warning_to_an_abusive_caller_needs_no_cushion() -> None:
    warned = "乱暴なお言葉が続くようでしたら、こちらからお電話を終わらせていただきます。"
    refused = "十万円のお支払いはいたしかねます。"
    assert findings("sv-karaoke-shouting", "cushion", warned, refused) == []
    assert findings("parcel-left-outside", "cushion", "規則ですので、対応できかねます。")


def test_general_examples_are_of_no_matter_in_particular() -> None:
    matters = ("洗濯", "介護", "訪問", "修理", "営業日", "三回お電話", "折り返し", "お名前を伺え")
    for advice in LIBRARY.rubric.advice.values():
        assert not any(word in advice.better for word in matters), advice.better
