"""Dead air: a trainee who does nothing for a while has kept silent, and the customer notices."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import Any

import streamlit as st

from trainer.attempt import Attempt, CustomerSaid, OperatorSilent
from trainer.dialogue import Channel
from trainer.ui import talk
from trainer.ui.browser import component
from trainer.ui.frame import app, me
from trainer.ui.talk import Screen

PATIENCE = {Channel.PHONE: 45.0, Channel.CHAT: 90.0}
"""Seconds without a key or a click. Nobody waits at the other end of a letter."""

MOST = 2
"""Silences in a row that are noticed: whoever has left the desk finds the call where it was."""

KEY = "silence"


@cache
def _watch() -> Any:
    return component("silence")


def watch(screen: Screen) -> None:
    """Counts in the browser all through the call; mounted once a full run."""
    if screen.channel in PATIENCE:
        _watch()(
            key="silence-watch", data={"seconds": PATIENCE[screen.channel], "button": KEY}, height="content"
        )


def noticed(screen: Screen) -> None:
    """In the tail: the unseen button that the browser presses, as long as a silence would be noticed."""
    attempt = screen.attempt
    if screen.channel in PATIENCE and not (attempt.ended or attempt.on_hold) and _in_a_row(attempt) < MOST:
        st.button("無言", key=KEY, on_click=_keep_silent)


def _in_a_row(attempt: Attempt) -> int:
    said = (event for event in reversed(attempt.events) if not isinstance(event, CustomerSaid))
    return sum(1 for _ in takewhile(lambda event: isinstance(event, OperatorSilent), said))


def _keep_silent() -> None:
    screen = talk.current()
    seconds = PATIENCE[screen.channel]
    if (
        talk.do(
            f"silence {len(screen.attempt.events)}",
            lambda key, seen: app().practice.keep_silent(me(), screen.id, seconds, key=key, seen=seen),
        )
        and talk.current().attempt.ended
    ):
        st.rerun()
