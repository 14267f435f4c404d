"""What one is told about the words of one's own answer."""

from __future__ import annotations

from trainer.case import Moment, Party
from trainer.dialogue import NEGATIVE, DialogueAct
from trainer.study import contents
from trainer.study.contents import ACT_LABELS

BEFORE = (Moment(who=Party.CUSTOMER, text="三回も電話したのに、折り返しが来ないんです。"),)


def test_each_thing_found_is_a_piece_of_the_answer() -> None:
    words = "三度もお電話をいただいたのですね。ご不便をおかけし申し訳ございません。責任者に代わります。"
    found = contents(words, BEFORE)
    labels = [c.label for c in found]
    assert ACT_LABELS[DialogueAct.ESC_V] in labels and any("お詫び" in label for label in labels)
    assert all(c.quote in words for c in found)
    assert not any(c.fault for c in found)


def test_what_sounds_cold_or_is_wrongly_worded_is_told_with_a_better_way() -> None:
    found = contents("規則ですので、できません。お客様がおっしゃられたとおりです。", BEFORE)
    assert {ACT_LABELS[act] for act in NEGATIVE} & {c.label for c in found if c.fault}
    assert any(c.better for c in found)


def test_nothing_written_is_nothing_found() -> None:
    assert contents("  ") == [] and contents("") == []


def test_every_act_has_a_name_for_people() -> None:
    assert set(ACT_LABELS) == set(DialogueAct)
