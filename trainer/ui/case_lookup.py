"""手元: the manual and similar cases, one click away during a call; what is opened is noted.

A fragment of its own without any component that calls back: a turn of the talk draws none of it.
"""

from __future__ import annotations

import streamlit as st

from trainer.case import CaseRecord
from trainer.cases.alike import AlikeCase
from trainer.desk import ManualPage
from trainer.ui import talk
from trainer.ui.case_story import phrase
from trainer.ui.frame import app, me
from trainer.ui.markup import draw, esc, icon, prose, text
from trainer.ui.markup import label as md

_CASES = "似た事例"


def _note(title: str, case: str = "") -> None:
    """Stores that it was opened; an ended call is only looked at."""
    screen = talk.current()
    if not screen.attempt.ended:
        talk.do(
            f"look up {case or title} {len(screen.attempt.events)}",
            lambda key, seen: app().practice.look_up(me(), screen.id, title, case=case, key=key, seen=seen),
        )


def _similar(*, anew: bool = False) -> tuple[AlikeCase, ...]:
    """Like what was said up to the moment when they were asked for: while one of them is read the list
    stays as it is."""
    screen = talk.current()
    kept: dict[str, tuple[AlikeCase, ...]] = st.session_state.setdefault("cases like a call", {})
    if anew or screen.id not in kept:
        kept[screen.id] = app().alike.to_call(me(), screen.cast.scenario, screen.attempt.transcript)
    return kept[screen.id]


@st.fragment(key="lookup")
def lookup() -> None:
    """One row of names; the chosen page stands below it."""
    screen = talk.current()
    pages = {page.title: page for page in screen.cast.scenario.manual}
    key = f"look-{screen.id}"

    def opened() -> None:
        chosen = st.session_state[key]
        if chosen in pages:
            _note(chosen)
        elif chosen == _CASES:
            _similar(anew=True)

    with st.container(key="lookup"):
        chosen = st.pills(
            "手元(マニュアル・似た事例)",
            [*pages, _CASES],
            key=key,
            format_func=md,
            on_change=opened,
            persist_state="session",
        )
        if chosen in pages:
            _manual(pages[chosen])
        elif chosen == _CASES:
            _cases()


def _manual(page: ManualPage) -> None:
    draw(f'<div class="looked"><h4>{icon("menu_book")}{esc(page.title)}</h4><p>{prose(page.text)}</p></div>')


def _cases() -> None:
    found = _similar()
    if not found:
        draw('<p class="muted small">似た事例はまだありません。</p>')
        return
    titles = {one.record.id: one.record.case.title for one in found}
    key = f"look-case-{talk.current().id}"

    def opened() -> None:
        if chosen := st.session_state[key]:
            _note(titles[chosen], chosen)

    chosen = st.selectbox(
        "事例",
        list(titles),
        None,
        format_func=lambda one: titles.get(one, ""),
        key=key,
        placeholder=f"{len(titles)}件から選ぶ",
        on_change=opened,
        filter_mode=None,
        label_visibility="collapsed",
    )
    for one in found:
        if one.record.id == chosen:
            draw(_gist(one.record, one.reasons))


def _gist(record: CaseRecord, reasons: tuple[str, ...]) -> str:
    """What helps now: the lesson and the words, not the whole story (HTML)."""
    case = record.case
    said, why = "".join(phrase(p) for p in case.phrases), " ・ ".join(reasons)
    return (
        f'<div class="looked"><h4>{esc(case.title)}</h4><p class="small muted">{esc(why)}</p>'
        f"<p>{text(case.situation[:300])}</p><p><b>{icon('school')}{text(case.lesson)}</b></p>"
        f'<ul class="history">{said}</ul></div>'
    )
