"""Train the encoder of questions: `python -m trainer.language.training.encoder` (a part of `make train`).

Supervised contrastive learning (Khosla et al., NeurIPS 2020): of all lines of a scenario those of the same
fact are to be nearest to one another. A batch is a scenario, so that what is told apart are its neighbouring
facts; half of the features of a line are left out each time, so that no single word decides.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from trainer.language.acts.feature_space import Floats, Sample
from trainer.language.acts.model import Linear, linear_arrays, write
from trainer.language.questions import encoder
from trainer.language.questions.likeness import lines_of, taken_apart
from trainer.language.training import corpus
from trainer.language.training.learning import build_space, matrix
from trainer.scenario import Scenario

_SCALES = {"c": 0.7, "w": 0.9}
_LEAST = 8  # lines in which a feature is met
_SIZE = 96
_EPOCHS = 60
_LAST, _SLOWER = 0.6, 0.3  # share of the epochs after which the steps are shorter, and how much
_STEP, _MOMENTUM, _SPREAD, _TINY = 0.01, 0.9, 0.99, 1e-8  # of Adam (Kingma and Ba, ICLR 2015)
_TEMPERATURE = 0.1
_LEFT_OUT = 0.5
_SELF = -1e9  # a line is not compared with itself


class Batch(NamedTuple):
    """The lines of a scenario: features (lines, rows) and the number of the fact of each."""

    features: Any
    facts: NDArray[np.intp]


def train(scenarios: Sequence[Scenario]) -> Linear:
    """The same scenarios give the same weights."""
    samples, facts = zip(*map(_lines, scenarios), strict=True)
    space = build_space([s for own in samples for s in own], _SCALES, _LEAST)
    batches = [Batch(matrix(own, space), of) for own, of in zip(samples, facts, strict=True)]
    random = np.random.default_rng(0)
    weights = random.normal(0, _SIZE**-0.5, (len(space.idf), _SIZE)).astype(np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for number, (batch, step) in enumerate(_rounds(batches, random), start=1):
        slope = _slope(weights, _thinned(batch, random))
        mean = _MOMENTUM * mean + (1 - _MOMENTUM) * slope
        square = _SPREAD * square + (1 - _SPREAD) * slope * slope
        way = mean / (1 - _MOMENTUM**number)
        weights -= step * way / (np.sqrt(square / (1 - _SPREAD**number)) + _TINY)
    return Linear(space, weights, np.zeros(_SIZE, dtype=np.float32))


def _lines(scenario: Scenario) -> tuple[list[Sample], NDArray[np.intp]]:
    lines = list(lines_of(scenario.facts))
    return [encoder.sample(*taken_apart(text)) for _, text in lines], np.array([fact for fact, _ in lines])


def _rounds(batches: Sequence[Batch], random: np.random.Generator) -> Iterator[tuple[Batch, float]]:
    for epoch in range(_EPOCHS):
        step = _STEP if epoch < _LAST * _EPOCHS else _STEP * _SLOWER
        yield from ((batches[i], step) for i in random.permutation(len(batches)))


def _thinned(batch: Batch, random: np.random.Generator) -> Batch:
    kept = (random.random(batch.features.nnz) >= _LEFT_OUT) / (1 - _LEFT_OUT)
    whole = batch.features
    data = (whole.data * kept).astype(np.float32)
    return Batch(sparse.csr_matrix((data, whole.indices, whole.indptr), shape=whole.shape), batch.facts)


def _slope(weights: Floats, batch: Batch) -> Floats:
    """Of the loss: how improbable it is that the neighbour of a line belongs to the same fact."""
    raw = batch.features @ weights
    lengths = np.sqrt((raw * raw).sum(axis=1, keepdims=True)) + _TINY
    units = raw / lengths
    near = units @ units.T / _TEMPERATURE
    np.fill_diagonal(near, _SELF)
    shares = np.exp(near - near.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    same = batch.facts[:, None] == batch.facts[None, :]
    np.fill_diagonal(same, False)
    right = shares * same
    right /= right.sum(axis=1, keepdims=True) + _TINY
    pull = (shares - right) * same.any(axis=1, keepdims=True) / len(units)
    of_units = (pull + pull.T) @ units / _TEMPERATURE
    of_raw = (of_units - units * (of_units * units).sum(axis=1, keepdims=True)) / lengths
    return np.asarray(batch.features.T @ of_raw, dtype=np.float32)


def write_weights() -> int:
    """Train on all our scenarios and store; returns the number of features."""
    found = train(corpus.scenarios())
    write(encoder.WEIGHTS, linear_arrays(found, encoder.NAME))
    encoder.encoder.cache_clear()
    return len(found.space.idf)


if __name__ == "__main__":
    sys.stdout.write(f"questions: {write_weights()} features\n")
