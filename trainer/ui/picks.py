"""Many links for the price of one element: anchors with data-pick inside drawn HTML.

A list of twenty cards as widgets costs sixty elements in every run; as one piece of HTML it costs one.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from trainer.ui.browser import component
from trainer.ui.markup import esc


@cache
def _component() -> Any:
    return component("picks")


def anchor(value: str, content: str, href: str = "#", kind: str = "", label: str = "") -> str:
    """A link (HTML) that tells `value` when it is clicked; `content` is HTML, `label` for readers."""
    named = f' aria-label="{esc(label)}"' if label else ""
    return (
        f'<a class="{kind}" href="{esc(href)}" data-pick="{esc(value)}"{named} target="_self">{content}</a>'
    )


def picked(place: str) -> str:
    """What was clicked within the container of this key since the last run, or ""."""
    answer = _component()(
        key=f"picks-{place}",
        data={"within": f".st-key-{place}"},
        on_picked_change=lambda: None,
        height="content",
    )
    return str(answer.picked or "")
