"""What readers do with a case: 役に立った, しおり, 読み合わせリスト, comments."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from trainer.case import CaseRecord, Comment
from trainer.cases.access import is_supervisor
from trainer.ui.clock import moment
from trainer.ui.deeds import attempted, do, tell
from trainer.ui.frame import app, me, seconds_east
from trainer.ui.markup import draw, esc, icon, text

_NEW = ""


def votes(record: CaseRecord) -> None:
    """Two switches: of use, and to be found again."""
    discussion = app().discussion
    voted = discussion.found_helpful(me(), record.id)
    kept = any(r.id == record.id for r in discussion.bookmarks(me()))
    st.button(
        f"役に立った {record.helpful}",
        key="helpful",
        icon=":material/check:" if voted else ":material/thumb_up:",
        type="primary" if voted else "secondary",
        help="もう一度押すと取り消せます",
        on_click=lambda: do(lambda: discussion.toggle_helpful(me(), record.id)),
    )
    st.button(
        "しおりを外す" if kept else "しおり",
        key="bookmark",
        icon=":material/bookmark_added:" if kept else ":material/bookmark_add:",
        on_click=lambda: do(lambda: discussion.toggle_bookmark(me(), record.id)),
    )


def list_menu(record: CaseRecord) -> None:
    """読み合わせリストに追加: one of the lists the actor may change, or a new one."""
    own = [one for one in app().reading_lists.all(me()) if one.owner == me().id or is_supervisor(me())]
    names = {_NEW: "新しいリストを作る", **{one.id: f"{one.title}({len(one.cases)}件)" for one in own}}
    with st.popover("リストに追加", icon=":material/playlist_add:"):
        chosen = st.selectbox(
            "読み合わせリスト",
            list(names),
            format_func=names.__getitem__,
            key="list-choice",
            filter_mode=None,
        )
        if not chosen:
            st.text_input("リストの名前", key="list-name", placeholder="12月の勉強会")
        st.button("追加する", key="list-add", type="primary", on_click=_add, args=(record.id,))


def _add(case_id: str) -> None:
    chosen, name = str(st.session_state["list-choice"] or ""), str(st.session_state.get("list-name") or "")
    lists = app().reading_lists
    if chosen:
        attempted(lambda: lists.add(me(), chosen, case_id), "読み合わせリストに追加しました。")
    else:
        attempted(lambda: lists.create(me(), name, [case_id]), "新しいリストを作って追加しました。")


def comments(record: CaseRecord) -> None:
    """All of them, and one's own at the end. Words that were refused stay in the field."""
    kept = app().discussion.comments(me(), record.id)
    draw(f"<h2>{icon('chat')}コメント {len(kept) or ''}</h2>")
    for one in kept:
        with st.container(key=f"row-comment-{one.id}", horizontal=True, vertical_alignment="center"):
            draw(_comment(one))
            if one.person == me().id or is_supervisor(me()):
                st.button(
                    "消す",
                    key=f"uncomment-{one.id}",
                    type="tertiary",
                    on_click=lambda c=one.id: do(
                        lambda: app().discussion.delete_comment(me(), record.id, c), "コメントを消しました。"
                    ),
                )
    # The key of the field is the key of the comment: sent twice, stored once.
    key = st.session_state.setdefault("comment key", uuid4().hex)
    st.text_area(
        "コメントを書く",
        key=f"comment-{key}",
        height=80,
        placeholder="似た通話で効いた言い方、補足、質問など(個人情報は書かないでください)",
    )
    st.button("送る", key="comment-send", icon=":material/send:", on_click=_send, args=(record.id, key))


def _send(case_id: str, key: str) -> None:
    words = str(st.session_state.get(f"comment-{key}") or "")
    if attempted(lambda: app().discussion.comment(me(), case_id, words, key=key)):
        st.session_state["comment key"] = uuid4().hex
        tell("コメントを送りました。")


def _comment(one: Comment) -> str:
    return (
        f'<div class="comment"><span class="small muted"><b>{esc(one.name)}</b> '
        f"{moment(one.at, seconds_east())}</span><p>{text(one.text)}</p></div>"
    )
