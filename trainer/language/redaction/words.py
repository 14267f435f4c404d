"""The word lists behind the rules (lists/*.yaml), loaded on first use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from trainer.language.text.normalise import normalise


@lru_cache(maxsize=16)
def words(name: str) -> Any:
    """The content of lists/<name>.yaml."""
    path = Path(__file__).with_name("lists") / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def any_of(parts: Iterable[str]) -> str:
    """A pattern for any of these words, longest first, in their normal form."""
    return "|".join(re.escape(p) for p in sorted({normalise(p).text for p in parts}, key=len, reverse=True))


_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヷ"))}
_KATAKANA = {low: high for high, low in _HIRAGANA.items()}


def hiragana(text: str) -> str:
    """Katakana as hiragana, character by character: offsets stay."""
    return text.translate(_HIRAGANA)


def katakana(text: str) -> str:
    """Hiragana as katakana, character by character."""
    return text.translate(_KATAKANA)
