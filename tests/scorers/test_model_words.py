"""Advice shows how the scenario's own model call says it."""

from __future__ import annotations

import pytest

from tests.scorers import judging
from trainer import call
from trainer.dialogue import EMPATHY, Channel, DialogueAct
from trainer.files import Library
from trainer.scorers import score
from trainer.scorers.model_words import said_here
from trainer.script import Step

LIBRARY = Library()
SCENARIOS = sorted(LIBRARY.scenarios)
SPOKEN = [name for name in SCENARIOS if LIBRARY.scenarios[name].channel is not Channel.EMAIL]


@pytest.mark.parametrize("scenario_id", SCENARIOS)
def test_an_example_is_cut_from_the_model_call(scenario_id: str) -> None:
    scenario = LIBRARY.cast(scenario_id).scenario
    spoken = "\n".join(step.say or "" for step in scenario.model_call)
    for advice in LIBRARY.rubric.advice.values():
        said = said_here(scenario, advice.acts, 2)
        assert said.rstrip("。") in spoken
        assert bool(said) <= bool(advice.acts)


@pytest.mark.parametrize("scenario_id", SPOKEN)
def test_every_model_call_shows_how_to_feel_with_the_caller(scenario_id: str) -> None:
    scenario = LIBRARY.cast(scenario_id).scenario
    assert said_here(scenario, EMPATHY, 2)


def test_what_is_spoken_nearest_is_shown() -> None:
    scenario = LIBRARY.cast("parcel-left-outside").scenario
    early, late = (said_here(scenario, {DialogueAct.PARA}, turn) for turn in (1, 4))
    assert "箱ごと" in early
    assert "色鉛筆" in late


def test_nothing_is_shown_where_the_model_call_has_no_such_words() -> None:
    scenario = LIBRARY.cast("parcel-left-outside").scenario
    assert said_here(scenario, {DialogueAct.TAKEOVER}, 1) == ""


def test_what_the_trainee_has_given_back_is_not_proposed_again() -> None:
    mismatch = "二通に分けた請求書の合計が、ご注文の額と合わないのですね。"
    scenario = LIBRARY.cast("billing-accounting-split").scenario
    assert said_here(scenario, {DialogueAct.PARA}, 1) == mismatch
    said = ("ご注文の日はいつでしょうか。", mismatch, "ご請求の番号はいくつでしょうか。")
    better = [f.better for f in judging.findings(scenario.id, "paraphrase", *said)]
    assert better and mismatch not in better


def test_the_sheet_advises_in_words_of_this_matter() -> None:
    """…, not in those of a caller with a broken washing machine."""
    cast = LIBRARY.cast("parcel-left-outside")
    cold = [
        "お電話ありがとうございます。",
        "お名前をお願いします。",
        "ご住所をお願いします。",
        "届いたのは何時ですか。",
    ]
    attempt = call.replay(cast, [*(Step(say=line) for line in cold), Step(end=True)])
    card = score(cast, attempt, LIBRARY.rubric)
    better = {f.criterion: f.better for d in card.dimensions for f in d.findings if f.kind == "missed"}
    assert better["deep"] == said_here(cast.scenario, EMPATHY, 1)
    assert "雨に濡れた" in better["deep"]
