"""Questions as vectors: two that ask for the same thing point the same way, whatever their words.

A linear map of runs of letters and content words, learnt from the example questions of all scenarios
(training/encoder.py). It knows that 「お手元に届いたのは」 asks the same as 「受け取った日は」, though they
have no word in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from trainer.language.acts.feature_space import Floats, Sample
from trainer.language.acts.model import Linear, linear_from, read

WEIGHTS = Path(__file__).parents[1] / "weights" / "questions.npz"
NAME = "questions"

_RUNS = (2, 3)
_SKIPPED = str.maketrans("", "", "、。?？!！ 　")
_AT_ONCE = 256  # lines
_TINY = 1e-8


def sample(text: str, words: Iterable[str]) -> Sample:
    """What the encoder looks at. `text`: normal form of what is asked; `words`: what `likeness.compared`
    finds in it."""
    text = text.translate(_SKIPPED).lower()
    runs = {text[i : i + n] for n in _RUNS for i in range(len(text) - n + 1)}
    return {"c": sorted(runs), "w": sorted(words)}


def vectors(samples: Sequence[Sample]) -> Floats:
    """(samples, size) of length 1; of length 0 where nothing is known of the words."""
    parts = [encoder().scores(samples[at : at + _AT_ONCE]) for at in range(0, len(samples), _AT_ONCE)]
    raw = np.concatenate(parts) if parts else np.zeros((0, len(encoder().bias)), dtype=np.float32)
    lengths = np.sqrt((raw * raw).sum(axis=1, keepdims=True))
    return np.asarray(raw / np.maximum(lengths, _TINY), dtype=np.float32)


@lru_cache(maxsize=1)
def encoder() -> Linear:
    """The stored map. Raises FileNotFoundError if it has not been trained (`make train`)."""
    return linear_from(read(WEIGHTS), NAME)
