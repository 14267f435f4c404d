"""The deeds without a page: a scripted turn with its write, and the scoring of a call."""

from __future__ import annotations

import gc
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.calls import lines_of, steps_of
from tests.bench.figures import Figure, p50, p95
from trainer import call
from trainer.attempt import Attempt, OperatorSaid
from trainer.dialogue import Seat
from trainer.language import prepare
from trainer.person import Person
from trainer.scenario import Cast
from trainer.scorers import score
from trainer.script import Step
from trainer.settings import ROOT, Settings
from trainer.wiring import App, build

PART = "画面なしの応対"
CALLS = 40
SCORED, TURNS, ROUNDS = 8, 20, 10


@dataclass
class Times:
    """Milliseconds: a turn on the wall clock and on the processor, a bare insert, and the characters said."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    insert: list[float] = field(default_factory=list)
    chars: list[int] = field(default_factory=list)


def measure() -> list[Figure]:
    with TemporaryDirectory(prefix="trainer-bench-") as folder:
        app = build(Settings(data=Path(folder), scenarios=ROOT / "scenarios"))
        return [*_turns(app, Path(folder)), *_scoring(app)]


def _turns(app: App, folder: Path) -> list[Figure]:
    times, bare = Times(), BareInsert(folder / "bare.db")
    person = app.people.welcome("計測", Seat.FIRST)
    ids = list(app.library.scenarios)
    _play(app, person, ids[0], 99, Times(), bare)  # loads dictionary and weights
    for scenario in app.library.scenarios.values():
        prepare(scenario)  # done while a trainee reads the first words and types; nobody does here
    for number in range(CALLS):
        _play(app, person, ids[number % len(ids)], number // len(ids), times, bare)
    bare.close()
    note = f"{len(times.wall)}発話、平均{sum(times.chars) / len(times.chars):.0f}字"
    return [
        Figure(PART, "一往復(保存を含む) p50", p50(times.wall), "ms", note=note),
        Figure(PART, "一往復(保存を含む) p95", p95(times.wall), "ms", at_most=25),
        Figure(PART, "一往復の演算時間 p50", p50(times.cpu), "ms", note="待ち時間を除く"),
        Figure(PART, "一往復の演算時間 p95", p95(times.cpu), "ms"),
        Figure(PART, "fsyncつき1行の追加だけ p50", p50(times.insert), "ms", note="同じ大きさの行"),
        Figure(PART, "fsyncつき1行の追加だけ p95", p95(times.insert), "ms"),
        Figure(
            PART,
            "一往復に占める書き込み2回分 p50",
            100 * 2 * p50(times.insert) / p50(times.wall),
            "%",
            note="研修生とお客様の発話",
        ),
    ]


def _play(app: App, person: Person, scenario_id: str, seed: int, times: Times, bare: BareInsert) -> None:
    """One call; a bare insert of the same size follows each turn, so that both meet the same noise."""
    attempt = app.practice.start(person, scenario_id, seed=seed)
    for number, step in enumerate(steps_of(app.library, scenario_id, seed)):
        if attempt.ended:
            return
        key, seen = f"step {number}", len(attempt.events)
        if step.say is None:
            act = app.practice.hold if step.hold else app.practice.resume
            attempt = act(person, attempt.id, key=key, seen=seen)
            continue
        begun, worked = time.perf_counter(), time.process_time()
        attempt = app.practice.say(person, attempt.id, step.say, key=key, seen=seen)
        times.wall.append(1000 * (time.perf_counter() - begun))
        times.cpu.append(1000 * (time.process_time() - worked))
        times.chars.append(len(step.say))
        said = next(e for e in attempt.events[seen:] if isinstance(e, OperatorSaid))
        times.insert.append(bare.insert(said.model_dump_json()))


class BareInsert:
    """The least that keeping a text for good can cost here: one row, one transaction, one fsync."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("CREATE TABLE line (body TEXT NOT NULL) STRICT")

    def insert(self, body: str) -> float:
        """Milliseconds that it took."""
        begun = time.perf_counter()
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("INSERT INTO line VALUES (?)", (body,))
        self._db.execute("COMMIT")
        return 1000 * (time.perf_counter() - begun)

    def close(self) -> None:
        self._db.close()


def _scoring(app: App) -> list[Figure]:
    calls = [_long_call(app, scenario_id) for scenario_id in list(app.library.scenarios)[:SCORED]]
    rubric = app.library.rubric
    cold = [_ms(partial(score, cast, attempt, rubric)) for cast, attempt in calls]
    gc.collect()
    warm = [
        _ms(partial(score, cast, Attempt.of(attempt.events), rubric))
        for _ in range(ROUNDS)
        for cast, attempt in calls
    ]
    note = f"{len(calls)}通話、初回は各通話1度目"
    return [
        Figure(PART, f"{TURNS}発話の採点 p50", p50(warm), "ms"),
        Figure(PART, f"{TURNS}発話の採点 p95", p95(warm), "ms", at_most=50),
        Figure(PART, f"{TURNS}発話の採点 初回の最大", max(cold), "ms", at_most=50, note=note),
    ]


def _long_call(app: App, scenario_id: str) -> tuple[Cast, Attempt]:
    """A call of TURNS operator turns. A customer who would end it sooner is kept on the line: what
    is timed is the scoring of twenty turns, not how the call came about."""
    cast = app.library.cast(scenario_id)
    attempt = call.replay(cast, [])
    for number, text in enumerate(lines_of(app.library, scenario_id, 50, TURNS), 1):
        events = call.take(cast, attempt, Step(say=text), call.Stamp(float(number), str(number)))
        attempt = attempt.plus(*(e for e in events if e.kind != "ended"))
    return cast, attempt.plus(*call.end(cast, attempt, call.Stamp(TURNS + 1.0, "end")))


def _ms(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return 1000 * (time.perf_counter() - begun)
