"""Figures of the bench: what was measured, what is allowed, and how both are shown."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass


class CannotMeasure(Exception):
    """The product or the bench itself did something that the measurement cannot go on from."""


@dataclass(frozen=True)
class Figure:
    """One measured value. `at_most` and `at_least` are limits in the same unit; None: not judged.

    `note` says what the value was measured on, or how noisy it is."""

    part: str
    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""

    @property
    def broken(self) -> bool:
        """Whether a limit is broken. A value that is not a number breaks any limit."""
        if self.at_most is not None and not self.value <= self.at_most:
            return True
        return self.at_least is not None and not self.value >= self.at_least

    @property
    def limit(self) -> str:
        if self.at_most is not None:
            return f"≤ {_short(self.at_most)}"
        return "" if self.at_least is None else f"≥ {_short(self.at_least)}"

    @property
    def verdict(self) -> str:
        if not self.limit:
            return "－"
        return "超過" if self.broken else "合格"


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that at least `share` (0–1) of the values do not exceed. Raises ValueError
    without values."""
    if not values:
        raise ValueError("nothing was measured")
    rank = max(1, math.ceil(share * len(values)))
    return sorted(values)[rank - 1]


def p50(values: Sequence[float]) -> float:
    return percentile(values, 0.50)


def p95(values: Sequence[float]) -> float:
    return percentile(values, 0.95)


def as_json(figures: Iterable[Figure]) -> str:
    """One JSON object a line."""
    return "\n".join(
        json.dumps({**asdict(f), "value": round(f.value, 4), "broken": f.broken}, ensure_ascii=False)
        for f in figures
    )


def as_table(figures: Sequence[Figure]) -> str:
    """A table for reading, with columns that also line up in a Japanese monospaced font."""
    head = ("項目", "値", "単位", "上限・下限", "判定", "備考")
    rows: list[tuple[str, ...]] = []
    part = ""
    for figure in figures:
        if figure.part != part:
            part = figure.part
            rows.append((f"【{part}】", "", "", "", "", ""))
        value = _short(figure.value)
        rows.append((f"  {figure.name}", value, figure.unit, figure.limit, figure.verdict, figure.note))
    widths = [max(_width(row[i]) for row in (head, *rows)) for i in range(len(head))]
    lines = [_row(head, widths), "─" * (sum(widths) + 2 * len(widths))]
    return "\n".join([*lines, *(_row(row, widths) for row in rows)])


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    right = (1, 3)
    padded = []
    for i, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        gap = " " * (width - _width(cell))
        padded.append(gap + cell if i in right else cell + gap)
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Columns on a Japanese terminal: full-width and ambiguous characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _short(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
