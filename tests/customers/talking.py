"""Calls by the words of the operator alone."""

from __future__ import annotations

from trainer import call
from trainer.attempt import Attempt, Started
from trainer.beat import Beat
from trainer.files import Library
from trainer.mood import Band
from trainer.persona import PersonaKind
from trainer.scenario import Cast
from trainer.script import Step

LIBRARY = Library()
AS_TYPE = {
    PersonaKind.EMOTIONAL: "emotional-woman50",
    PersonaKind.LOGICAL: "logical-woman30",
    PersonaKind.VIP: "vip-woman50",
    PersonaKind.TECHNICAL: "technical-woman40",
}


def talked(
    scenario: str | Cast,
    *said: str | Step,
    seed: int = 0,
    ceiling: Band = Band.ANGRY,
    end: bool = False,
) -> Attempt:
    """The call in which the operator says these lines and takes these steps; `end`: and then ends it."""
    cast = LIBRARY.cast(scenario) if isinstance(scenario, str) else scenario
    steps = [Step(say=one) if isinstance(one, str) else one for one in said]
    started = Started(
        attempt="a", trainee="t", scenario=cast.scenario.id, seed=seed, key="0", ceiling=ceiling
    )
    attempt = call.begin(cast, started)
    for number, step in enumerate([*steps, Step(end=True)] if end else steps, 1):
        if not attempt.ended:
            attempt = attempt.plus(*call.take(cast, attempt, step, call.Stamp(float(number), str(number))))
    return attempt


def cast_as(kind: PersonaKind, difficulty: int = 2) -> Cast:
    """One and the same matter, brought by a caller of this type: a needless handover, no abuse."""
    scenario = LIBRARY.scenarios["electricity-bill-rise"].model_copy(
        update={"persona": kind, "voice": AS_TYPE[kind], "difficulty": difficulty, "lines": {}}
    )
    return LIBRARY.cast_of(scenario)


def beats(attempt: Attempt) -> set[Beat]:
    """Of the customer's last words."""
    return set(attempt.customer[-1].beats)


def all_beats(attempt: Attempt) -> list[Beat]:
    """Of all the customer's words, in order."""
    return [beat for said in attempt.customer for beat in said.beats]
