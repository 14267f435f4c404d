"""The running call in one browser tab: what is on screen, and the deeds behind the buttons.

Every submission gets a key of its own that is kept until it succeeded, so that sending again
after an error never stores twice. Whatever fails, the typed words come back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

import streamlit as st

from trainer import hints
from trainer.attempt import Attempt
from trainer.dialogue import Channel
from trainer.errors import Conflict
from trainer.escalation import Escalate
from trainer.scenario import Cast
from trainer.ui.frame import app, me
from trainer.ui.notices import words_for

Deed = Callable[[str, int], Attempt]
SCREEN, INPUT, TALK = "screen", "say", "talk"


@dataclass
class Screen:
    """What this tab shows. `drawn`: events drawn by the last full run; the rest is the tail.
    `returned`: (number, words) given back to the input after a failure. `whole_page`: this is a full run.
    `asked`: what was asked about last before it is done."""

    attempt: Attempt
    cast: Cast
    drawn: int = 0
    whole_page: bool = False
    pending: tuple[str, str] | None = None
    problem: str = ""
    asked: str = ""
    returned: tuple[int, str] = (0, "")
    sent: list[str] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.attempt.id

    @property
    def channel(self) -> Channel:
        return self.cast.scenario.channel


def enter(attempt_id: str) -> Screen:
    """Opens the call for a full run of the page. Raises NotFound, StoreUnavailable."""
    practice = app().practice
    attempt = practice.catch_up(me(), attempt_id)
    screen: Screen | None = st.session_state.get(SCREEN)
    if screen is None or screen.id != attempt_id:
        screen = Screen(attempt, practice.cast_of(attempt), drafts=practice.drafts(me(), attempt_id))
        screen.sent = [attempt.operator[-1].text] if attempt.operator else []
    screen.attempt = attempt
    screen.drawn = len(attempt.events)
    screen.whole_page = True
    st.session_state[SCREEN] = screen
    return screen


def current() -> Screen:
    screen: Screen = st.session_state[SCREEN]
    return screen


def do(what: str, deed: Deed) -> bool:
    """One deed with its key; False when it failed, with `problem` set. `what` tells submissions
    apart: the same one sent again keeps its key."""
    screen = current()
    if screen.pending is None or screen.pending[0] != what:
        screen.pending = (what, uuid4().hex)
    try:
        screen.attempt = deed(screen.pending[1], len(screen.attempt.events))
    except Conflict as error:
        screen.pending, screen.problem = None, str(error)
        look_again(screen)
        return False
    except Exception as error:
        screen.problem = words_for(error)
        return False
    screen.pending, screen.problem = None, ""
    return True


def look_again(screen: Screen) -> None:
    """Shows what has happened elsewhere: in another tab, or while this one was drawn."""
    try:
        screen.attempt = app().practice.attempt(me(), screen.id)
    except Exception as error:
        screen.problem = words_for(error)


def wait_no_longer() -> None:
    """Before a dialog that leads out of the talk: an answer on its way is cut short by the script's, as
    nobody shall wait for a model to leave a call, and the page shall not change below the dialog."""
    screen = current()
    try:
        screen.attempt = app().practice.interrupt(me(), screen.id)
    except Exception as error:
        screen.problem = words_for(error)


def asks_first(what: str) -> bool:
    """Whether to ask before `what` is done after all: yes at the first time, no at the next."""
    screen = current()
    first, screen.asked = screen.asked != what, what
    return first


def keep_draft(name: str, words: str) -> None:
    """Stores a draft under `name`; a failure is told on the page, the words stay in the field."""
    screen = current()
    screen.drafts[name] = words
    try:
        app().practice.save_draft(me(), screen.id, name, words)
    except Exception as error:
        screen.problem = words_for(error)


# ---------------------------------------------------------------- callbacks


def say() -> None:
    """The input was sent."""
    send(str(st.session_state[INPUT] or ""))


def send(words: str) -> None:
    """Only the tail is drawn again, unless the call ended."""
    deliver(words)
    if not current().attempt.ended:
        st.rerun(TALK)


def deliver(words: str) -> None:
    """The deed itself; words that could not be stored come back into the input."""
    screen = current()
    if do(f"say {words}", lambda key, seen: app().practice.say(me(), screen.id, words, key=key, seen=seen)):
        screen.sent = [words, screen.attempt.operator[-1].text]
        screen.returned = (screen.returned[0], "")
    else:
        screen.returned = (screen.returned[0] + 1, words)


def hold() -> None:
    do("hold", lambda key, seen: app().practice.hold(me(), current().id, key=key, seen=seen))


def resume() -> None:
    do("resume", lambda key, seen: app().practice.resume(me(), current().id, key=key, seen=seen))


def take_hint() -> None:
    screen = current()
    words = hints.hint(screen.cast.scenario, screen.attempt)
    do("hint", lambda key, seen: app().practice.hint(me(), screen.id, words, key=key, seen=seen))


def end() -> bool:
    return do("end", lambda key, seen: app().practice.end(me(), current().id, key=key, seen=seen))


def stop() -> bool:
    return do("stop", lambda key, seen: app().practice.stop(me(), current().id, key=key, seen=seen))


def escalate(form: Escalate) -> bool:
    what = f"escalate {form.model_dump_json()}"
    return do(what, lambda key, seen: app().practice.escalate(me(), current().id, form, key=key, seen=seen))
