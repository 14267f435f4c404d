"""Cushions: where one is due, and what is advised."""

from __future__ import annotations

from tests.scorers.judging import LIBRARY, findings, quality
from trainer import call
from trainer.scorers import score
from trainer.script import Step

HELD = (Step(hold=True), Step(hold=False))
OPENED = "お電話ありがとうございます。かもめ急送お客様センター、担当の森でございます。"


def test_a_warning_to_an_abusive_caller_needs_no_cushion() -> None:
    warned = "乱暴なお言葉が続くようでしたら、こちらからお電話を終わらせていただきます。"
    refused = "十万円のお支払いはいたしかねます。"
    assert findings("sv-karaoke-shouting", "cushion", warned, refused) == []
    assert findings("parcel-left-outside", "cushion", "規則ですので、対応できかねます。")


def test_general_examples_are_of_no_matter_in_particular() -> None:
    matters = ("洗濯", "介護", "訪問", "修理", "営業日", "三回お電話", "折り返し", "お名前を伺え")
    for advice in LIBRARY.rubric.advice.values():
        assert not any(word in advice.better for word in matters), advice.better


def test_a_hold_without_a_word_is_told_and_counts_as_a_request_without_a_cushion() -> None:
    said = (OPENED, *HELD, "お待たせいたしました。", "恐れ入りますが、お名前を伺えますでしょうか。")
    found = findings("parcel-left-outside", "cushion", *said)
    assert [(f.title, f.turn, "お待ち" in f.better) for f in found] == [("黙って保留にした", 1, True)]
    first = findings("parcel-left-outside", "cushion", *HELD, OPENED)
    assert [(f.title, f.turn) for f in first] == [("黙って保留にした", None)]
    assert quality("parcel-left-outside", "cushion", *HELD, OPENED) == 0


def test_an_announced_hold_is_no_fault() -> None:
    asked = "恐れ入りますが、お調べいたしますので、二分ほどお待ちいただけますでしょうか。"
    assert findings("parcel-left-outside", "cushion", OPENED, asked, *HELD) == []


def test_a_call_begun_with_a_rubric_without_the_advice_is_scored_all_the_same() -> None:
    cast, rubric = LIBRARY.cast("parcel-left-outside"), LIBRARY.rubric
    known = {name: advice for name, advice in rubric.advice.items() if name != "bare_hold"}
    attempt = call.replay(cast, [*HELD, Step(say=OPENED), Step(end=True)])
    found = score(cast, attempt, rubric.model_copy(update={"advice": known}))
    assert all(f.title != "黙って保留にした" for d in found.dimensions for f in d.findings)
