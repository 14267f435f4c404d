"""Linear models over named features and a small network on top: apply, store, load. Only numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from trainer.language.acts.feature_space import Floats, Sample, Space, Weighed

Arrays = dict[str, NDArray[np.generic]]
_SIGN_AND_HALF = np.int32(-0x70000001)  # in a single: its sign and the 28 bits that a half can reach
_EXPONENTS_APART = np.float32(2.0**112)  # the exponents of halves begin at -15, those of singles at -127
_READABLE = ("w", "l", "e")  # groups whose features a person understands


@dataclass(frozen=True)
class Linear:
    """One score per label. `weights`: (rows, labels), in whole or half precision, `bias`: (labels,)."""

    space: Space
    weights: NDArray[np.floating]
    bias: Floats

    def scores(self, samples: Sequence[Sample]) -> Floats:
        """(samples, labels) scores; above 0 the label is likelier than not."""
        return self.scored(self.space.weigh(samples))

    def scored(self, found: Weighed) -> Floats:
        """As `scores`, of features that are weighed already."""
        weights = _single(self.weights.take(found.rows, axis=0))
        each = [found.values[a:b] @ weights[a:b] for a, b in found.spans]
        return np.asarray(np.array(each) + self.bias, dtype=np.float32)

    def reasons(self, found: Weighed, sample: int, label: int, n: int = 3) -> list[str]:
        """The n features a person understands that spoke most for a label in a sample, as
        group:feature."""
        first, last = found.spans[sample]
        at = self._readable.take(found.groups[first:last]).nonzero()[0] + first
        if not at.size:
            return []
        shares = found.values.take(at) * self.weights[found.rows.take(at), label]
        least = np.partition(shares, -n)[-n] if len(shares) > n else shares.min()
        best = [(-float(shares[k]), self._name(found, int(at[k]))) for k in (shares >= least).nonzero()[0]]
        return [name for _, name in sorted(best)[:n]]

    @cached_property
    def _readable(self) -> NDArray[np.bool_]:
        return np.array([group in _READABLE for group in self.space.groups])

    def _name(self, found: Weighed, at: int) -> str:
        return f"{self.space.groups[found.groups[at]]}:{found.names[found.known[at]]}"


def _single(weights: NDArray[np.floating]) -> Floats:
    """Finite numbers in single precision. The bits of a half are put into their places, which numpy
    does one by one: it would take as long as all the rest of the scoring."""
    if weights.dtype != np.float16:
        return np.asarray(weights, dtype=np.float32)
    bits = (weights.view(np.int16).astype(np.int32) << 13) & _SIGN_AND_HALF
    return bits.view(np.float32) * _EXPONENTS_APART


@dataclass(frozen=True)
class Network:
    """The mean of a few networks with one hidden layer. Input (n, inputs), output (n, labels) 0–1.

    `first`: (nets, inputs, hidden), `first_bias`: (nets, hidden), `second`: (nets, hidden, labels),
    `second_bias`: (nets, labels); `mean` and `spread`: (inputs,).
    """

    mean: Floats
    spread: Floats
    first: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats

    def probabilities(self, inputs: Floats) -> Floats:
        x = (inputs - self.mean) / self.spread
        hidden = np.maximum(0, x @ self.first + self.first_bias[:, None])
        return np.asarray(sigmoid(hidden @ self.second + self.second_bias[:, None]).mean(axis=0))


@dataclass(frozen=True)
class Calibration:
    """Per label: probability = sigmoid(slope * score + offset); meant from `threshold` on."""

    slope: Floats
    offset: Floats
    threshold: Floats

    @cached_property
    def least(self) -> tuple[float, ...]:
        """The thresholds as plain numbers."""
        return tuple(self.threshold.tolist())

    def probabilities(self, scores: Floats) -> Floats:
        return sigmoid(self.slope * scores + self.offset)


def sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x.clip(-30, 30))), dtype=np.float32)


def logit(p: Floats) -> Floats:
    q = p.clip(1e-6, 1 - 1e-6)
    return np.asarray(np.log(q / (1 - q)), dtype=np.float32)


def write(path: Path, arrays: Arrays) -> None:
    """Write as .npz (no pickle); an older file stays until the new one is whole. Not compressed:
    unpacking would take longer than all the rest of loading."""
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]
    new.replace(path)


def read(path: Path) -> Arrays:
    """All arrays of a file. Raises FileNotFoundError or ValueError if it cannot be read."""
    with np.load(path, allow_pickle=False) as stored:
        return dict(stored)


def linear_arrays(model: Linear, name: str) -> Arrays:
    """`model` as arrays whose names begin with `name`; numbers as float16."""
    space = model.space
    return {
        f"{name}.groups": packed(space.groups),
        f"{name}.scales": space.scales,
        f"{name}.keys": space.keys,
        f"{name}.idf": space.idf.astype(np.float16),
        f"{name}.weights": model.weights.astype(np.float16),
        f"{name}.bias": model.bias,
    }


def linear_from(arrays: Arrays, name: str) -> Linear:
    """The stored model; its weights stay in half precision, which is half the memory."""
    space = Space(
        tuple(unpacked(arrays[f"{name}.groups"])),
        floats(arrays[f"{name}.scales"]),
        np.asarray(arrays[f"{name}.keys"], dtype=np.uint64),
        np.asarray(arrays[f"{name}.idf"], dtype=np.float16),
    )
    weights = np.asarray(arrays[f"{name}.weights"], dtype=np.float16)
    return Linear(space, weights, floats(arrays[f"{name}.bias"]))


def floats(array: NDArray[np.generic]) -> Floats:
    return np.asarray(array, dtype=np.float32)


def packed(texts: Sequence[str]) -> NDArray[np.generic]:
    return np.frombuffer("\n".join(texts).encode("utf-8"), dtype=np.uint8)


def unpacked(array: NDArray[np.generic]) -> list[str]:
    return array.tobytes().decode("utf-8").split("\n") if array.size else []
