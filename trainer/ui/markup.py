"""Small pieces of HTML. Whatever a person typed passes through `esc` or `text`."""

from __future__ import annotations

import html
import re

import streamlit as st

from trainer.scenario import unfolded

_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")


def esc(text: str) -> str:
    """Text for an attribute or one line: no markup survives."""
    return html.escape(text, quote=True)


def label(words: str) -> str:
    """A person's words for the label of a widget, which Streamlit reads as Markdown: no link, no image."""
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))


def text(words: str) -> str:
    """Text of several lines: no markup survives, line ends are kept."""
    return "<br>".join(esc(line) for line in words.splitlines())


def prose(words: str) -> str:
    """`unfolded` words as HTML."""
    return text(unfolded(words))


def icon(name: str) -> str:
    """A Material symbol; decoration only, screen readers skip it."""
    return f'<span class="ms" aria-hidden="true">{esc(name)}</span>'


def chip(words: str, kind: str = "", symbol: str = "") -> str:
    """A small label. `kind`: "", good, attention, fault."""
    lead = icon(symbol) if symbol else ""
    return f'<span class="chip {kind}">{lead}{esc(words)}</span>'


def tip(content: str, explained: str, kind: str = "") -> str:
    """`content` (HTML) that shows `explained` (HTML) when touched, hovered or focused."""
    note = f'<span class="tip" role="note">{explained}</span>'
    return f'<span class="tip-host {kind}" tabindex="0">{content}{note}</span>'


def fold(summary: str, body: str, *, open_: bool = False, kind: str = "") -> str:
    """A part that folds without asking the server; both arguments are HTML."""
    return (
        f'<details class="fold {kind}"{" open" if open_ else ""}><summary>{summary}</summary>{body}</details>'
    )


def draw(body: str) -> None:
    """Puts ready HTML on the page."""
    st.html(body)
