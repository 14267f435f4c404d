"""What the caller says when nothing was asked: what still troubles them, as far as it has not been met."""

from __future__ import annotations

from trainer.beat import Beat
from trainer.customers import answers
from trainer.customers.parts import Part
from trainer.customers.situation import Situation

_DRIVES = frozenset({Beat.VENT, Beat.PRESS})
"""Said for want of anything else."""


def rest(s: Situation, *, quiet: bool = False) -> tuple[Part, ...]:
    """As `answers.next_thing`; but nobody presses on who has been promised something, or presses twice
    running, and after a reaction (`quiet`) nobody lets off steam. Who has taken the operator's word does not
    go on counting up what happened; wishes and worries are still spoken of."""
    parts = answers.next_thing(s, quiet=quiet)
    if s.agreed or s.attempt.accepted:
        parts = tuple(p for p in parts if p.beat is not Beat.ANSWER)
    idle = s.agreed or bool(s.last_beats & _DRIVES)
    return tuple(p for p in parts if not (p.beat in _DRIVES and idle))
