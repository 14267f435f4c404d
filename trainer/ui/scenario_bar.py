"""Above an open scenario: what it is, and what can be done with it."""

from __future__ import annotations

import streamlit as st

from trainer.authoring import Entry, State
from trainer.ui import catalogue, editor
from trainer.ui.editor import Draft
from trainer.ui.markup import chip, draw, esc
from trainer.yaml_edit import value_of


def head(draft: Draft, entry: Entry | None) -> None:
    """Title, id, version, state."""
    state = catalogue.state_chip(entry) if entry else chip("新規", "attention")
    number = f"版{draft.seen}" if draft.seen else ""
    unsaved = chip("未保存の変更", "attention", "edit") if draft.unsaved else ""
    name = esc(str(value_of(draft.text, ("title",)) or draft.id))
    draw(
        f'<div class="open-head"><h1>{name}</h1><span class="small muted"><code>{esc(draft.id)}</code> '
        f"{number}</span>{state}{unsaved}</div>"
    )


def actions(draft: Draft, entry: Entry | None) -> None:
    """The next thing to do stands first."""
    with st.container(key="actions", horizontal=True, gap="small"):
        st.button(
            "保存する",
            key="save",
            type="primary",
            icon=":material/save:",
            on_click=editor.save,
            args=(draft,),
            disabled=not draft.unsaved,
        )
        st.button("検査する", key="check", icon=":material/rule:", on_click=editor.check, args=(draft,))
        _publish(draft, entry)
        if entry and entry.offered:
            _withdraw(draft)
        if entry:
            with st.popover("写しを作る", icon=":material/content_copy:"):
                catalogue.copy_form(draft.id, f"{draft.id}-2"[:60])
        _download(draft)
        if draft.unsaved and draft.base:
            with st.popover("変更を捨てる", icon=":material/undo:"):
                draw("<p>保存していない変更が消えます。</p>")
                st.button("捨てる", key="discard", on_click=editor.discard, args=(draft,))


def _publish(draft: Draft, entry: Entry | None) -> None:
    """Only what is saved can be published, and only once."""
    newest = entry.newest if entry else None
    ready = newest is not None and State(newest.state) is not State.PUBLISHED and not draft.unsaved
    why_not = None if ready else "保存すると公開できます"
    with st.popover("公開する", icon=":material/publish:", disabled=not ready, help=why_not):
        draw("<p>研修生のホームに出て、すぐに練習できるようになります。</p>")
        st.button("公開する", key="publish", type="primary", on_click=editor.publish, args=(draft,))


def _withdraw(draft: Draft) -> None:
    with st.popover("取り下げる", icon=":material/unpublished:"):
        draw("<p>研修生の一覧から外します。版は残り、あとでまた公開できます。</p>")
        st.button("取り下げる", key="withdraw", type="primary", on_click=editor.withdraw, args=(draft,))


def _download(draft: Draft) -> None:
    title = str(value_of(draft.text, ("title",)) or "")
    st.download_button(
        "書き出す",
        draft.text.encode,
        editor.file_name(draft.id, title),
        "application/yaml",
        icon=":material/download:",
        on_click="ignore",
    )
