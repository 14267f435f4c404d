"""Where 。 and 、 would stand in a text that has none: speech recognition, hasty chat.

A linear model looks at the words around each place. It is trained on our own written sources with
their marks taken out (`training.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from trainer.language.acts.model import Linear, linear_from, read
from trainer.language.text.tokens import Token

WEIGHTS = Path(__file__).parents[1] / "weights" / "pauses.npz"
GROUP = "p"
END, BREAK = 0, 1  # labels: 。, and 。 or 、
_LEAST = np.array([-0.3, -0.2], dtype=np.float32)  # scores with the best F1 on the development data
_EDGE = Token("^", "^", "^", "^", "^", "", 0, 0)


@lru_cache(maxsize=1)
def model() -> Linear:
    """The trained weights, loaded on first use."""
    return linear_from(read(WEIGHTS), "pauses")


def marks_between(tokens: Sequence[Token]) -> NDArray[np.bool_]:
    """(tokens - 1, 2): whether a sentence, or at least a clause, ends behind each token but the last."""
    if len(tokens) < 2:
        return np.zeros((0, 2), dtype=np.bool_)
    return model().scores(places(tokens)) >= _LEAST


def places(tokens: Sequence[Token]) -> list[dict[str, list[str]]]:
    """Features of each place between two tokens."""
    padded = (_EDGE, _EDGE, *tokens, _EDGE)
    return [{GROUP: _place(*padded[i : i + 5])} for i in range(len(tokens) - 1)]


def _place(two: Token, one: Token, here: Token, after: Token, next_but_one: Token) -> list[str]:
    form = f"{here.norm}/{here.conj}"
    return [
        f"0:{form}",
        f"0:{here.pos}/{here.conj}",
        f"1:{after.norm}",
        f"1:{after.pos}",
        f"-1:{one.norm}",
        f"2:{next_but_one.pos}",
        f"01:{form}|{after.pos}",
        f"01:{form}|{after.norm}",
        f"01:{here.pos}|{after.pos}|{next_but_one.pos}",
        f"-10:{one.norm}|{form}",
        f"-10:{one.pos}|{here.pos}/{here.conj}|{after.pos}",
        f"-101:{one.norm}|{form}|{after.pos}",
        f"-210:{two.norm}|{one.norm}|{form}",
        f"s:{one.surface}{here.surface}|{after.surface}",
    ]
