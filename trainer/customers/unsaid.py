"""What the caller says when nothing was asked: what still troubles them, as far as it has not been met."""

from __future__ import annotations

from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.situation import Situation
from trainer.persona import PersonaKind

STEAM = 110.0
"""Anger at which who lives by feeling surely lets off steam, rather than presses."""

FREE = {1: 2, 2: 1, 3: 1, 4: 1}
"""Facts that a wide question brings out at difficulty 1–4."""

_FILLERS = frozenset({Beat.VENT, Beat.PRESS})
"""Said for want of anything else."""


def next_thing(s: Situation, *, wide: bool = False, quiet: bool = False) -> tuple[Part, ...]:
    """What still troubles the caller: a concern, then facts that may come out now, then the call
    for action. `wide`: a wide question was asked, so that facts may be told that wait for one.
    `quiet`: rather nothing than a call for action."""
    concern = s.concern()
    facts = [f for f in s.untold(asked=False) if f.say]
    if concern is not None:
        more = [f for f in facts if f.id not in concern.tells][:1] if wide and _pours_out(s) else []
        return (Part(Beat.CONCERN, concern=concern.id), *(Part(Beat.ANSWER, fact=f.id) for f in more))
    if wide:
        facts = facts or [f for f in s.untold(asked=True) if f.needs == "asked" and f.gist]
    if facts:
        freely = FREE[s.scenario.difficulty] if wide else 1
        return tuple(Part(Beat.ANSWER, fact=f.id) for f in facts[:freely])
    return () if quiet or s.settled else (Part(_filler(s)),)


def _filler(s: Situation) -> Beat:
    """Whoever is used to being looked after grows quiet first. Whoever lives by feeling lets off steam; the
    others press for what comes next."""
    if s.cast.persona.id is PersonaKind.VIP and Beat.WAITING not in s.last_beats:
        return Beat.WAITING
    steam = s.mood.anger / STEAM * min(1.0, s.cast.persona.listen) ** 2
    return Beat.VENT if s.dice("vent").random() < steam else Beat.PRESS


def rest(s: Situation, *, quiet: bool = False) -> tuple[Part, ...]:
    """As `next_thing`; but nobody presses on who has been promised something, or presses twice
    running, and after a reaction (`quiet`) nobody lets off steam. Who has taken the operator's word does not
    go on counting up what happened; wishes and worries are still spoken of."""
    parts = next_thing(s, quiet=quiet)
    if s.agreed or s.attempt.accepted:
        parts = tuple(p for p in parts if p.beat is not Beat.ANSWER)
    idle = s.agreed or bool(s.last_beats & _FILLERS)
    return tuple(p for p in parts if not (p.beat in _FILLERS and idle))


def _pours_out(s: Situation) -> bool:
    """Asked to tell it all, the emotional caller does not stop at one thing."""
    return s.cast.persona.id is PersonaKind.EMOTIONAL
