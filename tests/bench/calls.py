"""Words for the bench to say: the scenarios' model calls, never twice the same sentence.

The reader remembers sentences that it has read. Fifty trainees do not type the same sentence, so
each call here puts its own opener before every sentence: nothing is answered from memory.
"""

from __future__ import annotations

import re
from itertools import product

from trainer.files import Library
from trainer.scenario import Step

_STARTS = (
    "はい",
    "ええ",
    "では",
    "それでは",
    "まず",
    "ただいま",
    "ここで",
    "あらためて",
    "もちろん",
    "なるほど",
)
_WHOM = ("お客様", "佐々木様", "山本様", "伊藤様", "渡辺様", "中村様", "加藤様", "吉田様", "山田様", "松本様")
OPENERS = tuple(f"{start}、{whom}、" for whom, start in product(_WHOM, _STARTS))
"""One for each call; 100 calls of a scenario have no sentence in common."""

_SENTENCE = re.compile(r"[^。]+。?")


def in_own_words(text: str, number: int) -> str:
    """`text` as caller number `number` of the bench says it."""
    opener = OPENERS[number % len(OPENERS)]
    return "".join(opener + sentence for sentence in _SENTENCE.findall(text))


def steps_of(library: Library, scenario_id: str, number: int) -> list[Step]:
    """The scenario's model call in the words of call `number`, without its escalation and end."""
    steps = []
    for step in library.scenarios[scenario_id].model_call:
        if step.say is not None:
            steps.append(Step(say=in_own_words(step.say, number)))
        elif step.hold is not None:
            steps.append(step)
    return steps


def lines_of(library: Library, scenario_id: str, number: int, count: int) -> list[str]:
    """`count` utterances of the model call in the words of call `number`, from the start again if it is
    shorter."""
    lines = [s.say for s in library.scenarios[scenario_id].model_call if s.say is not None]
    return [in_own_words(lines[i % len(lines)], number + i // len(lines)) for i in range(count)]
