"""The 11 cues in a customer's utterance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from trainer.dialogue import Cue
from trainer.language.acts.features import cue_features
from trainer.language.acts.model import (
    Arrays,
    Calibration,
    Linear,
    floats,
    linear_arrays,
    linear_from,
    packed,
    read,
    unpacked,
)
from trainer.language.text.normalise import normalise
from trainer.language.text.sentences import split_sentences

_WEIGHTS = Path(__file__).parent / "weights" / "cues.npz"
_CALIBRATION = ("slope", "offset", "threshold")


@dataclass(frozen=True)
class CueModel:
    """Everything learnt about cues. All per label in the order of `labels`."""

    labels: tuple[str, ...]
    linear: Linear
    calibration: Calibration


@lru_cache(maxsize=1)
def model() -> CueModel:
    """The trained weights, loaded on first use."""
    arrays = read(_WEIGHTS)
    calibration = Calibration(**{name: floats(arrays[f"calibration.{name}"]) for name in _CALIBRATION})
    return CueModel(tuple(unpacked(arrays["labels"])), linear_from(arrays, "cue"), calibration)


def cue_arrays(known: CueModel) -> Arrays:
    """For `model.write`."""
    arrays: Arrays = {"labels": packed(known.labels)} | linear_arrays(known.linear, "cue")
    return arrays | {f"calibration.{name}": getattr(known.calibration, name) for name in _CALIBRATION}


def read_cues(text: str) -> tuple[Cue, ...]:
    """Cues of a customer's utterance, in the order of `Cue`. Any text is read."""
    return cues_with(model(), text)


def cues_with(known: CueModel, text: str) -> tuple[Cue, ...]:
    """As `read_cues`, with the given weights."""
    normal = normalise(text)
    pieces = split_sentences(normal.text)
    if not pieces:
        return ()
    scores = known.linear.scores([cue_features(pieces, normal.text)])[0]
    probabilities = known.calibration.probabilities(scores)
    return tuple(
        Cue(label)
        for label, p, t in zip(known.labels, probabilities, known.calibration.threshold, strict=True)
        if p >= t
    )
