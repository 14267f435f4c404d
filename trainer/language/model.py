"""A multi-label linear model over named features: apply it, store it, load it. Only numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class View:
    """One group of features. `index`: feature -> row; `idf`: (rows,); `scale`: the group's length."""

    index: Mapping[str, int]
    idf: Floats
    scale: float

    def weigh(self, features: Sequence[str]) -> tuple[list[int], Floats]:
        """Rows and values of the known features; the values have length `scale`."""
        rows = [self.index[f] for f in dict.fromkeys(features) if f in self.index]
        values = self.idf[rows]
        length = float(np.sqrt(np.dot(values, values))) or 1.0
        return rows, np.asarray(values * (self.scale / length), dtype=np.float32)


@dataclass(frozen=True)
class Model:
    """`weights[group]`: (rows, labels); `slope` and `offset` turn scores into probabilities;
    a label is meant from probability `threshold` on. All per label in the order of `labels`."""

    labels: tuple[str, ...]
    views: Mapping[str, View]
    weights: Mapping[str, Floats]
    bias: Floats
    slope: Floats
    offset: Floats
    threshold: Floats

    def scores(self, features: Mapping[str, Sequence[str]]) -> Floats:
        """Raw score of each label."""
        total = self.bias.copy()
        for group, view in self.views.items():
            rows, values = view.weigh(features.get(group, ()))
            if rows:
                total += values @ self.weights[group][rows]
        return total

    def probabilities(self, features: Mapping[str, Sequence[str]]) -> Floats:
        """Calibrated probability of each label, 0–1."""
        return self.calibrated(self.scores(features))

    def calibrated(self, scores: Floats) -> Floats:
        logits = np.clip(self.slope * scores + self.offset, -30, 30)
        return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)

    def reasons(
        self, features: Mapping[str, Sequence[str]], label: int, n: int = 3
    ) -> list[tuple[str, float]]:
        """The n features that spoke most for a label, with their share of the score."""
        found: list[tuple[str, float]] = []
        for group, view in self.views.items():
            known = [f for f in dict.fromkeys(features.get(group, ())) if f in view.index]
            rows, values = view.weigh(known)
            if rows:
                shares = values * self.weights[group][rows, label]
                found += [
                    (f"{group}:{name}", float(share)) for name, share in zip(known, shares, strict=True)
                ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:n]


def save(model: Model, path: Path) -> None:
    """Write as .npz (no pickle): texts as UTF-8 bytes, numbers as float16."""
    arrays: dict[str, NDArray[np.generic]] = {
        "labels": _packed(model.labels),
        "groups": _packed(tuple(model.views)),
        "scales": np.array([view.scale for view in model.views.values()], dtype=np.float32),
        "tail": np.stack([model.bias, model.slope, model.offset, model.threshold]).astype(np.float32),
    }
    for group, view in model.views.items():
        arrays[f"names_{group}"] = _packed(tuple(sorted(view.index, key=lambda f: view.index[f])))
        arrays[f"idf_{group}"] = view.idf.astype(np.float16)
        arrays[f"weights_{group}"] = model.weights[group].astype(np.float16)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def load(path: Path) -> Model:
    """Read what `save` wrote. Raises FileNotFoundError, ValueError or KeyError if it cannot be."""
    with np.load(path, allow_pickle=False) as stored:
        groups = _unpacked(stored["groups"])
        scales = stored["scales"]
        views: dict[str, View] = {}
        weights: dict[str, Floats] = {}
        for group, scale in zip(groups, scales, strict=True):
            names = _unpacked(stored[f"names_{group}"])
            idf = stored[f"idf_{group}"].astype(np.float32)
            views[group] = View({name: row for row, name in enumerate(names)}, idf, float(scale))
            weights[group] = stored[f"weights_{group}"]
        bias, slope, offset, threshold = stored["tail"]
        return Model(tuple(_unpacked(stored["labels"])), views, weights, bias, slope, offset, threshold)


def _packed(texts: tuple[str, ...]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode("utf-8"), dtype=np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode("utf-8").split("\n") if packed.size else []
