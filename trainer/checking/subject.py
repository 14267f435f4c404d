"""What is judged: a well-formed scenario with its cast, and where in it something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from trainer.beat import Beat
from trainer.checking.reach import Reach, reach
from trainer.errors import Problem
from trainer.scenario import Cast, Scenario
from trainer.scorecard import Rubric
from trainer.script import GoldenCalls
from trainer.wording import Pools


@dataclass(frozen=True)
class Line:
    """One wording of the customer. `key` is its dotted place, `beat` the beat it is kept for, None for
    the scenario's own opening, facts, concerns and remedies."""

    key: str
    text: str
    beat: Beat | None = None


@dataclass(frozen=True)
class Subject:
    """`golden` is None for a scenario without golden calls: those written in the app have none."""

    cast: Cast
    rubric: Rubric
    golden: GoldenCalls | None = None

    @property
    def scenario(self) -> Scenario:
        return self.cast.scenario

    @cached_property
    def reach(self) -> Reach:
        return reach(self.cast)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All that this scenario lets its customer say, in the order of the file."""
        return tuple(_lines(self.scenario))

    def problem(self, key: str, what: str, mend: str) -> Problem:
        """Its line is found later, from the key (`placed`)."""
        return Problem(f"{self.scenario.id}.yaml", 0, key, what, mend)


Judgement = Callable[[Subject], Iterator[Problem]]


def _lines(scenario: Scenario) -> Iterator[Line]:
    yield from _numbered("opening.say", scenario.opening.say)
    for index, fact in enumerate(scenario.facts):
        yield from _numbered(f"facts.{index}.say", fact.say)
    for index, concern in enumerate(scenario.concerns):
        yield from _numbered(f"concerns.{index}.say", concern.say)
    for index, remedy in enumerate(scenario.remedies):
        for name in ("accept", "haggle", "refuse"):
            yield from _numbered(f"remedies.{index}.{name}", getattr(remedy, name) or ())
    yield from pooled(scenario.lines)


def pooled(pools: Pools) -> Iterator[Line]:
    """The lines of a scenario's or voice's pools; those written once for all moods come once."""
    for beat, bands in pools.items():
        if len(set(bands.values())) == 1:
            yield from _numbered(f"lines.{beat}", next(iter(bands.values())), beat)
        else:
            for band, lines in bands.items():
                yield from _numbered(f"lines.{beat}.{band}", lines, beat)


def _numbered(key: str, lines: tuple[str, ...], beat: Beat | None = None) -> Iterator[Line]:
    for index, text in enumerate(lines):
        yield Line(f"{key}.{index}", text, beat)
