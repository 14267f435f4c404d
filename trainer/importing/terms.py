"""The words of headings.yaml, ready to be compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    path = Path(__file__).with_name("headings.yaml")
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return raw


def plain(text: str) -> str:
    """How words are compared: NFKC, small letters, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


@lru_cache(maxsize=16)
def lookup(*path: str) -> dict[str, str]:
    """Plain word → its meaning, for one part of the file: `lookup("values", "cause")`."""
    part = _raw()
    for key in path:
        part = part[key]
    return {plain(word): meaning for meaning, words in part.items() for word in words}


def wordings(field: str) -> list[str]:
    """What may stand in a column of this field, for messages; [] where anything may."""
    return [words[0] for words in _raw()["values"].get(field, {}).values()]
