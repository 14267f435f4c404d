"""Reads what is shipped with this package: the judge's rubric, the prompts, and what belongs to them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from trainer.dialogue import DialogueAct, Frozen
from trainer.files import load
from trainer.opinion import JudgeRubric

_HERE = Path(__file__).parent


class Prompt(Frozen):
    """What a model is told: who it is, what to do with what follows, and with which words it is asked
    again."""

    system: str
    task: str
    once_more: str = ""


class Rewording(Frozen):
    """For model answers: criterion → acts of which a rewording must contain one (`otherwise`: where no
    remark says what was missing), and what people call them."""

    prompt: Prompt
    missing: dict[str, tuple[DialogueAct, ...]]
    otherwise: tuple[DialogueAct, ...]
    labels: dict[DialogueAct, str]


class ActNames(Frozen):
    """For the reading by model: what each act is, in a line."""

    prompt: Prompt
    acts: dict[DialogueAct, str]


@lru_cache(maxsize=1)
def judge_rubric() -> JudgeRubric:
    """Criteria and levels of the second opinion."""
    return load(_HERE / "rubric.yaml", JudgeRubric)


@lru_cache(maxsize=1)
def rewording() -> Rewording:
    """How other wordings are asked for."""
    return load(_HERE / "model_answers.yaml", Rewording)


@lru_cache(maxsize=1)
def drafting() -> Prompt:
    """How a scenario is asked for."""
    return load(_HERE / "drafting.yaml", Prompt)


@lru_cache(maxsize=1)
def act_names() -> ActNames:
    """The acts as they are named to a model."""
    return load(_HERE / "reading.yaml", ActNames)
