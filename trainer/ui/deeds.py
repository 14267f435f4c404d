"""A deed behind a button, and what came of it, told on the page after the next run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from trainer.errors import TrainerError
from trainer.ui.notices import notice, words_for

_TOLD = "told"


def attempted(deed: Callable[[], Any], done: str = "") -> bool:
    """Does it; False when it was refused or failed, with the reason to be told. Nothing typed goes."""
    try:
        deed()
    except Exception as error:
        tell(words_for(error), "attention" if isinstance(error, TrainerError) else "fault")
        return False
    if done:
        tell(done, "good")
    return True


def do(deed: Callable[[], Any], done: str = "") -> None:
    """`attempted` for a callback."""
    attempted(deed, done)


def tell(words: str, kind: str = "good") -> None:
    st.session_state[_TOLD] = (words, kind)


def told() -> None:
    """Draws what the last deed said, once."""
    words, kind = st.session_state.pop(_TOLD, ("", ""))
    if words:
        notice(words, kind)
