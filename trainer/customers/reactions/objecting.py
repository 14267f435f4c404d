"""What cannot pass without a word: something understood wrongly, something said that does not hold."""

from __future__ import annotations

from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.reactions.contradictions import misheard
from trainer.customers.situation import Situation


def objection(s: Situation) -> tuple[Part, ...]:
    """One part, or (): what was misheard comes before what is denied or taken back."""
    wrong = next(iter(misheard(s.said, s.earlier, s.secrets)), None) if s.said else None
    if wrong:
        return (Part(Beat.CORRECT, value=wrong.expected or s.scenario.card.name),)
    if s.gainsaid:
        return (Part(Beat.CORRECT, value=s.gainsaid),)
    if s.broken is not None:
        return (Part(Beat.REMINDED, value=s.broken) if s.broken else Part(Beat.CAUGHT_OUT),)
    return ()
