"""The turn as the trainee waits for it: the practice page of the product beside a bare chat page.

Both servers run at the same time on this machine; their turns are measured in alternation, so that
what else the machine does meets both alike.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.calls import lines_of
from tests.bench.figures import CannotMeasure, Figure, p50, p95
from tests.bench.load import Tab, burst, close_all, open_all, paced
from tests.bench.server import streamlit
from trainer import call
from trainer.dialogue import Channel, Seat
from trainer.person import Person
from trainer.script import Step
from trainer.settings import ROOT, Settings
from trainer.wiring import App, build

PART = "通話の画面"
LIMIT = 1.5
TURNS = 4
ALONE, CLASS = 10, 50
THINK = 5.0
REST = 0.25
"""Seconds before each turn. A turn sent within some 40 ms of the last answer takes 40 ms longer, on
the bare page too: nobody types that fast, and it would hit whichever page comes second."""
BARE = ROOT / "tests" / "bench" / "keyed_tail_app.py"


@dataclass
class Pair:
    """Milliseconds of the same turns on the practice page and on the bare page; `chars` said in them."""

    product: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    chars: list[int] = field(default_factory=list)

    def figures(self, name: str) -> list[Figure]:
        note = f"{len(self.product)}発話ずつ、平均{sum(self.chars) / len(self.chars):.0f}字"
        return [
            Figure(PART, f"{name}: 製品 p50", p50(self.product), "ms", note=note),
            Figure(PART, f"{name}: 製品 p95", p95(self.product), "ms"),
            Figure(PART, f"{name}: 最小のチャット p50", p50(self.bare), "ms"),
            Figure(PART, f"{name}: 最小のチャット p95", p95(self.bare), "ms"),
            Figure(PART, f"{name}: 比 p50", p50(self.product) / p50(self.bare), "倍", at_most=LIMIT),
            Figure(PART, f"{name}: 比 p95", p95(self.product) / p95(self.bare), "倍", at_most=LIMIT),
        ]


@dataclass
class Desks:
    """Trainees with a call begun each, in the database that the server uses."""

    app: App
    made: int = 0
    open: list[tuple[Person, str]] = field(default_factory=list)

    def seat(self, count: int) -> tuple[list[str], list[list[str]]]:
        """`count` more: the query of each one's practice page, and what they say, round by round."""
        queries, lines = [], []
        scenarios = self._lasting()
        for _ in range(count):
            scenario, number = scenarios[self.made % len(scenarios)], self.made // len(scenarios)
            person = self.app.people.welcome(f"研修生{self.made}", Seat.FIRST)
            attempt = self.app.practice.start(person, scenario, seed=number)
            queries.append(f"attempt={attempt.id}&u={person.id}")
            lines.append(lines_of(self.app.library, scenario, number, TURNS))
            self.open.append((person, attempt.id))
            self.made += 1
        return queries, [list(said) for said in zip(*lines, strict=True)]

    def check(self) -> None:
        """Every turn was stored and answered. Raises CannotMeasure."""
        for person, attempt_id in self.open:
            attempt = self.app.practice.attempt(person, attempt_id)
            if attempt.turns != TURNS or attempt.awaits_customer:
                scenario = attempt.started.scenario
                raise CannotMeasure(f"{scenario}: {attempt.turns} of {TURNS} turns stored and answered")
        self.open.clear()

    def _lasting(self) -> list[str]:
        """Scenarios whose call still goes on after TURNS turns of their model call."""
        library = self.app.library
        found = []
        on_the_phone = [
            i for i, s in library.scenarios.items() if s.seat is Seat.FIRST and s.channel is Channel.PHONE
        ]
        for scenario in on_the_phone:
            steps = [Step(say=said) for said in lines_of(library, scenario, 0, TURNS)]
            if not call.replay(library.cast(scenario), steps).ended:
                found.append(scenario)
        if not found:
            raise CannotMeasure(f"no scenario's call lasts {TURNS} turns")
        return found


def measure() -> list[Figure]:
    with TemporaryDirectory(prefix="trainer-bench-") as folder:
        here = Path(folder)
        settings = Settings(data=here, scenarios=ROOT / "scenarios")
        environment = {"TRAINER_DATA": str(settings.data), "TRAINER_SCENARIOS": str(settings.scenarios)}
        desks = Desks(build(settings))
        with (
            streamlit(ROOT / "streamlit_app.py", here / "product.log", environment) as product,
            streamlit(BARE, here / "bare.log", environment) as bare,
        ):
            return asyncio.run(_measure(desks, product, bare))


async def _measure(desks: Desks, product: str, bare: str) -> list[Figure]:
    await _one_by_one(desks, product, bare, 2)  # loads dictionary, weights and scripts
    alone = await _one_by_one(desks, product, bare, ALONE)
    together, opened = await _at_once(desks, product, bare)
    steady = await _steadily(desks, product, bare)
    opening = f"{CLASS}人で画面を開く"
    return [
        *alone.figures("1人"),
        *together.figures(f"{CLASS}人、一斉に送信"),
        *steady.figures(f"{CLASS}人、{THINK:.0f}秒に1回"),
        Figure(PART, f"{opening}: 製品 p50", p50(opened.product), "ms", note="8人ずつ、通話の始まり"),
        Figure(PART, f"{opening}: 最小のチャット p50", p50(opened.bare), "ms", note="8人ずつ、発話40件"),
    ]


def _tabs(queries: Sequence[str], product: str, bare: str) -> tuple[list[Tab], list[Tab]]:
    return [Tab(product, "practice", query) for query in queries], [Tab(bare) for _ in queries]


async def _one_by_one(desks: Desks, product: str, bare: str, people: int) -> Pair:
    """One trainee after another, each with the server to themselves."""
    pair = Pair()
    queries, rounds = desks.seat(people)
    for number, (ours, theirs) in enumerate(zip(*_tabs(queries, product, bare), strict=True)):
        await open_all([ours, theirs])
        for said in rounds:
            await asyncio.sleep(REST)
            pair.product.append(await ours.say(said[number]))
            await asyncio.sleep(REST)
            pair.bare.append(await theirs.say(said[number]))
            pair.chars.append(len(said[number]))
        await close_all([ours, theirs])
    desks.check()
    return pair


async def _at_once(desks: Desks, product: str, bare: str) -> tuple[Pair, Pair]:
    """A class told to press Enter: all send at the same moment, round after round."""
    pair = Pair()
    queries, rounds = desks.seat(CLASS)
    ours, theirs = _tabs(queries, product, bare)
    opened = Pair(await open_all(ours), await open_all(theirs))
    for said in rounds:
        await asyncio.sleep(REST)
        pair.product += await burst(ours, said)
        await asyncio.sleep(REST)
        pair.bare += await burst(theirs, said)
        pair.chars += [len(words) for words in said]
    await close_all([*ours, *theirs])
    desks.check()
    return pair, opened


async def _steadily(desks: Desks, product: str, bare: str) -> Pair:
    """A class at work, each at their own pace; the product first, then the bare page."""
    queries, rounds = desks.seat(CLASS)
    ours, theirs = _tabs(queries, product, bare)
    await open_all(ours)
    await open_all(theirs)
    pair = Pair(chars=[len(words) for said in rounds for words in said])
    pair.product += await paced(ours, rounds, THINK, random.Random(1))
    pair.bare += await paced(theirs, rounds, THINK, random.Random(1))
    await close_all([*ours, *theirs])
    desks.check()
    return pair
