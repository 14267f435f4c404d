"""事例を書く: a form that saves itself; what is missing and what comes next is always in view."""

import streamlit as st

from trainer.case import CaseState
from trainer.cases.fitness import missing
from trainer.ui import case_conflict, case_form, case_rows, case_start, case_writing, deeds
from trainer.ui.autosave import autosave
from trainer.ui.case_cards import state_chip
from trainer.ui.frame import back, go, link, title
from trainer.ui.markup import draw, esc, icon, text
from trainer.ui.notices import notice

case_id = st.query_params.get("case", "")


def state(here: case_writing.Writing) -> str:
    """What is saved, and what is still missing (HTML)."""
    if here.record is None:
        saved = "書き始めると、自動で下書きに残ります。"
    elif here.record.state is CaseState.DRAFT:
        saved = "自動で下書きに保存しています。見えるのはあなただけです。"
    else:
        saved = "変更は自分用に保存しています。個人情報を確認すると、ほかの人に見える文に替わります。"
    lacking = missing(here.sound)
    need = f"あと {esc('、'.join(lacking))}" if lacking else "必要な欄はそろいました"
    symbol = "pending" if lacking else "check_circle"
    return (
        f'<p class="small" role="status">{icon("cloud_done")}{saved} '
        f'<b class="{"t-missed" if lacking else "t-good"}">{icon(symbol)}{need}</b></p>'
    )


@st.fragment
def writing() -> None:
    """Drawn anew after each change, without the rest of the page."""
    here = case_writing.current()
    case_rows.pick()
    with st.container(key="write-bar", horizontal=True, vertical_alignment="center"):
        draw(state(here))
        words, symbol = "個人情報を確認する", ":material/visibility_lock:"
        ready = here.record is not None and here.theirs is None
        if ready and st.button(words, key="to-masking", type="primary", icon=symbol):
            go("masking", case=here.id)
    if here.theirs is not None:
        case_conflict.choose(here)
        return
    if here.problem:
        notice(here.problem, "fault")
    with st.container(key="case-form"), st.container(key="astyped-case", gap="small"):
        case_form.form(here)


with back("library", "事例集へ"):
    if case_id and not st.query_params.get("new"):
        link("case", "読む", "article", case=case_id)
deeds.told()
if not case_id:
    title("事例を書く")
    case_start.ways()
    st.stop()
opened = case_writing.opened(case_id, new=bool(st.query_params.get("new")))
with st.container(key="case-title", horizontal=True, vertical_alignment="center"):
    title("事例を書く")
    if opened.record is not None and (chip := state_chip(opened.record.state)):
        draw(chip)
if opened.record is not None and opened.record.note and opened.record.state is CaseState.DRAFT:
    draw(
        f'<div class="notice attention">{icon("reply")}<div>'
        f"{esc(opened.record.updated_by)}さんから差し戻し: {text(opened.record.note)}</div></div>"
    )
writing()
autosave()
