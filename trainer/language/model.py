"""Linear models over named features and a small network on top: apply, store, load. Only numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Arrays = dict[str, NDArray[np.generic]]
_READABLE = ("x", "w", "l", "e")  # groups whose features a person understands


@dataclass(frozen=True)
class View:
    """One group of features. `index`: feature -> row; `idf`: (rows,); `scale`: the group's length."""

    index: Mapping[str, int]
    idf: Floats
    scale: float

    def weigh(self, features: Sequence[str]) -> tuple[list[int], Floats]:
        """Rows and values of the known features (each given once); the values have length `scale`."""
        find = self.index.get
        rows = [row for row in map(find, features) if row is not None]
        values = self.idf[rows]
        length = float(np.sqrt(np.dot(values, values))) or 1.0
        return rows, np.asarray(values * (self.scale / length), dtype=np.float32)


@dataclass(frozen=True)
class Linear:
    """One score per label. `weights[group]`: (rows, labels)."""

    views: Mapping[str, View]
    weights: Mapping[str, Floats]
    bias: Floats

    def scores(self, features: Mapping[str, Sequence[str]]) -> Floats:
        """(labels,) scores; above 0 the label is likelier than not."""
        total = self.bias.copy()
        for group, view in self.views.items():
            rows, values = view.weigh(features.get(group, ()))
            if rows:
                total += values @ self.weights[group][rows]
        return total

    def reasons(
        self, features: Mapping[str, Sequence[str]], label: int, n: int = 3
    ) -> list[tuple[str, float]]:
        """The n features that spoke most for a label, with their share of the score."""
        found: list[tuple[str, float]] = []
        for group in _READABLE:
            view = self.views[group]
            known = [f for f in features.get(group, ()) if f in view.index]
            rows, values = view.weigh(known)
            if rows:
                shares = values * self.weights[group][rows, label]
                found += [
                    (f"{group}:{name}", float(share)) for name, share in zip(known, shares, strict=True)
                ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:n]


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
        each = []
        for k in range(len(self.first)):
            hidden = np.maximum(0, x @ self.first[k] + self.first_bias[k])
            each.append(sigmoid(hidden @ self.second[k] + self.second_bias[k]))
        return np.asarray(np.mean(each, axis=0), dtype=np.float32)


@dataclass(frozen=True)
class Calibration:
    """Per label: probability = sigmoid(slope * score + offset); meant from `threshold` on."""

    slope: Floats
    offset: Floats
    threshold: Floats

    def probabilities(self, scores: Floats) -> Floats:
        return sigmoid(self.slope * scores + self.offset)


def sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), dtype=np.float32)


def logit(p: Floats) -> Floats:
    q = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(q / (1 - q)), dtype=np.float32)


def write(path: Path, arrays: Arrays) -> None:
    """Write as compressed .npz (no pickle)."""
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def read(path: Path) -> Arrays:
    """All arrays of a file. Raises FileNotFoundError or ValueError if it cannot be read."""
    with np.load(path, allow_pickle=False) as stored:
        return dict(stored)


def linear_arrays(model: Linear, name: str) -> Arrays:
    """`model` as arrays whose names begin with `name`; numbers as float16."""
    arrays: Arrays = {
        f"{name}.groups": packed(tuple(model.views)),
        f"{name}.scales": np.array([view.scale for view in model.views.values()], dtype=np.float32),
        f"{name}.bias": model.bias.astype(np.float32),
    }
    for group, view in model.views.items():
        arrays[f"{name}.names.{group}"] = packed(tuple(sorted(view.index, key=lambda f: view.index[f])))
        arrays[f"{name}.idf.{group}"] = view.idf.astype(np.float16)
        arrays[f"{name}.weights.{group}"] = model.weights[group].astype(np.float16)
    return arrays


def linear_from(arrays: Arrays, name: str) -> Linear:
    views: dict[str, View] = {}
    weights: dict[str, Floats] = {}
    scales = floats(arrays[f"{name}.scales"])
    for group, scale in zip(unpacked(arrays[f"{name}.groups"]), scales, strict=True):
        names = unpacked(arrays[f"{name}.names.{group}"])
        index = {feature: row for row, feature in enumerate(names)}
        views[group] = View(index, floats(arrays[f"{name}.idf.{group}"]), float(scale))
        weights[group] = np.asarray(arrays[f"{name}.weights.{group}"])
    return Linear(views, weights, floats(arrays[f"{name}.bias"]))


def floats(array: NDArray[np.generic]) -> Floats:
    return np.asarray(array, dtype=np.float32)


def packed(texts: Sequence[str]) -> NDArray[np.generic]:
    return np.frombuffer("\n".join(texts).encode("utf-8"), dtype=np.uint8)


def unpacked(array: NDArray[np.generic]) -> list[str]:
    return array.tobytes().decode("utf-8").split("\n") if array.size else []
