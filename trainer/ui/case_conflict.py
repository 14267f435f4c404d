"""One case was changed in two windows: both texts side by side, and the person chooses field by field."""

from __future__ import annotations

import streamlit as st

from trainer.cases import changes
from trainer.person import saver
from trainer.ui import case_writing
from trainer.ui.case_history import differences
from trainer.ui.case_writing import Writing
from trainer.ui.clock import moment
from trainer.ui.frame import me, seconds_east
from trainer.ui.markup import draw
from trainer.ui.notices import notice

MINE, THEIRS = "この画面の文", "先に保存した文"


def choose(here: Writing) -> None:
    """Draws what differs from the text that was saved meanwhile, with a choice for each field."""
    theirs = here.theirs
    assert theirs is not None
    who, when = saver(me(), theirs.updated_by), moment(theirs.updated_at, seconds_east())
    notice(
        f"この事例は{who}{when}に先に保存しました。"
        "この画面の文も残っています。欄ごとに、どちらを使うかを選んでください。"
    )
    found = changes(theirs.case, here.sound)
    taken = set()
    for change in found:
        with st.container(border=True, key=f"conflict-{change.field}"):
            draw(differences([change], "先に保存した文", "この画面の文"))
            chosen = st.radio(
                f"{change.label}はどちらを使いますか",
                [MINE, THEIRS],
                key=here.key("conflict", change.field),
                horizontal=True,
            )
            if chosen == THEIRS:
                taken.add(change.field)
    st.button(
        "選んだ内容で続ける",
        key="merge",
        type="primary",
        icon=":material/merge:",
        on_click=case_writing.merge,
        args=(here, taken),
    )
