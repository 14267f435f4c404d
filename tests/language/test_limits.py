"""The same words are a limit to an abusive caller and a rebuff to a fair one."""

from __future__ import annotations

import pytest

from trainer.dialogue import NEGATIVE, DialogueAct
from trainer.files import Library
from trainer.language import read
from trainer.scenario import Scenario

LIBRARY = Library()


def abusive() -> Scenario:
    return LIBRARY.scenarios["supermarket-cashier-dismissal"]


@pytest.mark.parametrize(
    "text",
    [
        "恐れ入りますが、乱暴なお言葉は、お控えいただけますでしょうか。",
        "大声を出すのはやめてください。",
        "暴言はおやめください",
        "そのような強いお言葉は控えていただけますと幸いです。",
        "土下座でのお詫びには応じかねます。",
        "係の者の名前を公開なさるのは、ご遠慮ください。",
    ],
)
def test_a_line_to_an_abusive_caller_is_a_limit(text: str) -> None:
    reading = read(text, (), abusive())
    assert reading.has(DialogueAct.LIMIT)
    assert not reading.has(*NEGATIVE)


@pytest.mark.parametrize(
    "text", ["お名前をお願いします。", "恐れ入りますが、少々お待ちください。", "申し訳ございません。"]
)
def test_ordinary_words_draw_no_line(text: str) -> None:
    assert not read(text, (), abusive()).has(DialogueAct.LIMIT)


def test_to_a_fair_caller_the_rule_says_nothing() -> None:
    fair = LIBRARY.scenarios["appliance-no-callback"]
    acts = read("大声を出すのはやめてください。", (), fair).acts
    assert not any(a.because == "limits" for a in acts)


@pytest.mark.parametrize(
    "text",
    [
        "そのような言い方はおやめください。",
        "きつい言い方はご遠慮いただけますか",
        "これ以上大声が続くようでしたら、終了いたします。",
        "これ以上暴言が続くようでしたら、お電話を切らせていただきます。",
        "これ以上お続けになるようでしたら、このお電話は終了させていただきます。",
        "おやめいただけない場合は、お電話を切らせていただくことがございます。",
        "このまま続く場合、通話を終了いたします",
        "ご要望が続くようでしたら対応を終了いたします",
        "大声が続くようでしたらお電話を終えさせていただきます",
        "「お前」といったお言葉が続くようでしたら、お電話を切らせていただきます",
    ],
)
def test_a_warning_that_the_call_will_end_is_a_limit(text: str) -> None:
    assert read(text, (), abusive()).has(DialogueAct.LIMIT)


@pytest.mark.parametrize(
    "text",
    [
        "手続きが終了いたしましたら、ご連絡いたします",
        "不具合が続くようでしたら、またお電話ください",
        "エラーが続くようでしたら、電源を切ってください",
    ],
)
def test_ending_something_else_is_no_limit(text: str) -> None:
    acts = read(text, (), abusive()).acts
    assert not any(a.because == "limits" for a in acts)
