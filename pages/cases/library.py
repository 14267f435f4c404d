"""事例集: a search field first, the results beside what narrows them down, the case of the day."""

from datetime import date

import streamlit as st

from trainer.cases.access import is_supervisor
from trainer.ui import case_cards, case_exits, case_find
from trainer.ui.autosave import autosave
from trainer.ui.frame import app, go, link, me, title
from trainer.ui.markup import draw, esc, icon
from trainer.ui.picks import anchor, picked


def of_the_day() -> None:
    found = app().case_search.of_the_day(me(), date.today())
    if found is None:
        return
    name = anchor(found.id, esc(found.case.title), case_cards.permalink(found.id), "case-link")
    draw(
        f'<div class="case-day">{icon("today")}<div><span class="small muted">今日の事例</span>'
        f"<b>{name}</b><p class='small'>{esc(found.case.lesson[:140])}</p></div></div>"
    )


@st.fragment
def search() -> None:
    """Drawn anew for every pause in typing, without the rest of the page."""
    words = case_find.field()
    asked = case_find.query(words)
    page = app().case_search.search(me(), asked)
    if not words.strip():
        with st.container(key="day"):
            of_the_day()
    left, right = st.columns([0.72, 0.28], gap="medium")
    with left:
        with st.container(key="find-head", horizontal=True, vertical_alignment="center"):
            draw(case_find.count(page, words))
            case_find.order(page, words)
            case_exits.result_menu(asked, page)
        chosen = case_find.results(page)
    with right, st.container(key="facets"):
        case_find.narrow(page)
    if chosen := chosen or picked("day"):
        go("case", case=chosen)


case_find.from_address()
with st.container(key="list-head", horizontal=True, vertical_alignment="center"):
    title("事例集")
    with st.container(key="beginnings", horizontal=True, gap="small", width="content"):
        link("write", "事例を書く", "edit_square")
        link("study", "勉強会", "groups")
        link("mycases", "自分の棚", "bookmarks")
        link("importing", "取り込む", "upload_file")
        if is_supervisor(me()):
            waiting = len(app().case_search.awaiting_review(me()))
            link("review", f"確認待ち {waiting}件" if waiting else "確認", "rate_review")
search()
autosave()
