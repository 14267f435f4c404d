"""A person's own calls as rows: the few on the home page, and all of them on their own page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import uuid4

import streamlit as st

from trainer.attempt import Outcome
from trainer.dialogue import Channel
from trainer.scenario import Scenario
from trainer.store import AttemptRow
from trainer.ui import channel_words
from trainer.ui.clock import moment
from trainer.ui.deeds import attempted
from trainer.ui.frame import app, link, me, seconds_east
from trainer.ui.markup import draw, esc, icon

ALL, RUNNING, DONE = "すべて", "途中のもの", "終わったもの"
MOST = 10_000
"""Of a person's calls, so many are looked through: more than anybody makes in years."""
PAGE = 30
"""Rows on the page of all calls before more are asked for."""


def newest(rows: Sequence[AttemptRow]) -> list[AttemptRow]:
    """By their beginning, which is the time that is shown."""
    return sorted(rows, key=lambda row: row.started_at, reverse=True)


def unfinished(row: AttemptRow, scenarios: Mapping[str, Scenario], *, discard: bool = False) -> None:
    """A running call with the way back into it; `discard`: and out of it for good."""
    with st.container(key=f"row-run-{row.id}", horizontal=True, vertical_alignment="center"):
        turns = f"{row.turns}往復目" if row.turns else "第一声のまま"
        draw(
            f'<div class="row"><b>{esc(title(row, scenarios))}</b>'
            f'<span class="small muted">{turns} ・ {moment(row.started_at, seconds_east())}</span></div>'
        )
        if discard and st.button("取りやめる", key=f"discard-{row.id}", type="tertiary"):
            _confirm_discard(row, title(row, scenarios))
        link("practice", "再開", "play_arrow", attempt=row.id)


def finished(row: AttemptRow, scenarios: Mapping[str, Scenario]) -> None:
    """An ended call with the way to its result."""
    with st.container(key=f"row-done-{row.id}", horizontal=True, vertical_alignment="center"):
        points = f"{row.total:.0f}点" if row.total is not None else "採点なし"
        again = " ・ やり直し" if row.branch_of else ""
        scenario = scenarios.get(row.scenario)
        channel = scenario.channel if scenario else Channel.PHONE
        outcome = channel_words.words(channel).outcome(Outcome(row.outcome))
        draw(
            f'<div class="row"><b class="num">{points}</b><span>{esc(title(row, scenarios))}</span>'
            f'<span class="small muted">{outcome}{again} ・ '
            f"{moment(row.started_at, seconds_east())}</span></div>"
        )
        link("result", "結果", "analytics", attempt=row.id)


def title(row: AttemptRow, scenarios: Mapping[str, Scenario]) -> str:
    scenario = scenarios.get(row.scenario)
    return scenario.title if scenario else f"{row.scenario}(いまは一覧にありません)"


def choose(rows: Sequence[AttemptRow], scenarios: Mapping[str, Scenario]) -> list[AttemptRow]:
    """Draws the filters (kept in the address) and returns what fits, newest first."""
    titles = sorted({title(row, scenarios) for row in rows})
    with st.container(key="filters", horizontal=True, gap="small"):
        state = st.selectbox(
            "状態", (ALL, RUNNING, DONE), key="calls", bind="query-params", width=150, filter_mode=None
        )
        scenario = st.selectbox(
            "シナリオ", (ALL, *titles), key="of", bind="query-params", width=420, filter_mode=None
        )
    return newest(
        [
            row
            for row in rows
            if state in (ALL, DONE if row.outcome else RUNNING) and scenario in (ALL, title(row, scenarios))
        ]
    )


def listed(rows: Sequence[AttemptRow], scenarios: Mapping[str, Scenario]) -> None:
    """The rows, a page of them at first, or what to do when there is none."""
    if not rows:
        draw(
            f'<div class="empty">{icon("history")}<p>ここに並ぶ応対がまだありません。'
            "絞り込みを「すべて」に戻すか、ホームから始めてください。</p></div>"
        )
    most = st.session_state.setdefault("calls listed", PAGE)
    with st.container(key="panel-mine"):
        for row in rows[:most]:
            if row.outcome:
                finished(row, scenarios)
            else:
                unfinished(row, scenarios, discard=True)
    if len(rows) > most and st.button(f"さらに見る(残り{len(rows) - most}件)", key="more"):
        st.session_state["calls listed"] = most + PAGE
        st.rerun()


@st.dialog("この応対を取りやめますか", icon=":material/delete:")
def _confirm_discard(row: AttemptRow, name: str) -> None:
    draw(
        f"<p><b>{esc(name)}</b></p><p>続きから再開できなくなります。採点も減点もありません。"
        "ここまでの記録は、この一覧に「採点なし」として残ります。</p>"
    )
    with st.container(horizontal=True):
        if st.button("取りやめる", type="primary", key="yes"):
            attempted(lambda: _discard(row.id), "応対を取りやめました。")
            st.rerun()
        if st.button("戻る", key="no"):
            st.rerun()


def _discard(attempt_id: str) -> None:
    practice = app().practice
    seen = len(practice.attempt(me(), attempt_id).events)
    practice.stop(me(), attempt_id, key=uuid4().hex, seen=seen)
