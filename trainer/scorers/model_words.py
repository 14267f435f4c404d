"""How the scenario's own model call says what was missed: to this customer, of this matter."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from trainer.dialogue import ActSpan, DialogueAct, Transcript
from trainer.language import read
from trainer.language.acts.reader import read_acts
from trainer.language.acts.ties import tied
from trainer.scenario import Scenario

SHOWN = 0.6
"""Confidence from which on a sentence of the model call may stand as an example of its act."""


class _Said(NamedTuple):
    """`turn`: number of the spoken step, from 1. `words`: those of the act alone."""

    turn: int
    words: str
    act: ActSpan


def said_here(
    scenario: Scenario, acts: Collection[DialogueAct], turn: int, told: Collection[str] = ()
) -> str:
    """The sentence of the model call that does one of `acts`, the one spoken nearest to operator `turn`, the
    longest of its step; what is tied to the caller's own words comes first. None gives back only facts that
    the trainee has `told` back. "" if there is none."""
    said = [one for one in _sentences(scenario) if one.act.act in acts]
    said = [one for one in said if one.act.act is not DialogueAct.PARA or not _known(one, told, scenario)]
    said = [one for one in said if one.act.specific] or said
    nearest = min(said, key=lambda one: (abs(one.turn - turn), -len(one.words)), default=None)
    return f"{nearest.words.rstrip('。')}。" if nearest else ""


def _known(one: _Said, told: Collection[str], scenario: Scenario) -> bool:
    facts = {echo.fact for echo in read(one.words, (), scenario).echoes} if told else set()
    return bool(facts) and facts <= set(told)


def _sentences(scenario: Scenario) -> tuple[_Said, ...]:
    spoken = tuple(step.say for step in scenario.model_call if step.say)
    return tuple(
        _Said(turn, words[act.start : act.end], act)
        for turn, words in enumerate(spoken, 1)
        for act in tied(words, _acts(words, scenario.overheard), scenario)
    )


@lru_cache(maxsize=512)
def _acts(words: str, before: Transcript) -> tuple[ActSpan, ...]:
    return tuple(act for act in read_acts(words, before) if act.confidence >= SHOWN)
