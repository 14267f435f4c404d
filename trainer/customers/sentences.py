"""Sentences of what was typed, which end at a mark or with the line."""

from __future__ import annotations

import re

_ENDS = re.compile(r"[。!?！？\n]+")


def sentences(text: str) -> list[str]:
    """In order, without the marks that end them; blank ones are left out."""
    return [sentence.strip() for sentence in _ENDS.split(text) if sentence.strip()]


def up_to(text: str, place: int) -> str:
    """What the sentence in which `place` lies has said up to it."""
    return _ENDS.split(text[:place])[-1]


def onward(text: str, place: int) -> str:
    """What is left of the sentence from `place` on."""
    return _ENDS.split(text[place:], maxsplit=1)[0]


def around(text: str, place: int) -> str:
    """The sentence in which `place` lies."""
    return up_to(text, place) + onward(text, place)
