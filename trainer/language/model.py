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
    """One group of features. `index`: feature -> row of the whole model; `scale`: the group's length."""

    index: Mapping[str, int]
    scale: float


@dataclass(frozen=True)
class Space:
    """All groups. `idf`: (rows,) inverse document frequencies."""

    views: Mapping[str, View]
    idf: Floats

    def weigh(self, features: Mapping[str, Sequence[str]]) -> tuple[list[int], Floats]:
        """Rows and values of the known features (each given once); a group has length `scale`."""
        rows: list[int] = []
        starts: list[int] = []
        scales: list[float] = []
        for group, view in self.views.items():
            own = [row for row in map(view.index.get, features.get(group, ())) if row is not None]
            if own:
                starts.append(len(rows))
                scales.append(view.scale)
                rows += own
        if not rows:
            return rows, np.zeros(0, dtype=np.float32)
        values = self.idf[rows]
        lengths = np.sqrt(np.add.reduceat(values * values, starts))
        factors = np.array(scales, dtype=np.float32) / lengths
        return rows, np.asarray(values * np.repeat(factors, np.diff([*starts, len(rows)])), dtype=np.float32)


@dataclass(frozen=True)
class Linear:
    """One score per label. `weights`: (rows, labels), `bias`: (labels,)."""

    space: Space
    weights: Floats
    bias: Floats

    def scores(self, features: Mapping[str, Sequence[str]]) -> Floats:
        """(labels,) scores; above 0 the label is likelier than not."""
        rows, values = self.space.weigh(features)
        return np.asarray(values @ self.weights[rows] + self.bias, dtype=np.float32)

    def reasons(self, features: Mapping[str, Sequence[str]], label: int, n: int = 3) -> list[str]:
        """The n features a person understands that spoke most for a label, as group:feature."""
        found: list[tuple[float, str]] = []
        for group in _READABLE:
            view = self.space.views.get(group)
            if view is None:
                continue
            known = [f for f in features.get(group, ()) if f in view.index]
            rows = [view.index[f] for f in known]
            if rows:
                values = self.space.idf[rows]
                shares = values * self.weights[rows, label] * (view.scale / float(np.sqrt(values @ values)))
                found += [(-float(s), f"{group}:{f}") for s, f in zip(shares, known, strict=True)]
        return [name for _, name in sorted(found)[:n]]


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
    """Write as compressed .npz (no pickle); an older file stays until the new one is whole."""
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    new.replace(path)


def read(path: Path) -> Arrays:
    """All arrays of a file. Raises FileNotFoundError or ValueError if it cannot be read."""
    with np.load(path, allow_pickle=False) as stored:
        return dict(stored)


def linear_arrays(model: Linear, name: str) -> Arrays:
    """`model` as arrays whose names begin with `name`; numbers as float16."""
    views = model.space.views
    return {
        f"{name}.groups": packed(tuple(views)),
        f"{name}.scales": np.array([view.scale for view in views.values()], dtype=np.float32),
        f"{name}.sizes": np.array([len(view.index) for view in views.values()], dtype=np.int64),
        f"{name}.names": packed([feature for view in views.values() for feature in view.index]),
        f"{name}.idf": model.space.idf.astype(np.float16),
        f"{name}.weights": model.weights.astype(np.float16),
        f"{name}.bias": model.bias.astype(np.float32),
    }


def linear_from(arrays: Arrays, name: str) -> Linear:
    names = unpacked(arrays[f"{name}.names"])
    scales = floats(arrays[f"{name}.scales"])
    views: dict[str, View] = {}
    at = 0
    for group, scale, size in zip(
        unpacked(arrays[f"{name}.groups"]), scales, arrays[f"{name}.sizes"].tolist(), strict=True
    ):
        views[group] = View(
            {feature: at + k for k, feature in enumerate(names[at : at + size])}, float(scale)
        )
        at += size
    space = Space(views, floats(arrays[f"{name}.idf"]))
    return Linear(space, floats(arrays[f"{name}.weights"]), floats(arrays[f"{name}.bias"]))


def floats(array: NDArray[np.generic]) -> Floats:
    return np.asarray(array, dtype=np.float32)


def packed(texts: Sequence[str]) -> NDArray[np.generic]:
    return np.frombuffer("\n".join(texts).encode("utf-8"), dtype=np.uint8)


def unpacked(array: NDArray[np.generic]) -> list[str]:
    return array.tobytes().decode("utf-8").split("\n") if array.size else []
