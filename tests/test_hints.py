"""Hints say what the customer needs next, and never the answer."""

from __future__ import annotations

from collections.abc import Callable

from trainer import hints
from trainer.attempt import Attempt, HintTaken
from trainer.files import Library
from trainer.scenario import Cast

Talk = Callable[..., Attempt]


def test_before_the_first_word_the_hint_is_to_greet(cast: Cast, talk: Talk) -> None:
    assert hints.hint(cast.scenario, talk()) == hints.GREET


def test_after_a_cold_word_the_hint_is_to_repair_it(cast: Cast, talk: Talk) -> None:
    assert hints.hint(cast.scenario, talk("規則ですのでできません。")) == hints.REPAIR


def test_a_due_handover_is_hinted_at_without_naming_where(cast: Cast, talk: Talk) -> None:
    lines = [step.say for step in cast.scenario.model_call if step.say][:2]
    found = hints.hint(cast.scenario, talk(*lines))
    assert found == hints.HAND_OVER
    assert not any(team in found for team in cast.scenario.escalation.to)


def test_the_same_hint_is_not_given_twice_in_a_row(cast: Cast, talk: Talk) -> None:
    attempt = talk("はい。")
    first = hints.hint(cast.scenario, attempt)
    second = hints.hint(cast.scenario, attempt.plus(HintTaken(key="h", text=first)))
    assert first != second


def test_no_hint_gives_a_fact_or_a_remedy_away(library: Library, talk: Talk) -> None:
    all_hints = [words for words, _ in hints._RULES]
    for scenario in library.scenarios.values():
        told = [line for fact in scenario.facts for line in fact.say] + [r.title for r in scenario.remedies]
        assert not any(secret in words for secret in told for words in all_hints)
