"""Writes plain values as YAML in the manner of the scenario files: short lists in one line, wordings
one a line, everything else as blocks."""

from __future__ import annotations

import json
from typing import Any

import yaml

SHORT = 70
"""Characters up to which a list stands in one line."""


def rendered(value: Any, parent: Any, node: Any = None) -> str:
    """What stands behind "key:" in the mapping node `parent`, or for an item behind "- "; begins with
    a line end when it is a block. `node` is what stood there before: its layout is kept."""
    if parent.flow_style:
        return as_flow(value)
    listed = isinstance(node, yaml.SequenceNode) and not node.flow_style
    column = parent.start_mark.column + 2
    if isinstance(value, list) and value and (listed or not _fits(value)):
        if listed:  # begins where the first dash stood
            return f"\n{' ' * node.start_mark.column}".join(
                as_block(v, node.start_mark.column) for v in value
            )
        return "".join(f"\n{' ' * column}{as_block(v, column)}" for v in value)
    if isinstance(value, dict) and value:
        if isinstance(node, yaml.MappingNode) and node.flow_style:
            return as_flow(value)
        lead = "" if isinstance(node, yaml.MappingNode) else "\n" + " " * column
        return lead + _dumped(value, node.start_mark.column if isinstance(node, yaml.MappingNode) else column)
    if isinstance(value, str) and "\n" in value.strip("\n"):
        lines = value.rstrip("\n").split("\n")
        if all(line == line.strip() for line in lines) and value == value.rstrip("\n"):
            return "|-\n" + "\n".join(" " * column + line if line else "" for line in lines)
    return as_flow(value)


def as_block(item: Any, column: int) -> str:
    """A list item with its dash at `column`."""
    return "- " + (_dumped(item, column + 2) if isinstance(item, dict) and item else as_flow(item))


def as_flow(value: Any) -> str:
    """On one line, fit for block and flow surroundings."""
    if isinstance(value, str) and "\n" in value:
        return json.dumps(value, ensure_ascii=False)
    dumped = yaml.safe_dump(
        [value], allow_unicode=True, default_flow_style=True, sort_keys=False, width=2**31
    )
    return dumped.strip()[1:-1]


def _fits(value: list[Any]) -> bool:
    return (
        not any(isinstance(v, (dict, list)) for v in value) and sum(len(str(v)) + 2 for v in value) <= SHORT
    )


def _dumped(value: dict[str, Any], column: int) -> str:
    """A mapping in lines; its first line is without indentation."""
    lines = []
    for key, inner in value.items():
        if (
            isinstance(inner, dict)
            and inner
            and any(isinstance(v, (dict, list, str)) for v in inner.values())
        ):
            lines.append(f"{key}:\n{' ' * (column + 2)}{_dumped(inner, column + 2)}")
        elif isinstance(inner, list) and inner and not _fits(inner):
            items = "".join(f"\n{' ' * (column + 2)}{as_block(v, column + 2)}" for v in inner)
            lines.append(f"{key}:{items}")
        else:
            lines.append(f"{key}: {as_flow(inner)}")
    return f"\n{' ' * column}".join(lines)
