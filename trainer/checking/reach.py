"""What can come about in a call at all: facts told, concerns voiced, triggers set off."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.customers.anger.breakdown import PATIENCE
from trainer.customers.anger.temper import FALL, start
from trainer.escalation import Trigger
from trainer.scenario import Cast
from trainer.story import Fact, When

ANY_CALL = frozenset({Trigger.T1, Trigger.T4, Trigger.T8, Trigger.T10})
"""Triggers that any call can come to by the way it is handled, whatever the scenario says."""


@dataclass(frozen=True)
class Reach:
    """Ids of the facts and concerns that can come out, and the triggers that the scenario itself sets
    off, one entry for each fact or concern that does (not those of `ANY_CALL`)."""

    facts: frozenset[str]
    concerns: frozenset[str]
    raised: tuple[Trigger, ...]


def reach(cast: Cast) -> Reach:
    """Grows what can come out until nothing new is added: a concern may wait for a fact that only
    another concern tells."""
    scenario = cast.scenario
    first = scenario.first_call.tells if scenario.first_call else ()
    facts = {*first, *scenario.opening.tells, *(f.id for f in scenario.facts if _can_be_earned(f))}
    concerns: set[str] = set()
    while True:
        raised = [*scenario.opening.raises]
        raised += [t for f in scenario.facts if f.id in facts for t in f.raises]
        raised += [t for c in scenario.concerns if c.id in concerns for t in c.raises]
        known = {*concerns, *raised, *ANY_CALL}
        fresh = [
            c for c in scenario.concerns if c.id not in concerns and _can_hold(c.when, cast, facts, known)
        ]
        if not fresh:
            return Reach(frozenset(facts), frozenset(concerns), tuple(raised))
        concerns |= {c.id for c in fresh}
        facts |= {t for c in fresh for t in c.tells}


def lowest(cast: Cast) -> float:
    """The least anger of an open matter: one turn with a way out may step below the persona's floor."""
    return min(start(cast.persona, cast.scenario), max(0.0, cast.persona.floor + FALL))


def _can_be_earned(fact: Fact) -> bool:
    return fact.needs in (None, "heard") or bool(fact.questions or fact.asked_by or fact.topics)


def _can_hold(when: When, cast: Cast, facts: set[str], known: set[str]) -> bool:
    above = -1.0 if when.anger_above is None else when.anger_above
    below = 101.0 if when.anger_below is None else when.anger_below
    return (
        (when.turn or 1) < PATIENCE[cast.scenario.difficulty]
        and above < min(below, 100.0)
        and below > (lowest(cast) if when.unsolved else 0.0)
        and set(when.told) <= facts
        and set(when.raised) <= known
    )
