"""The bench tells the truth about its limits, and its table lines up."""

from __future__ import annotations

import json
import math

import pytest

from tests.bench.calls import NAMES, in_own_words
from tests.bench.figures import CannotMeasure, Figure, as_json, as_table, p50, p95
from tests.bench.load import Tab


@pytest.mark.parametrize(
    ("value", "at_most", "at_least", "broken"),
    [
        (25.0, 25, None, False),
        (25.1, 25, None, True),
        (300.0, None, 300, False),
        (299.9, None, 300, True),
        (math.nan, 25, None, True),
        (math.nan, None, 300, True),
        (9999.0, None, None, False),
    ],
)
def test_a_limit_is_broken_only_beyond_it(
    value: float, at_most: float | None, at_least: float | None, broken: bool
) -> None:
    assert Figure("部", "項目", value, "ms", at_most=at_most, at_least=at_least).broken is broken


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(v) for v in range(100, 0, -1)]
    assert (p50(values), p95(values), p95([7.0])) == (50.0, 95.0, 7.0)
    with pytest.raises(ValueError):
        p95([])


def test_each_figure_is_one_line_of_json_and_of_the_table() -> None:
    figures = [Figure("部", "一往復", 30.0, "ms", at_most=25), Figure("部", "比", 1.2, "倍", note="参考")]
    assert [json.loads(line)["broken"] for line in as_json(figures).splitlines()] == [True, False]
    table = as_table(figures)
    assert len(table.splitlines()) == 5  # head, rule, part, two figures
    assert "超過" in table and "合格" not in table


def test_no_two_calls_share_a_sentence() -> None:
    said = {s for i in range(len(NAMES)) for s in in_own_words("はい。承知しました。", i).split("。") if s}
    assert len(said) == 2 * len(NAMES) == 200


def test_only_this_machine_is_put_under_load() -> None:
    with pytest.raises(CannotMeasure):
        Tab("http://example.com:8501")
