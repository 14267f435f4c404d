"""Notes on the example questions of facts: no mistakes, but such as a reader of them had better look at."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.errors import Problem
from trainer.language import read
from trainer.language.questions.likeness import compared, samples
from trainer.language.text.parsing import parse
from trainer.language.text.plain_wording import plainly
from trainer.scenario import Scenario

NEARLY_THE_SAME = 0.93
"""Nearness from which on two examples ask the same."""


def example_notes(scenario: Scenario) -> Iterator[Problem]:
    """Examples that are not read as a question for their own fact, and such as two facts share."""
    for index, fact in enumerate(scenario.facts):
        for place, text in enumerate(fact.questions):
            key = f"facts.{index}.questions.{place}"
            aimed = [f for question in read(text, (), scenario).questions for f in question.facts]
            if fact.id not in aimed:
                where = f"この事実ではなく事実「{aimed[0]}」に向かう" if aimed else "どの事実にも向かわない"
                what = f"例「{text}」は、{where}と読み取られます"
                mend = "ほかの事実にない名詞を入れるか、質問の形に直してください"
                yield Problem(f"{scenario.id}.yaml", 0, key, what, mend)
            yield from _shared(scenario, index, text, key)


def _shared(scenario: Scenario, index: int, text: str, key: str) -> Iterator[Problem]:
    parsed = parse(plainly(text))
    likes = samples(scenario.facts).like(parsed.normal.text, compared(parsed, [(0, len(parsed.words))]))
    for other in range(index + 1, len(scenario.facts)):
        if likes[other].nearest >= NEARLY_THE_SAME:
            what = f"例「{text}」とほとんど同じ例が、事実「{scenario.facts[other].id}」にもあります"
            yield Problem(f"{scenario.id}.yaml", 0, key, what, "どちらか一方にだけ残してください")
