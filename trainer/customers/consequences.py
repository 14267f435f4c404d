"""What a reply brings about: facts that are now told, triggers that are now set off."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.situation import Situation
from trainer.dialogue import EMPATHY, DialogueAct
from trainer.escalation import Trigger

A = DialogueAct

STUCK = 16
"""Operator turns without a settlement after which the talk counts as deadlocked (T8)."""


def told_by(parts: Sequence[Part], s: Situation) -> tuple[str, ...]:
    tells = [p.fact for p in parts if p.beat is Beat.ANSWER and p.fact]
    for concern_id in (p.concern for p in parts if p.concern):
        tells += next(c for c in s.scenario.concerns if c.id == concern_id).tells
    return tuple(dict.fromkeys(t for t in tells if t not in s.told))


def raised_by(parts: Sequence[Part], s: Situation) -> tuple[Trigger, ...]:
    """Triggers set off by what is told and voiced, and by how the whole call has gone."""
    return tuple(dict.fromkeys((*_voiced(parts, s), *_come_to(s))))


def _voiced(parts: Sequence[Part], s: Situation) -> list[Trigger]:
    """Triggers of what is told and voiced for the first time."""
    raises = [t for fact in told_by(parts, s) for t in s.scenario.fact(fact).raises]
    known = {t for _, t in s.attempt.raised}
    raises += [t for concern in s.forestalled for t in concern.raises if t not in known]
    for part in parts:
        if part.concern:
            raises += next(c for c in s.scenario.concerns if c.id == part.concern).raises
        if part.beat is Beat.DEMAND_SUPERIOR:
            raises.append(Trigger.T1)
    return raises


def _come_to(s: Situation) -> list[Trigger]:
    """What any call can come to: anger that will not fall, deadlock, a complaint about the operator."""
    already = {t for _, t in s.attempt.raised}
    found = []
    angers = [e.mood.anger for e in s.attempt.customer] + [s.mood.anger]
    done_all = all(
        any(e.reading.has(*acts) for e in s.attempt.operator)
        for acts in (tuple(EMPATHY), (A.APO_PART, A.APO_FULL), (A.PARA,))
    )
    unmoved = len(angers) >= 3 and min(angers[-2:]) >= 70 and angers[-1] >= angers[-2]
    if Trigger.T4 not in already and done_all and unmoved:
        found.append(Trigger.T4)
    if Trigger.T8 not in already and s.turn >= STUCK and not s.settled:
        found.append(Trigger.T8)
    if Trigger.T10 not in already and s.faults >= 3:
        found.append(Trigger.T10)
    return found
