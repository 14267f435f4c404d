"""The browser's side: the person's id in local storage, the IME guard, Japanese built-in texts.

The id is a secret of the browser; it stands in the address only when somebody carries it to
another browser (`/?u=…`), and is taken out of it at once.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from trainer.person import Person
from trainer.ui.frame import app

_JS = Path(__file__).with_name("js")


def component(name: str, **parts: Any) -> Any:
    """A component whose code is js/<name>.js."""
    return st.components.v2.component(f"trainer_{name}", js=(_JS / f"{name}.js").read_text("utf-8"), **parts)


@cache
def _browser() -> Any:
    return component("browser")


def person() -> Person | None:
    """Who sits at this browser, or None while it has not said or when nobody is signed in."""
    _take_from_address()
    known: Person | None = st.session_state.get("person")
    if known is not None:
        # No state, no callback: a second callback would turn every turn of a call into a full run.
        _browser()(key="browser", data={"keep": known.id})
        return known
    leaving = bool(st.session_state.get("leaving"))
    answer = _browser()(
        key="browser-ask",
        data={"forget": leaving},
        default={"person": None},
        on_person_change=lambda: None,
    )
    if answer.person and not leaving:
        known = app().people.find(str(answer.person))
        if known is not None:
            sign_in(known)
            st.rerun()
    st.session_state["asked"] = answer.person is not None or leaving
    return None


def _take_from_address() -> None:
    carried = st.query_params.get("u", "")
    if not carried:
        return
    found = app().people.find(carried)
    if found is not None:
        st.session_state["person"] = found
        st.session_state.pop("leaving", None)
    del st.query_params["u"]


def sign_in(somebody: Person) -> None:
    st.session_state["person"] = somebody
    st.session_state.pop("leaving", None)


def sign_out() -> None:
    """Forgets the person in this tab and in the browser's storage; their records stay."""
    for key in list(st.session_state):
        del st.session_state[key]
    st.session_state["leaving"] = True
