"""Words for the bench to say: the scenarios' model calls, never twice the same sentence.

The reader remembers sentences that it has read. Fifty trainees do not type the same sentence, so
each call here puts a name of its own before every sentence: nothing is answered from memory.
"""

from __future__ import annotations

import re

from trainer.files import Library
from trainer.script import Step

NAMES = tuple(f"{first}{last}様" for last in "田川本野島原山村崎沢" for first in "石大小中松高西北上吉")
"""One for each call; 100 calls of a scenario have no sentence in common."""

_SENTENCE = re.compile(r"[^。]+。?")


def in_own_words(text: str, number: int) -> str:
    """`text` as caller number `number` of the bench says it: two sentences, as trainees type at a
    time (the development data has 58 characters on average)."""
    name = NAMES[number % len(NAMES)]
    return "".join(f"{name}、{sentence}" for sentence in _SENTENCE.findall(text)[:2])


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
    """`count` utterances of the model call in the words of call `number` (0–39); a shorter call starts
    again in other words."""
    lines = [s.say for s in library.scenarios[scenario_id].model_call if s.say is not None]
    return [in_own_words(lines[i % len(lines)], number + 40 * (i // len(lines))) for i in range(count)]
