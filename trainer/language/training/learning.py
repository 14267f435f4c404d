"""Fit the models to labelled features (scikit-learn; only for training, never at run time)."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.neural_network import MLPClassifier  # type: ignore[import-untyped]
from sklearn.svm import LinearSVC  # type: ignore[import-untyped]

from trainer.language.acts.feature_space import Floats, Sample, Space, keys_of
from trainer.language.acts.model import Calibration, Linear, Network, logit

Labels = NDArray[np.bool_]
_NEVER = -3.0
_AT_ONCE = 256  # samples
_NEW_WRITER = 0.1
"""By how much a threshold is lower for a writer unlike all that were trained on (times beta², less where
false alarms weigh more). The sources held out in training were written for this project and resemble one
another: what is calibrated with them is too strict for a stranger. Found on the seven development sources,
each left out in turn (docs/recognition-history.md)."""


def build_space(samples: Sequence[Sample], scales: Mapping[str, float], least: int) -> Space:
    """Features seen in at least `least` samples, with inverse document frequency. Raises ValueError if
    two of them have the same key."""
    names: list[str] = []
    numbers: list[int] = []
    idf: list[float] = []
    for number, group in enumerate(scales):
        counts: Counter[str] = Counter()
        for sample in samples:
            counts.update(sample[group])
        known = sorted(name for name, count in counts.items() if count >= least)
        names += known
        numbers += [number] * len(known)
        idf += [1 + np.log(len(samples) / counts[name]) for name in known]
    keys = keys_of(names, np.array(numbers, dtype=np.int64))
    order = np.argsort(keys)
    if len(np.unique(keys)) < len(keys):
        raise ValueError("two features have the same key")
    lengths = np.array(list(scales.values()), dtype=np.float32)
    return Space(tuple(scales), lengths, keys[order], np.array(idf, dtype=np.float32)[order])


def matrix(samples: Sequence[Sample], space: Space) -> Any:
    """Sparse (samples, rows)."""
    parts = [space.weigh(samples[at : at + _AT_ONCE]) for at in range(0, len(samples), _AT_ONCE)]
    counts = [b - a for part in parts for a, b in part.spans]
    rows = np.concatenate([np.zeros(0, np.int64), *(part.rows for part in parts)])
    values = np.concatenate([np.zeros(0, np.float32), *(part.values for part in parts)])
    whole = sparse.csr_matrix((values, rows, np.cumsum([0, *counts])), shape=(len(samples), len(space.idf)))
    whole.sort_indices()
    return whole


def fit_linear(
    samples: Sequence[Sample],
    y: Labels,
    scales: Mapping[str, float],
    strength: float = 1.0,
    least: int = 2,
    most: int | None = None,
) -> Linear:
    """One linear support vector machine per label, in the same order on every machine.

    With `most`, fitted anew on that many features, those with the greatest weight for any label."""
    space = build_space(samples, scales, least)
    model = _fitted(samples, y, space, strength)
    if most is None or len(space.idf) <= most:
        return model
    weight = np.abs(model.weights).max(axis=1)
    kept = np.sort(np.argsort(-weight, kind="stable")[:most])
    return _fitted(samples, y, replace(space, keys=space.keys[kept], idf=space.idf[kept]), strength)


def _fitted(samples: Sequence[Sample], y: Labels, space: Space, strength: float) -> Linear:
    x = matrix(samples, space)

    def one(j: int) -> tuple[Floats, float]:
        if not 0 < y[:, j].sum() < len(y):
            return np.zeros(x.shape[1], dtype=np.float32), _NEVER
        machine = LinearSVC(C=strength, tol=1e-2, max_iter=300, random_state=0)
        machine.fit(x, y[:, j])
        return machine.coef_[0].astype(np.float32), float(machine.intercept_[0])

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a loose stop is meant
        fitted = [one(j) for j in range(y.shape[1])]  # threads would share one random generator
    weights = np.stack([w for w, _ in fitted], axis=1)
    return Linear(space, weights, np.array([b for _, b in fitted], dtype=np.float32))


def linear_scores(model: Linear, samples: Sequence[Sample]) -> Floats:
    """(samples, labels) scores."""
    return np.asarray(matrix(samples, model.space) @ model.weights + model.bias, dtype=np.float32)


def fit_network(inputs: Floats, y: Labels, nets: int = 6, hidden: int = 64, rounds: int = 15) -> Network:
    """Networks that differ in their random start; few rounds, so that they stay smooth."""
    mean = inputs.mean(axis=0)
    spread = inputs.std(axis=0) + 1e-2
    x = (inputs - mean) / spread
    fitted = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # stopping early is meant
        for seed in range(nets):
            net = MLPClassifier(
                (hidden,), alpha=0.3, max_iter=rounds, learning_rate_init=2e-3, random_state=seed
            )
            fitted.append(net.fit(x, y))
    return Network(
        mean.astype(np.float32),
        spread.astype(np.float32),
        np.stack([n.coefs_[0] for n in fitted]).astype(np.float32),
        np.stack([n.intercepts_[0] for n in fitted]).astype(np.float32),
        np.stack([n.coefs_[1] for n in fitted]).astype(np.float32),
        np.stack([n.intercepts_[1] for n in fitted]).astype(np.float32),
    )


def calibrate(raw: Floats, y: Labels, betas: Sequence[float], weights: Floats | None = None) -> Calibration:
    """Slopes and offsets (Platt) and the best thresholds, from scores of samples not trained on.

    `betas` per label: below 1, a false alarm weighs more than a miss. `weights`: (samples, labels), by
    how much a sample is commoner in calls than here; 1 if not given.
    """
    weights = np.ones_like(raw) if weights is None else weights
    slope = np.ones(y.shape[1], dtype=np.float32)
    offset = np.zeros(y.shape[1], dtype=np.float32)
    for j in range(y.shape[1]):
        if y[:, j].sum() >= 5:
            one = LogisticRegression(C=10.0).fit(raw[:, [j]], y[:, j], weights[:, j])
            slope[j], offset[j] = max(0.2, one.coef_[0, 0]), one.intercept_[0]
    free = Calibration(slope, offset, np.full_like(slope, 0.5))
    probability = free.probabilities(raw)
    thresholds = [
        best_threshold(probability[:, j], y[:, j], betas[j], weights[:, j]) for j in range(y.shape[1])
    ]
    return Calibration(slope, offset, np.array(thresholds, dtype=np.float32))


def leanings(raw: Floats, calm: Floats, y: Labels, weights: Floats) -> Floats:
    """(labels,): what a customer calmer by 1 takes from the log-odds of each label, at most 0; from
    scores of samples not trained on. `calm`: (samples,); `weights`: see `calibrate`."""
    found = np.zeros(y.shape[1], dtype=np.float32)
    for j in range(y.shape[1]):
        if y[:, j].sum() >= 5:
            known = np.stack([raw[:, j], calm], axis=1)
            odds, leaning = LogisticRegression(C=10.0).fit(known, y[:, j], weights[:, j]).coef_[0]
            found[j] = min(0.0, leaning / max(0.2, odds))
    return found


def best_threshold(probability: Floats, y: NDArray[np.bool_], beta: float, weight: Floats) -> float:
    """The probability from which on the label is best said (F-beta of the weighted samples), at most .75.

    For calibrated probabilities that is the greatest F-beta divided by 1 + beta² (Lipton, Elkan and
    Naryanaswamy, 2014, for beta 1). The F-beta curve is flat at its top, so the place of its maximum
    changes with every few samples; its height hardly does. From it is taken what a new writer needs
    (`_NEW_WRITER`).
    """
    best = 0.0
    for step in range(20, 76):
        said = probability >= step / 100
        hit = float(weight[said & y].sum())
        value = (1 + beta**2) * hit / max(1.0, float(weight[said].sum()) + beta**2 * float(weight[y].sum()))
        best = max(best, value)
    return min(0.75, max(0.2, best / (1 + beta**2) - _NEW_WRITER * beta**2))


def held_out_network(inputs: Floats, y: Labels, out: NDArray[np.bool_]) -> Floats:
    """Log-odds of the samples in `out` from networks that did not see them: as many as are used in the end,
    for the mean of several is less extreme than any one of them, and what is calibrated by one would be too
    strict for all."""
    return logit(fit_network(inputs[~out], y[~out]).probabilities(inputs[out]))
