"""One call between two streams: steps in, events out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from trainer import call
from trainer.attempt import AnyEvent, Outcome, Started
from trainer.errors import TrainerError
from trainer.scenario import Cast
from trainer.script import Step


@dataclass(frozen=True)
class Line:
    """How the two sides of a terminal talk: steps come in, events go out, errors are told."""

    steps: Callable[[], Iterator[Step]]
    show: Callable[[AnyEvent], None]


def play(cast: Cast, seed: int, line: Line) -> None:
    """Plays one call to its end; when the input breaks off, the call ends as abandoned."""
    started = Started(
        key="start",
        at=time.time(),
        attempt="terminal",
        trainee="terminal",
        scenario=cast.scenario.id,
        seed=seed,
    )
    attempt = call.begin(cast, started)
    for event in attempt.events:
        line.show(event)
    for number, step in enumerate(line.steps(), 1):
        try:
            events = call.take(cast, attempt, step, call.Stamp(time.time(), str(number)))
        except TrainerError as error:
            click.echo(str(error), err=True)
            continue
        for event in events:
            line.show(event)
        attempt = attempt.plus(*events)
        if attempt.ended:
            return
    for event in call.stop(attempt, call.Stamp(time.time(), "eof"), Outcome.ABANDONED):
        line.show(event)
