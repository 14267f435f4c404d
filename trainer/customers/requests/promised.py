"""How a promise is taken: with a time, from a name one trusts, or by when?"""

from __future__ import annotations

from trainer.beat import Beat
from trainer.customers.memory import times
from trainer.customers.parts import Part
from trainer.customers.requests.goodwill import some_day
from trainer.customers.situation import Situation
from trainer.dialogue import DialogueAct
from trainer.persona import PersonaKind

A = DialogueAct


def to_promise(s: Situation) -> Part | None:
    """Takes a promise that says by when; asks for it otherwise, unless a date was given before."""
    dated = any(p.by_when for p in s.reading.promises) and not s.reading.has(A.FOLLOW)
    if not (s.reading.has(A.COMMIT) or dated or s.goodwill):
        return None
    if some_day(s.text) and not any(p.by_when for p in s.reading.promises):
        return Part(Beat.PROMISE_WHEN)
    given = any(p.by_when or (p.who and _trusts_a_name(s)) for p in s.reading.promises)
    said = [s.text[p.start : p.end] for p in s.reading.promises]
    if s.goodwill or given or s.dated or any(map(times, said)):
        return Part(Beat.PROMISE_OK)
    return Part(Beat.PROMISE_WHEN)


def _trusts_a_name(s: Situation) -> bool:
    """The VIP wants one person to answer for it; by when is that person's affair."""
    return s.cast.persona.id is PersonaKind.VIP
