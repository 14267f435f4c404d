"""Other wordings of the decisions of real calls: what the script itself would say under another seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trainer import call
from trainer.attempt import Attempt, CustomerSaid
from trainer.customers import director, scripted
from trainer.files import Library
from trainer.scenario import Cast


@dataclass(frozen=True)
class Turn:
    """A call that awaits the customer, and the scripted answer to it."""

    cast: Cast
    attempt: Attempt
    draft: CustomerSaid


def turns(library: Library, seed: int = 0) -> Iterator[Turn]:
    """Every answer of every model call but the opening."""
    for scenario_id in library.scenarios:
        cast = library.cast(scenario_id)
        whole = call.replay(cast, cast.scenario.model_call, seed)
        for place, event in enumerate(whole.events):
            if isinstance(event, CustomerSaid) and event.turn:
                before = Attempt.of(whole.events[:place])
                if before.awaits_customer:
                    yield Turn(cast, before, event)


def reworded(turn: Turn, seed: int) -> str | None:
    """The scripted answer with the dice of another seed; None for a farewell, which no rule decides."""
    if turn.attempt.escalated:
        return None
    decision = director.decide(turn.cast, turn.attempt)
    started = turn.attempt.started.model_copy(update={"seed": seed})
    return scripted.word(turn.cast, Attempt.of([started, *turn.attempt.events[1:]]), decision).text
