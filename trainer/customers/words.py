"""Word lists of this package: YAML next to the module that reads them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml


@lru_cache(maxsize=16)
def words(module: str) -> dict[str, tuple[str, ...]]:
    """The lists of `module`.yaml in this package by their names. Raises FileNotFoundError."""
    raw = yaml.safe_load((Path(__file__).parent / f"{module}.yaml").read_text(encoding="utf-8"))
    return {name: tuple(listed) for name, listed in raw.items()}
