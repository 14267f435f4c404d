"""Over a scene: who leads, the code, the way on; and the look every two seconds for what has changed."""

from __future__ import annotations

import time

import streamlit as st

from trainer.cases.access import is_supervisor
from trainer.meeting import Meeting, Place, Stage
from trainer.ui import study_scene
from trainer.ui.deeds import attempted, do
from trainer.ui.frame import app, go, me
from trainer.ui.markup import draw, esc, icon
from trainer.ui.notices import boundary

TICK = 2.0
"""Seconds between two looks."""

TOUCH = 15.0
"""Seconds after which a look also tells that one is still there: a write, and so rarer."""


def head(meeting: Meeting) -> None:
    """Where the meeting is, how to join, and who leads it."""
    leads = meeting.facilitator == me().id
    with st.container(key="study-head", horizontal=True, vertical_alignment="center", gap="small"):
        draw(study_scene.steps(meeting, meeting.scene))
        if leads:
            _buttons(meeting)
        if not meeting.alone:
            _join(meeting)
        _more(meeting, leads=leads)
    if not leads:
        draw(f'<p class="small muted">{icon("co_present")}進行役 {esc(meeting.facilitator_name)}さん</p>')


def _buttons(meeting: Meeting) -> None:
    """One step on, one step back."""
    scene = meeting.scene
    if not (meeting.alone and scene.stage is Stage.ASKED):  # alone, handing in goes on
        st.button(
            _next(meeting),
            key="study-next",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=lambda: do(lambda: app().meetings.go_on(me(), meeting.id, seen=meeting.place)),
        )
    if meeting.place:
        st.button(
            "一つ戻る",
            key="study-back",
            icon=":material/undo:",
            on_click=lambda: do(lambda: app().meetings.go_back(me(), meeting.id, seen=meeting.place)),
        )


def _next(meeting: Meeting) -> str:
    scene = meeting.scene
    if scene.stage is Stage.ASKED:
        return "回答を締め切って見せる"
    if scene.stage is Stage.COMPARED:
        return "実際の対応を見る"
    if scene.stage is Stage.HAPPENED:
        last = scene.stop == meeting.items[scene.item].stops[-1]
        return "まとめへ" if last else "次の分かれ目へ"
    return "次の事例へ" if scene.item + 1 < len(meeting.items) else "終える"


def _join(meeting: Meeting) -> None:
    with st.popover(f"参加コード {meeting.id}", icon=":material/qr_code_2:"):
        origin = (st.context.url or "").split("/study")[0]
        draw(
            "<p>「事例集」→「勉強会」でコードを入れるか、下のアドレスを開きます。</p>"
            f'<p class="study-code">{esc(meeting.id)}</p>'
        )
        st.code(f"{origin}/study?meeting={meeting.id}", language=None)


def _more(meeting: Meeting, *, leads: bool) -> None:
    with st.popover("その他", icon=":material/more_horiz:"):
        if leads:
            draw("<p class='small muted'>終えても、それぞれの回答は「勉強会」から見返せます。</p>")
            if st.button("ここで終える", key="study-end", icon=":material/stop_circle:"):
                attempted(lambda: app().meetings.end(me(), meeting.id))
                st.rerun()
            return
        if is_supervisor(me()):
            st.button(
                "進行役を代わる",
                key="study-lead",
                icon=":material/swap_horiz:",
                on_click=lambda: do(
                    lambda: app().meetings.take_over(me(), meeting.id), "進行役を代わりました。"
                ),
            )
        if st.button("抜ける", key="study-leave", icon=":material/logout:"):
            attempted(lambda: app().meetings.leave(me(), meeting.id))
            go("study")


@st.fragment(run_every=TICK)
def pulse(meeting: Meeting) -> None:
    """One row is read. Only when the facilitator has gone on, the page is drawn anew."""
    scene = meeting.scene
    with boundary():
        last = st.session_state.get("study touched", 0.0)
        touch = time.monotonic() - last > TOUCH
        if touch:
            st.session_state["study touched"] = time.monotonic()
        place = scene.place or Place(scene.item, -1)
        now = app().meetings.pulse(me(), meeting.id, place, touch=touch)
        if now.place != meeting.place or now.ended:
            st.rerun()
        counted = f"{icon('group')}参加 <b class='num'>{now.present}</b>人"
        if scene.stage is Stage.ASKED:
            counted += f" ・ {icon('how_to_vote')}回答 <b class='num'>{now.answered}</b>人"
        if meeting.facilitator == me().id:
            names = app().meetings.present(me(), meeting.id)
            counted += f" <span class='small muted'>{'、'.join(f'{esc(n)}さん' for n in names)}</span>"
        draw(f'<p class="study-pulse" role="status">{counted}</p>')
