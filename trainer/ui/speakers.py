"""Who words the customer: chosen before a call."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from trainer.ui.frame import app

Speaker = Literal["script", "model"]
LABELS: dict[Speaker, str] = {"script": "台本", "model": "AI"}
_CHOSEN = "speaker"


def choose(*, exam: bool) -> Speaker:
    """Asks only where a model is configured and in no exam, which is the same for everybody. The choice
    stays for the next call of this tab."""
    model = app().practice.model
    if not model or exam:
        return "script"
    options: list[Speaker] = ["script", "model"]
    chosen: Speaker = st.radio(
        "お客様の言葉",
        options,
        index=options.index(st.session_state.get(_CHOSEN, "script")),
        format_func=LABELS.__getitem__,
        captions=[
            "決まった言い回し。返事はすぐに来ます。",
            f"{model} が言い回しを作ります。入力した言葉がモデルに送られます。",
        ],
        help="気持ちの動き、話す事実、通話の終わり、採点は、どちらを選んでも同じです。",
        key="choose-speaker",
    )
    st.session_state[_CHOSEN] = chosen
    return chosen
