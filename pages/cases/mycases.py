"""自分の棚: drafts, bookmarks, reading lists, bin."""

import streamlit as st

from trainer.ui import case_shelf, deeds
from trainer.ui.frame import back, link, title

PARTS = {
    "書いた事例": case_shelf.mine,
    "しおり": case_shelf.bookmarks,
    "読み合わせリスト": case_shelf.lists,
    "ごみ箱": case_shelf.binned,
}

back("library", "事例集へ")
with st.container(key="list-head", horizontal=True, vertical_alignment="center"):
    title("自分の棚")
    link("write", "事例を書く", "edit_square")
deeds.told()
part = st.segmented_control(
    "棚",
    list(PARTS),
    default="書いた事例",
    key="shelf-part",
    required=True,
    label_visibility="collapsed",
    persist_state="session",
)
PARTS[part or "書いた事例"]()
