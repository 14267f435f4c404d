"""The trainee's microphone in a call: a recording is kept first, then written down, corrected and sent.

Without a recogniser the recording waits for its words to be typed. Nothing is lost on the way: typed words
come back into the input, a recording that was kept stays until its words are sent or it is thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from trainer.ui import talk, voice_choice
from trainer.ui.frame import app, me
from trainer.ui.markup import draw, esc, icon
from trainer.ui.notices import words_for
from trainer.ui.talk import Screen

LARGEST = 10
"""MB of one recording: five minutes at 16 kHz."""
_CHECK = "聞き取った文です。確かめて、直してから送ってください。録音も一緒に残ります。"
_TYPE = "録音を預かりました。話したとおりの文を入力して送ってください。"
_STATE = "mic"
INVITATION = "入力するか、マイクで話す"
"""On one line on a telephone, or the input grows over the talk."""


@dataclass
class Mic:
    """`due`: a recording shall be written down; `told`: what to do with the one that waits."""

    call: str
    due: bool = False
    told: str = _TYPE


def _mic(screen: Screen) -> Mic:
    mic: Mic | None = st.session_state.get(_STATE)
    if mic is None or mic.call != screen.id:
        mic = st.session_state[_STATE] = Mic(screen.id)
    return mic


def on(screen: Screen) -> bool:
    """Whether this person speaks in this call."""
    return voice_choice.mine().microphone and app().spoken.customer.heard(screen.cast)


def options(screen: Screen) -> dict[str, Any]:
    """What the talk's input is given besides the usual; {} without a microphone."""
    if not on(screen):
        return {}
    return {
        "accept_audio": True,
        "audio_sample_rate": 16_000,
        "max_upload_size": LARGEST,
        "on_submit": _sent,
    }


def _sent() -> None:
    """The input was sent with words, a recording, or both: typed words are taken for what was said."""
    screen, value = talk.current(), st.session_state[talk.INPUT]
    words, sound = str(value.text or ""), value.audio
    if sound is not None and not _kept(screen, sound.getvalue()):
        screen.returned = (screen.returned[0] + 1, words)
        st.rerun(talk.TALK)
    if words.strip():
        talk.send(words)
    else:
        _mic(screen).due = app().spoken.own.transcriber.configured
        _mic(screen).told = _TYPE
        st.rerun(talk.TALK)


def _kept(screen: Screen, data: bytes) -> bool:
    try:
        app().spoken.own.keep(me(), screen.id, data)
    except Exception as error:
        screen.problem = words_for(error)
        return False
    screen.problem = ""
    return True


def listen(screen: Screen) -> None:
    """Has a recording that is due written down, and tells what waits. Part of the tail."""
    if screen.attempt.ended or not on(screen):
        return
    mic, place = _mic(screen), st.container(key="mic-state", horizontal=True, vertical_alignment="center")
    if mic.due:
        mic.due = False
        line = place.empty()
        with line:
            _line("hearing", "聞き取っています…")
        _write_down(screen, mic)
        line.empty()
    with place:
        if app().spoken.own.waits(me(), screen.attempt):
            _line("mic", mic.told)
            st.button("録音を捨てる", key="throw-away", type="tertiary", on_click=_throw_away)


def _write_down(screen: Screen, mic: Mic) -> None:
    try:
        words = app().spoken.own.words(me(), screen.id)
    except Exception as error:
        screen.problem = words_for(error)
        return
    if voice_choice.mine().at_once:
        talk.deliver(words)
    else:
        mic.told = _CHECK
        screen.returned = (screen.returned[0] + 1, words)


def _throw_away() -> None:
    screen = talk.current()
    try:
        app().spoken.own.discard(me(), screen.id)
    except Exception as error:
        screen.problem = words_for(error)


def _line(symbol: str, words: str) -> None:
    draw(f'<p class="mic-state small" role="status">{icon(symbol)}{esc(words)}</p>')
