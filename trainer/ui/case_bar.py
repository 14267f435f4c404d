"""The line of buttons over a case: what this person may do with it now."""

from __future__ import annotations

import streamlit as st

from trainer.case import SHARED, CaseRecord, CaseState
from trainer.cases.access import is_supervisor, may_change
from trainer.ui import case_circle, case_deeds, case_exits, study_loop
from trainer.ui.deeds import attempted
from trainer.ui.frame import app, go, link, me
from trainer.ui.markup import draw


def bar(record: CaseRecord) -> None:
    """The next thing to do first."""
    with st.container(key="case-bar", horizontal=True, gap="small", vertical_alignment="center"):
        if record.state in SHARED:
            if record.scenario in app().library.scenarios:
                link("brief", "この事例で練習する", "call", scenario=record.scenario)
            study_loop.menu(record)
            case_circle.votes(record)
            case_circle.list_menu(record)
        _review(record)
        if may_change(me(), record):
            link("write", "直す", "edit", case=record.id)
        case_exits.single_menu(record)
        _more(record)


def _review(record: CaseRecord) -> None:
    """The way of a case from draft to publication."""
    if record.state is CaseState.DRAFT and may_change(me(), record):
        link("masking", "個人情報を確認して出す", "visibility_lock", case=record.id)
    if record.state is CaseState.WAITING and record.author == me().id and not is_supervisor(me()):
        st.button("取り下げる", key="take-back", on_click=case_deeds.take_back, args=(record,))
    if not is_supervisor(me()):
        return
    if record.state in (CaseState.WAITING, CaseState.STALE):
        words = "公開する" if record.state is CaseState.WAITING else "今も正しい(公開に戻す)"
        st.button(
            words,
            key="publish",
            type="primary",
            icon=":material/publish:",
            on_click=case_deeds.publish,
            args=(record,),
        )
    if record.state is CaseState.WAITING:
        with st.popover("差し戻す", icon=":material/reply:"):
            st.text_area("どこを直すとよいか", key="send-back-words", height=100)
            st.button(
                "差し戻す",
                key="send-back",
                type="primary",
                on_click=case_deeds.send_back,
                args=(record, "send-back-words"),
            )


def _more(record: CaseRecord) -> None:
    with st.popover("その他", icon=":material/more_horiz:"):
        if record.state is CaseState.PUBLISHED:
            st.text_area("どこが古い・違っているか", key="stale-words", height=80)
            deed = case_deeds.mark_stale if may_change(me(), record) else case_deeds.doubt
            st.button("要更新と知らせる", key="stale", on_click=deed, args=(record, "stale-words"))
        if may_change(me(), record) and (record.state not in SHARED or is_supervisor(me())):
            draw('<p class="small muted">削除すると「自分の棚」のごみ箱に移ります。元に戻せます。</p>')
            if st.button("ごみ箱に移す", key="delete", icon=":material/delete:"):
                if attempted(lambda: app().case_bin.delete(me(), record.id), "ごみ箱に移しました。"):
                    go("mycases")
                st.rerun()
