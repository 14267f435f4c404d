"""Fit a `Model` to labelled features (scikit-learn; only for training, never at run time)."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from trainer.language.features import Features
from trainer.language.model import Floats, Model, View

Labels = NDArray[np.bool_]


def build_views(samples: Sequence[Features], scales: Mapping[str, float], least: int = 2) -> dict[str, View]:
    """Features seen in at least `least` samples, with smoothed inverse document frequency."""
    views: dict[str, View] = {}
    for group, scale in scales.items():
        counts: Counter[str] = Counter()
        for sample in samples:
            counts.update(set(sample[group]))
        names = sorted(name for name, count in counts.items() if count >= least)
        idf = np.array([1 + np.log(len(samples) / counts[name]) for name in names], dtype=np.float32)
        views[group] = View({name: row for row, name in enumerate(names)}, idf, scale)
    return views


def matrix(samples: Sequence[Features], views: Mapping[str, View]) -> Any:
    """Sparse (samples, all rows of all views)."""
    blocks = []
    for group, view in views.items():
        starts, rows, values = [0], [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        for sample in samples:
            own_rows, own_values = view.weigh(sample[group])
            rows.append(np.array(own_rows, dtype=np.int64))
            values.append(own_values)
            starts.append(starts[-1] + len(own_rows))
        shape = (len(samples), len(view.index))
        blocks.append(sparse.csr_matrix((np.concatenate(values), np.concatenate(rows), starts), shape=shape))
    return sparse.hstack(blocks, format="csr")


def fit_weights(x: Any, y: Labels, strength: float) -> tuple[Floats, Floats]:
    """One-vs-rest logistic regression: (features, labels) weights and (labels,) bias."""
    weights = np.zeros((x.shape[1], y.shape[1]), dtype=np.float32)
    bias = np.full(y.shape[1], -6.0, dtype=np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a loose stop is meant: 60 passes are enough
        for j in range(y.shape[1]):
            if not 0 < y[:, j].sum() < len(y):
                continue
            one = LogisticRegression(
                C=strength, solver="liblinear", dual=True, max_iter=60, tol=1e-2, random_state=0
            )
            one.fit(x, y[:, j])
            weights[:, j] = one.coef_[0]
            bias[j] = one.intercept_[0]
    return weights, bias


def fit(
    samples: Sequence[Features],
    y: Labels,
    labels: tuple[str, ...],
    scales: Mapping[str, float],
    strength: float,
) -> Model:
    """A model without calibration (slope 1, offset 0, threshold .5)."""
    views = build_views(samples, scales)
    weights, bias = fit_weights(matrix(samples, views), y, strength)
    parts: dict[str, Floats] = {}
    at = 0
    for group, view in views.items():
        parts[group] = weights[at : at + len(view.index)]
        at += len(view.index)
    ones = np.ones(len(labels), dtype=np.float32)
    return Model(labels, views, parts, bias, ones, 0 * ones, 0.5 * ones)


def scores(model: Model, samples: Sequence[Features]) -> Floats:
    """(samples, labels) raw scores."""
    x = matrix(samples, model.views)
    weights = np.concatenate([model.weights[group] for group in model.views]).astype(np.float32)
    return np.asarray(x @ weights + model.bias, dtype=np.float32)


def calibrate(raw: Floats, y: Labels) -> tuple[Floats, Floats]:
    """Slope and offset per label (Platt) from scores of samples that were not trained on."""
    slope = np.ones(y.shape[1], dtype=np.float32)
    offset = np.zeros(y.shape[1], dtype=np.float32)
    for j in range(y.shape[1]):
        if y[:, j].sum() < 5:
            continue
        one = LogisticRegression(C=10.0)
        one.fit(raw[:, [j]], y[:, j])
        slope[j], offset[j] = max(0.2, one.coef_[0, 0]), one.intercept_[0]
    return slope, offset


def best_threshold(probability: Floats, y: NDArray[np.bool_], beta: float = 1.0) -> float:
    """The probability from which on the label is best said (F-beta), between .15 and .7."""
    best, chosen = -1.0, 0.5
    for step in range(30, 141):
        threshold = step / 200
        said = probability >= threshold
        hit = float((said & y).sum())
        value = (1 + beta**2) * hit / max(1.0, float(said.sum()) + beta**2 * float(y.sum()))
        if value > best + 1e-9:
            best, chosen = value, threshold
    return chosen
