"""The customer's words coming in while a model says them: the tail of a call that a model words."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from trainer.attempt import CustomerSaid
from trainer.speaking import Answer
from trainer.ui.frame import app, me
from trainer.ui.markup import text
from trainer.ui.notices import words_for
from trainer.ui.talk import Screen

BATCH = 0.25
"""Seconds from one drawing of the words that are coming in to the next; the first are drawn at once."""
STILL = 0.5
"""Seconds after which an unchanged line is sent again: only then does Streamlit see a button that was
pressed meanwhile, and nobody shall wait for a model to be able to leave the call."""
SLICE = 1.6
"""Seconds after which the tail is begun anew: only then do other fragments have their turn, so that manual
and memo can be used while the customer speaks."""


def split(screen: Screen) -> tuple[int, CustomerSaid | None]:
    """Where the lines end that stand still, and the customer's last words behind them: those are drawn
    where they came in, so that nothing jumps when they are complete."""
    events = screen.attempt.events
    for place in range(len(events) - 1, screen.drawn - 1, -1):
        last = events[place]
        if isinstance(last, CustomerSaid):
            return place, last
        if last.kind != "ended":
            break
    return len(events), None


def coming(shown: str) -> str:
    """The line that is still coming in, as HTML; dots stand for what is to come."""
    dots = '<span class="typing" role="img" aria-label="お客様が話しています"><i></i><i></i><i></i></span>'
    return (
        '<div class="line customer coming" aria-busy="true"><span class="who">客</span>'
        f"<div>{text(shown)}{dots}</div></div>"
    )


def begun(screen: Screen) -> Answer | None:
    """The answer that is awaited, on its way from now on; None when there is none, or a `problem`."""
    try:
        return app().practice.answer(me(), screen.id)
    except Exception as error:
        screen.problem = words_for(error)
        return None


def follow(screen: Screen, answer: Answer, place: Any, wrap: Callable[[str], str]) -> None:
    """Shows the answer in `place` as it comes, until it is stored; `screen` has it then."""
    whole_page, screen.whole_page = screen.whole_page, False
    watch(answer, lambda shown: place.html(wrap(coming(shown))), in_slices=not whole_page)
    practice = app().practice
    try:
        if not answer.wait(0):
            practice.answer_now(me(), screen.id)
        elif answer.error is not None:
            raise answer.error
        screen.attempt = practice.attempt(me(), screen.id)
    except Exception as error:
        screen.problem = words_for(error)


def watch(answer: Answer, show: Callable[[str], object], *, in_slices: bool) -> None:
    """Calls `show` with the words that may be seen, until the answer has come or nobody waits any longer.
    `in_slices`: this is a fragment, which makes way for others at times."""
    since, shown = time.monotonic(), answer.shown
    while not answer.left and app().practice.patient(answer):
        answer.wait_for_more(shown, STILL)
        if answer.wait(0):
            return
        shown = answer.shown
        show(shown)
        if in_slices and time.monotonic() - since > SLICE:
            st.rerun(scope="fragment")
        if answer.wait(BATCH):
            return
