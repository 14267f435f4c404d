"""Reads what is shipped with this package: the judge's rubric and the prompts."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from trainer.dialogue import Frozen
from trainer.files import load
from trainer.opinion import JudgeRubric

_HERE = Path(__file__).parent


class Prompt(Frozen):
    """What a model is told: who it is (`system`), and what to do with the record that follows."""

    system: str
    task: str
    once_more: str


@lru_cache(maxsize=1)
def judge_rubric() -> JudgeRubric:
    return load(_HERE / "rubric.yaml", JudgeRubric)


@lru_cache(maxsize=8)
def prompt(name: str) -> Prompt:
    """The prompt in `name`.yaml."""
    return load(_HERE / f"{name}.yaml", Prompt)
