"""The words of a module: the YAML file of its name beside it. Each function takes the module's `__file__`
and raises FileNotFoundError where there is no such file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def data(module: str) -> dict[str, Any]:
    """The file as it stands."""
    read: dict[str, Any] = yaml.safe_load(Path(module).with_suffix(".yaml").read_text(encoding="utf-8"))
    return read


@cache
def words(module: str) -> dict[str, tuple[str, ...]]:
    """Of a file that is nothing but lists: the lists by their names."""
    return {name: tuple(listed) for name, listed in data(module).items()}


def has(module: str, name: str, text: str) -> bool:
    """Whether a word of this list stands anywhere in the text."""
    return any(word in text for word in words(module)[name])
