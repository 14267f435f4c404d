"""Two people changed one case: both texts side by side, and the person chooses field by field."""

from __future__ import annotations

import streamlit as st

from trainer.cases import changes
from trainer.ui import case_writing
from trainer.ui.case_history import differences
from trainer.ui.case_writing import Writing
from trainer.ui.clock import moment
from trainer.ui.frame import seconds_east
from trainer.ui.markup import draw
from trainer.ui.notices import notice

MINE, THEIRS = "自分の文", "新しい版の文"


def choose(here: Writing) -> None:
    """Draws what differs from the version that was saved meanwhile, with a choice for each field."""
    theirs = here.theirs
    assert theirs is not None
    notice(
        f"この事例は{theirs.updated_by}さんが{moment(theirs.updated_at, seconds_east())}に先に保存しました。"
        "あなたの文は自分用に残してあります。欄ごとに、どちらを使うかを選んでください。"
    )
    found = changes(theirs.case, here.sound)
    taken = set()
    for change in found:
        with st.container(border=True, key=f"conflict-{change.field}"):
            draw(differences([change], f"新しい版({theirs.updated_by})", "あなたの文"))
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
