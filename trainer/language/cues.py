"""The 11 cues in a customer's utterance."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from trainer.dialogue import Cue
from trainer.language.features import cue_features
from trainer.language.model import Model, load
from trainer.language.normalise import normalise
from trainer.language.sentences import split_sentences

_WEIGHTS = Path(__file__).parent / "weights" / "cues.npz"


@lru_cache(maxsize=1)
def model() -> Model:
    """The trained weights, loaded on first use."""
    return load(_WEIGHTS)


def read_cues(text: str) -> tuple[Cue, ...]:
    """Cues of a customer's utterance, in the order of `Cue`. Any text is read."""
    normal = normalise(text)
    pieces = split_sentences(normal.text)
    if not pieces:
        return ()
    trained = model()
    probabilities = trained.probabilities(cue_features(pieces, normal.text))
    return tuple(
        Cue(label)
        for label, p, t in zip(trained.labels, probabilities, trained.threshold, strict=True)
        if p >= t
    )
