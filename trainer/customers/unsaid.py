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
    running, and after a reaction (`quiet`) nobody lets off steam."""
    parts = answers.next_thing(s, quiet=quiet)
    idle = s.agreed or bool(s.last_beats & _DRIVES)
    return tuple(p for p in parts if not (p.beat in _DRIVES and idle))
