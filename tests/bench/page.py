"""The turn as the trainee waits for it: the practice page of the product beside two bare chat pages.

The one forgets what is typed; the other stores both lines of a turn before it draws them, as any chat
must that survives a crash. The servers run at the same time on this machine; their turns are measured
in alternation, so that what else the machine does meets all alike.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

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
CHAT = ROOT / "tests" / "bench" / "keyed_tail_app.py"


PRODUCT, KEEPING, BARE = "製品", "保存するチャット", "保存しないチャット"
PAGES = (PRODUCT, KEEPING, BARE)

Urls = dict[str, str]
Tabs = dict[str, list[Tab]]


@dataclass
class Times:
    """Milliseconds of the same turns on each of PAGES; `chars` said in them."""

    of: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in PAGES})
    chars: list[int] = field(default_factory=list)

    def figures(self, name: str) -> list[Figure]:
        ours = self.of[PRODUCT]
        note = f"{len(ours)}発話ずつ、平均{sum(self.chars) / len(self.chars):.0f}字"
        found = [
            Figure(PART, f"{name}: {page} {word}", share(self.of[page]), "ms", note=note)
            for page in PAGES
            for word, share in (("p50", p50), ("p95", p95))
        ]
        return found + [
            Figure(PART, f"{name}: {page}との比 {word}", share(ours) / share(self.of[page]), "倍", LIMIT)
            for page in (KEEPING, BARE)
            for word, share in (("p50", p50), ("p95", p95))
        ]


@dataclass
class Desks:
    """Trainees with a call begun each, in the database that the server uses; `speaker` words the
    customers."""

    app: App
    speaker: Literal["script", "model"] = "script"
    made: int = 0
    open: list[tuple[Person, str]] = field(default_factory=list)

    def seat(self, count: int) -> tuple[list[str], list[list[str]]]:
        """`count` more: the query of each one's practice page, and what they say, round by round."""
        queries, lines = [], []
        scenarios = self._lasting()
        for _ in range(count):
            scenario, number = scenarios[self.made % len(scenarios)], self.made // len(scenarios)
            person = self.app.people.welcome(f"研修生{self.made}", Seat.FIRST)
            attempt = self.app.practice.start(person, scenario, seed=number, speaker=self.speaker)
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
        lines = {"BENCH_LINES": str(here / "lines.db")}
        with (
            streamlit(ROOT / "streamlit_app.py", here / "product.log", environment) as product,
            streamlit(CHAT, here / "keeping.log", lines) as keeping,
            streamlit(CHAT, here / "bare.log", {}) as bare,
        ):
            return asyncio.run(_measure(desks, {PRODUCT: product, KEEPING: keeping, BARE: bare}))


async def _measure(desks: Desks, urls: Urls) -> list[Figure]:
    await _one_by_one(desks, urls, 2)  # loads dictionary, weights and scripts
    alone = await _one_by_one(desks, urls, ALONE)
    together, opened = await _at_once(desks, urls)
    steady = await _steadily(desks, urls)
    return [
        *alone.figures("1人"),
        *together.figures(f"{CLASS}人、一斉に送信"),
        *steady.figures(f"{CLASS}人、{THINK:.0f}秒に1回"),
        *(
            Figure(PART, f"{CLASS}人で画面を開く: {page} p50", p50(opened[page]), "ms", note="8人ずつ")
            for page in (PRODUCT, BARE)
        ),
    ]


def _tabs(queries: Sequence[str], urls: Urls) -> Tabs:
    """A tab on each page for each of the queries; only the product's pages ask for one."""
    return {
        page: [Tab(url, "practice", query) if page == PRODUCT else Tab(url) for query in queries]
        for page, url in urls.items()
    }


async def _one_by_one(desks: Desks, urls: Urls, people: int) -> Times:
    """One trainee after another, each with the server to themselves."""
    times = Times()
    queries, rounds = desks.seat(people)
    tabs = _tabs(queries, urls)
    for number in range(people):
        mine = {page: tabs[page][number] for page in urls}
        await open_all(list(mine.values()))
        for said in rounds:
            for page, tab in mine.items():
                await asyncio.sleep(REST)
                times.of[page].append(await tab.say(said[number]))
            times.chars.append(len(said[number]))
        await close_all(list(mine.values()))
    desks.check()
    return times


async def _at_once(desks: Desks, urls: Urls) -> tuple[Times, dict[str, list[float]]]:
    """A class told to press Enter: all send at the same moment, round after round; and how long each
    page took to open."""
    times = Times()
    queries, rounds = desks.seat(CLASS)
    tabs = _tabs(queries, urls)
    opened = {page: await open_all(tabs[page]) for page in urls}
    for said in rounds:
        for page in urls:
            await asyncio.sleep(REST)
            times.of[page] += await burst(tabs[page], said)
        times.chars += [len(words) for words in said]
    for page in urls:
        await close_all(tabs[page])
    desks.check()
    return times, opened


async def _steadily(desks: Desks, urls: Urls) -> Times:
    """A class at work, each at their own pace, on one page after the other."""
    queries, rounds = desks.seat(CLASS)
    tabs = _tabs(queries, urls)
    times = Times(chars=[len(words) for said in rounds for words in said])
    for page in urls:
        await open_all(tabs[page])
        times.of[page] += await paced(tabs[page], rounds, THINK, random.Random(1))
        await close_all(tabs[page])
    desks.check()
    return times
