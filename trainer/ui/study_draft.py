"""The marks of a draft made from a case, ticked off one by one as they are written."""

from __future__ import annotations

import streamlit as st

from trainer.checking.unfinished import marks, without_mark
from trainer.ui.editor import Draft
from trainer.ui.markup import draw, esc, icon


def open_marks(draft: Draft) -> None:
    """「ここを書き足す」: what is still to be written, with a button that takes the mark away."""
    found = list(marks(draft.text))
    if not found:
        return
    with st.expander(
        f"ここを書き足す {len(found)}か所", icon=":material/edit_note:", key=f"marks-{draft.id}"
    ):
        draw(
            f'<p class="small muted">{icon("info")}フォームかYAMLで書いたら「書いた」を押します。'
            "すべて済むと公開できます。</p>"
        )
        for line, what in found:
            with st.container(
                key=f"row-mark-{line}", horizontal=True, vertical_alignment="center", gap="small"
            ):
                draw(
                    f'<div class="row"><span>{esc(what)}</span>'
                    f'<span class="small muted num">{line}行目</span></div>'
                )
                st.button(
                    "書いた",
                    key=f"marked-{draft.id}-{line}-{what[:12]}",
                    icon=":material/check:",
                    on_click=lambda n=line: draft.put(without_mark(draft.text, n)),
                )
