"""通話: the talk, the customer's feelings, the desk, and what the trainee can do."""

import time

import streamlit as st

from trainer.errors import NotFound
from trainer.ui import call_view, clock, preparation, talk
from trainer.ui.autosave import autosave
from trainer.ui.frame import head, me
from trainer.ui.markup import draw, esc

try:
    screen = talk.enter(st.query_params.get("attempt", ""))
except NotFound:
    head(me())  # the call has no head line, and without one there is no way out of an address gone wrong
    raise
scenario = screen.cast.scenario

if preparation.due(screen):
    head(me())
    preparation.draw_all(screen)
    st.stop()

with st.container(key="call"):
    with st.container(key="call-head", horizontal=True, vertical_alignment="center"):
        draw(
            f'<div class="call-title"><b>{esc(scenario.title)}</b>'
            f'<span class="muted small">{esc(scenario.company)}</span></div>'
        )
        clock.timer(screen.attempt, time.time())
        gauge_place = st.container(key="gauge")
    call_view.narrow_desk(screen)
    left, right = st.columns([0.68, 0.32], gap="medium")
    with left, st.container(key="talkbox"), st.container(key="talklines"):
        call_view.lines(screen)
        tail_place = st.container(key="tail")
    with right:
        call_view.side(screen)
    tail = st.container(key="tail-parts", gap=None)
    call_view.scripts(screen)
    autosave()

if screen.attempt.ended:
    call_view.ended(screen)
else:
    call_view.controls(screen)

# Last: the customer's answer may take its time to come in, and nothing else shall wait for it.
with tail:
    call_view.tail(gauge_place, tail_place)
