"""Rudeness gets its answer; what was asked in the same breath does too, if anything was."""

from __future__ import annotations

import pytest

from tests.customers.talking import LIBRARY, beats, talked
from trainer.beat import Beat

SEEDS = range(4)


@pytest.mark.parametrize("rude", ["規則ですので。もうよろしいですか。", "手短にお願いします。"])
@pytest.mark.parametrize("scenario", ["nas-disk-warning", "sv-washer-third-call"])
def test_who_only_wants_to_be_rid_of_the_caller_is_told_nothing_that_has_to_be_asked_for(
    scenario: str, rude: str
) -> None:
    hidden = {f.id for f in LIBRARY.scenarios[scenario].facts if f.needs}
    for seed in SEEDS:
        said = talked(scenario, rude, seed=seed)
        assert Beat.FLARE_HURRY in beats(said) and not set(said.customer[-1].tells) & hidden


def test_a_plain_question_beside_the_rudeness_is_answered() -> None:
    said = talked("nas-disk-warning", "手短にお願いします。いつからですか。")
    assert beats(said) == {Beat.FLARE_HURRY, Beat.ANSWER} and "since" in said.customer[-1].tells
