"""How likely it is that the fact a question comes nearest to is meant at all."""

from __future__ import annotations

from math import exp
from typing import NamedTuple


class Nearness(NamedTuple):
    """What speaks for the nearest fact: its weight (`aim_weights.py`), the nearness of its nearest line and
    of the four nearest on average; the characters of what is asked for, and how many of its words the fact
    does not know."""

    weight: float = 0.0
    nearest: float = 0.0
    mean: float = 0.0
    length: int = 0
    strange: int = 0


_SHARES = (3.274, -5.798, 8.018, 0.088, -0.681)
_CONSTANT = -6.239


def sureness(nearness: Nearness) -> float:
    """0–1, by a logistic regression (`python -m tests.customers.fit_sureness`; docs/customer.md)."""
    return 1 / (1 + exp(-_CONSTANT - sum(a * b for a, b in zip(_SHARES, nearness, strict=True))))
