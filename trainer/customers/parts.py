"""The pieces a customer's reply is put together from."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.attempt import Outcome
from trainer.beat import Beat


@dataclass(frozen=True)
class Part:
    """One piece: the beat, and what it is about where that matters. `value` fills {value} or
    {expected} of the wording; `remedy` lets the scenario's own words for it be used; `brief`: a word or
    two on the way to something else."""

    beat: Beat
    fact: str = ""
    concern: str = ""
    value: str = ""
    remedy: str = ""
    brief: bool = False


@dataclass(frozen=True)
class Reply:
    """One to three parts in the order they are said, and why."""

    parts: tuple[Part, ...]
    why: str
    accepted: tuple[str, ...] = ()
    ends: Outcome | None = None
