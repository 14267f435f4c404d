"""What the text tells of the voice: how many morae were spoken, and which fillers."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from trainer.language.text.normalise import normalise
from trainer.language.text.tokens import tokenise

_SMALL = frozenset("ャュョァィゥェォヮ")
_SILENT = ("補助記号", "空白", "記号")


@lru_cache(maxsize=1)
def targets() -> dict[str, Any]:
    """The content of targets.yaml."""
    raw: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("targets.yaml").read_text(encoding="utf-8"))
    return raw


def morae(text: str) -> int:
    """Beats of the reading: きょう is two, ほん is two, こーひー is four."""
    tokens = tokenise(normalise(text).text)
    readings = (t.reading or t.surface for t in tokens if not t.pos.startswith(_SILENT))
    return sum(sum(c not in _SMALL for c in reading) for reading in readings)


def characters(text: str) -> int:
    """Written characters without punctuation and blanks, as trainers count them."""
    return sum(c.isalnum() or c == "ー" for c in text)


def fillers(text: str) -> tuple[str, ...]:
    """The fillers in order, as written (in normal form)."""
    return tuple(m.group() for m in _filler().finditer(normalise(text).text))


@lru_cache(maxsize=1)
def _filler() -> re.Pattern[str]:
    """Longest first; the short ones stand between pauses, or they are words: あの人, その件."""
    known = targets()["filler_words"]
    always, paused = (
        "|".join(sorted(map(re.escape, known[k]), key=len, reverse=True)) for k in ("always", "before_pause")
    )
    return re.compile(rf"(?:{always})|(?:(?<=[、。\s…!?])|^)(?:{paused})(?=[、…]|$)")
