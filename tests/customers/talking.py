"""Calls by the words of the operator alone."""

from __future__ import annotations

from trainer import call
from trainer.attempt import Attempt
from trainer.beat import Beat
from trainer.files import Library
from trainer.script import Step

LIBRARY = Library()


def talked(scenario: str, *lines: str, seed: int = 0, end: bool = False) -> Attempt:
    steps = [Step(say=line) for line in lines] + ([Step(end=True)] if end else [])
    return call.replay(LIBRARY.cast(scenario), steps, seed)


def beats(attempt: Attempt) -> set[Beat]:
    """Of the customer's last words."""
    return set(attempt.customer[-1].beats)
