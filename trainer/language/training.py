"""Train the readers of acts and cues from the labelled data: `python -m trainer.language.training`.

Deterministic: the same data gives the same weights.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from trainer.dialogue import Cue, DialogueAct
from trainer.language import corpus, learning
from trainer.language.corpus import Said, Sample, Spoken
from trainer.language.model import Model, save

WEIGHTS = Path(__file__).parent / "weights"
ACTS = tuple(act.value for act in DialogueAct)
ACT_SCALES = {"c": 1.0, "w": 1.0, "e": 0.7, "l": 0.7, "n": 0.4, "o": 0.4}
ACT_STRENGTH = 10.0
CUES = tuple(cue.value for cue in Cue)
CUE_SCALES = {"c": 1.0, "w": 1.0, "e": 0.5, "l": 0.7}
CUE_STRENGTH = 10.0
FOLDS = 5


def label_matrix(samples: Sequence[Sample]) -> learning.Labels:
    return np.array([[act in s.acts for act in ACTS] for s in samples], dtype=np.bool_)


def folds_of(sources: Sequence[str], n: int = FOLDS) -> list[set[str]]:
    """Sources dealt into n groups of similar size, largest first."""
    sizes = sorted(((-sources.count(s), s) for s in set(sources)))
    groups: list[tuple[int, set[str]]] = [(0, set()) for _ in range(n)]
    for minus, source in sizes:
        groups.sort(key=lambda g: (g[0], sorted(g[1])))
        filled, members = groups[0]
        groups[0] = (filled - minus, members | {source})
    return [members for _, members in groups if members]


def train_acts(items: Sequence[Spoken]) -> Model:
    """Weights from all items; calibration and thresholds from sources held out in turn."""
    samples = corpus.samples(items)
    y = label_matrix(samples)
    features = [s.features for s in samples]
    sources = [s.source for s in samples]
    raw = np.zeros(y.shape, dtype=np.float32)
    for held in folds_of(sources):
        out = np.array([s in held for s in sources])
        inside = [f for f, o in zip(features, out, strict=True) if not o]
        part = learning.fit(inside, y[~out], ACTS, ACT_SCALES, ACT_STRENGTH)
        raw[out] = learning.scores(part, [f for f, o in zip(features, out, strict=True) if o])
    slope, offset = learning.calibrate(raw, y)
    model = learning.fit(features, y, ACTS, ACT_SCALES, ACT_STRENGTH)
    model = replace(model, slope=slope, offset=offset)
    probability = model.calibrated(raw)
    thresholds = [learning.best_threshold(probability[:, j], y[:, j]) for j in range(len(ACTS))]
    return replace(model, threshold=np.array(thresholds, dtype=np.float32))


def train_cues(items: Sequence[Said]) -> Model:
    """As `train_acts`, one sample per customer utterance."""
    features = corpus.said_features(items)
    y = np.array([[cue in item.cues for cue in CUES] for item in items], dtype=np.bool_)
    sources = [item.source for item in items]
    raw = np.zeros(y.shape, dtype=np.float32)
    for held in folds_of(sources):
        out = np.array([s in held for s in sources])
        inside = [f for f, o in zip(features, out, strict=True) if not o]
        part = learning.fit(inside, y[~out], CUES, CUE_SCALES, CUE_STRENGTH)
        raw[out] = learning.scores(part, [f for f, o in zip(features, out, strict=True) if o])
    slope, offset = learning.calibrate(raw, y)
    model = learning.fit(features, y, CUES, CUE_SCALES, CUE_STRENGTH)
    model = replace(model, slope=slope, offset=offset)
    probability = model.calibrated(raw)
    thresholds = [learning.best_threshold(probability[:, j], y[:, j]) for j in range(len(CUES))]
    return replace(model, threshold=np.array(thresholds, dtype=np.float32))


def main() -> None:
    start = time.perf_counter()
    WEIGHTS.mkdir(exist_ok=True)
    items = corpus.development() + corpus.written()
    model = train_acts(items)
    save(model, WEIGHTS / "acts.npz")
    size = (WEIGHTS / "acts.npz").stat().st_size / 1e6
    sys.stdout.write(f"acts: {len(items)} utterances, {size:.1f} MB, {time.perf_counter() - start:.0f} s\n")
    said = corpus.said()
    save(train_cues(said), WEIGHTS / "cues.npz")
    sys.stdout.write(f"cues: {len(said)} utterances\n")


if __name__ == "__main__":
    main()
