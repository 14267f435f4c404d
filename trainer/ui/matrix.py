"""The coverage of the scenarios as tables whose gaps can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from urllib.parse import urlencode

from trainer.coverage import DIMENSIONS, counted, gaps, values_of
from trainer.scenario import Scenario
from trainer.ui.markup import esc, fold, icon


def matrix(
    scenarios: Sequence[Scenario],
    rows: Sequence[str],
    groups: Sequence[str],
    caption: str,
    *,
    quiet: bool = False,
) -> str:
    """Rows: every combination of the dimensions `rows`; columns: each dimension of `groups`, its
    values side by side, after the total, which a narrow window thus shows. A cell leads to the
    scenarios it counts; an empty one is marked, less so in a `quiet` table, where most are empty by
    nature, and leads to where one is written."""
    kinds = {name: values_of(name, scenarios) for name in groups}
    lines = list(product(*(values_of(name, scenarios) for name in rows)))
    if len(rows) == 1 and not DIMENSIONS[rows[0]].values:
        totals = counted(scenarios, rows)
        lines.sort(key=lambda line: (-totals[line], line))
    most = max([1, *(n for g in groups for n in counted(scenarios, [*rows, g]).values())])
    body = "".join(_line(scenarios, rows, line, kinds, most) for line in lines)
    return (
        f'<div class="matrix-box" tabindex="0" role="region" aria-label="{esc(caption)}">'
        f'<table class="matrix{" quiet" if quiet else ""}"><caption>{esc(caption)}</caption>'
        f"{_heads(rows, kinds)}{body}</table></div>"
    )


def _heads(rows: Sequence[str], kinds: dict[str, tuple[str, ...]]) -> str:
    corner = "".join(f'<th rowspan="2" scope="col">{DIMENSIONS[name].title}</th>' for name in rows)
    over = "".join(
        f'<th class="group" colspan="{len(values)}" scope="colgroup">{DIMENSIONS[name].title}</th>'
        for name, values in kinds.items()
    )
    under = "".join(
        f'<th class="{"group" if not number else ""}" scope="col">{_short(value)}</th>'
        for values in kinds.values()
        for number, value in enumerate(values)
    )
    total = '<th rowspan="2" class="group" scope="col">計</th>'
    return f"<tr>{corner}{total}{over}</tr><tr>{under}</tr>"


def _short(value: str) -> str:
    """Column heads: 必要(上席へ) on two lines, 難易度3 as 3."""
    value = value.removeprefix("難易度")
    return esc(value).replace("(", "<br><small>(").replace(")", ")</small>") if "(" in value else esc(value)


def _line(
    scenarios: Sequence[Scenario],
    rows: Sequence[str],
    line: tuple[str, ...],
    kinds: dict[str, tuple[str, ...]],
    most: int,
) -> str:
    here = [s for s in scenarios if tuple(DIMENSIONS[name].of(s) for name in rows) == line]
    fixed = dict(zip(rows, line, strict=True))
    cells = "".join(
        _cell(counted(here, [name])[value,], {**fixed, name: value}, most, first=not number)
        for name, values in kinds.items()
        for number, value in enumerate(values)
    )
    heads = "".join(f'<th scope="row">{esc(value)}</th>' for value in line)
    return f"<tr>{heads}{_cell(len(here), fixed, 0, first=True)}{cells}</tr>"


def _cell(count: int, query: dict[str, str], most: int, *, first: bool) -> str:
    kind = "group" if first else ""
    words = "・".join(query.values())
    if not count:
        return f'<td class="gap {kind}">{_link(query, "0", f"{words} なし。新しく作る")}</td>'
    depth = f"--depth:{round(12 + 48 * count / most)}%" if most else "--depth:0%"
    shown = _link(query, f"{count}", f"{words} {count}件を一覧で見る")
    return f'<td class="{kind}" style="{depth}">{shown}</td>'


def _link(query: dict[str, str], shown: str, words: str = "") -> str:
    """To the list of the scenarios with these values, where an empty list offers to write one."""
    label = f' aria-label="{esc(words)}"' if words else ""
    return f'<a href="{esc(f"scenarios?{urlencode(query)}")}" target="_self"{label}>{esc(shown)}</a>'


def missing(scenarios: Sequence[Scenario], names: Sequence[str], *, open_: bool = False) -> str:
    """The empty combinations of some dimensions, in words."""
    found = gaps(scenarios, names)
    title = " × ".join(DIMENSIONS[name].title for name in names)
    if not found:
        return f"<p>{icon('check_circle')}{title}: すべての組み合わせがあります。</p>"
    rows = "".join(
        f"<li>{_link(dict(zip(names, combo, strict=True)), '・'.join(combo))}</li>" for combo in found
    )
    return fold(f"{title}: 空き {len(found)}件", f'<ul class="gaps">{rows}</ul>', open_=open_)
