"""Up to a superior or across to a team: the role decides, a bare name by who that is."""

from __future__ import annotations

import pytest

from trainer.desk import ManualPage
from trainer.dialogue import TRANSFER, DialogueAct, Speaker, Utterance
from trainer.escalation import Direction, EscalationPolicy, Need
from trainer.language import read
from trainer.scenario import Scenario

from .washing import REFUSED_HANDOVERS, WASHING, operator_said, told

PAGE = ManualPage(title="引き継ぎ先", text="修理の判断は森川が行います。")


def across(**changes: object) -> Scenario:
    policy = EscalationPolicy(need=Need.OPTIONAL, direction=Direction.HORIZONTAL, to=("技術チーム",))
    return WASHING.model_copy(update={"escalation": policy, **changes})


def ways(text: str, scenario: Scenario = WASHING) -> set[DialogueAct]:
    return {a.act for a in read(text, told(), scenario).of(*TRANSFER)}


@pytest.mark.parametrize(
    "text",
    [
        "係長の谷におつなぎいたします。",
        "それでは、センター長の堀に代わらせていただきます。",
        "支配人の深沢に代わってもよろしいでしょうか。",
        "責任者につなぎますので、少々お待ちください。",
        "上席の者に代わりますので、このままお待ちいただけますか。",
        "課長の江口からお話しいたしますので、お電話を代わります。",
    ],
)
def test_a_superior_is_up_whoever_the_policy_names(text: str) -> None:
    assert ways(text) == ways(text, across()) == {DialogueAct.ESC_V}


@pytest.mark.parametrize(
    "text",
    [
        "技術チームの藤井におつなぎいたします。",
        "専門の部署に代わってもよろしいでしょうか。",
        "経理の担当部署におつなぎします。",
        "品質管理の者に代わらせていただきます。",
        "上席に相談のうえ、開発部門の宮田におつなぎいたします。",
    ],
)
def test_a_team_is_across_whoever_the_policy_names(text: str) -> None:
    assert ways(text) == ways(text, across()) == {DialogueAct.ESC_H}


@pytest.mark.parametrize(
    "text",
    [
        "では森川に代わります。",
        "それでは森川におつなぎいたします。",
        "森川におつなぎしますが、よろしいでしょうか。",
        "森川へおつなぎいたします。",
        "森川に代わってもよろしいでしょうか。",
    ],
)
def test_a_bare_name_known_to_the_scenario_goes_the_way_of_its_policy(text: str) -> None:
    known = {"manual": (PAGE,)}
    assert ways(text, WASHING.model_copy(update=known)) == {DialogueAct.ESC_V}
    assert ways(text, across(**known)) == {DialogueAct.ESC_H}


def test_an_unknown_name_goes_the_way_spoken_of_before() -> None:
    before = operator_said("技術チームの者におつなぎしたいと存じます。")
    after = read("では森川に代わります。", before, WASHING).of(*TRANSFER)
    assert {a.act for a in after} == {DialogueAct.ESC_H}


@pytest.mark.parametrize(
    "text",
    [
        "明日、私からお電話いたします。",
        "佐々木様に代わりの品をお送りします。",
        "先ほど森川に代わりましたか。",
        "本日中に結果をお知らせいたします。",
        "森川におつなぎできません。",
    ],
)
def test_without_words_of_handing_over_nothing_is_handed_over(text: str) -> None:
    demand = (Utterance(speaker=Speaker.CUSTOMER, text="上の人を出してください。", turn=0),)
    assert not read(text, demand, WASHING).has(*TRANSFER)


def test_a_stretch_never_goes_both_ways() -> None:
    acts = read("責任者につなぎます。そのあと技術チームから折り返します。", told(), WASHING).of(*TRANSFER)
    for one in acts:
        assert not [o for o in acts if o is not one and o.start < one.end and one.start < o.end]


@pytest.mark.parametrize("text", REFUSED_HANDOVERS)
def test_a_refused_handover_is_none(text: str) -> None:
    assert ways(text) == ways(text, across()) == set()


def test_a_handover_put_off_is_still_one() -> None:
    assert ways("今は代われませんが、責任者から本日中にお電話いたします") == {DialogueAct.ESC_V}
