"""Drafts that save themselves while they are typed."""

from __future__ import annotations

from functools import cache
from typing import Any

from trainer.ui.browser import component


@cache
def _component() -> Any:
    return component("autosave")


def autosave() -> None:
    """Once a page: text areas in containers whose key begins with `draft` or `astyped`, and one-line fields
    in the latter, are sent after a pause in typing."""
    _component()(key="autosave", height="content")
