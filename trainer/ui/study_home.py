"""勉強会 without a meeting: join one, open one, look back on earlier ones."""

from __future__ import annotations

import streamlit as st

from trainer.cases.access import is_supervisor
from trainer.meeting import Meeting
from trainer.study.codes import clean_code
from trainer.ui.clock import moment
from trainer.ui.deeds import attempted, do
from trainer.ui.frame import app, go, link, me, seconds_east
from trainer.ui.markup import chip, draw, esc, icon


def home() -> None:
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, key="study-join"):
        _join()
    with right, st.container(border=True, key="study-open"):
        if is_supervisor(me()):
            _open()
        else:
            draw(
                f"<h2>{icon('self_improvement')}一人で考える</h2><p>事例の「考える・練習にする」から「一人で考える」を押すと、"
                "分かれ目ごとに自分の言葉を書いてから、実際の対応を読めます。</p>"
            )
            link("library", "事例を選ぶ", "menu_book")
    _earlier()


def _join() -> None:
    draw(f"<h2>{icon('login')}参加する</h2><p>進行役が伝える6文字のコードを入れます。</p>")
    with st.form("study-code", border=False):
        typed = st.text_input("参加コード", autocomplete="off", placeholder="例: K7M2PX")
        if st.form_submit_button("参加する", type="primary", icon=":material/login:"):
            code = clean_code(str(typed or ""))
            if attempted(lambda: app().meetings.join(me(), code)):
                go("study", meeting=code)
            st.rerun()


def _open() -> None:
    draw(f"<h2>{icon('co_present')}勉強会を開く</h2>")
    lists = [one for one in app().reading_lists.all(me()) if one.cases]
    if not lists:
        draw(
            "<p>事例の「考える・練習にする」から「勉強会を開く」を押すか、「リストに追加」で読み合わせリストを作ると始められます。</p>"
        )
        link("library", "事例を選ぶ", "menu_book")
        return
    names = {one.id: f"{one.title}({len(one.cases)}件)" for one in lists}
    chosen = st.selectbox(
        "読み合わせリスト", list(names), format_func=names.__getitem__, key="study-list", filter_mode=None
    )
    draw("<p class='small muted'>一件だけのときは、事例の「考える・練習にする」から開けます。</p>")
    if st.button("このリストで開く", key="study-begin", type="primary", icon=":material/play_arrow:"):
        reading = next(one for one in lists if one.id == chosen)
        made: list[Meeting] = []
        if attempted(lambda: made.append(app().meetings.open(me(), reading.cases, reading.title))):
            go("study", meeting=made[0].id)
        st.rerun()


def _earlier() -> None:
    found = app().meetings.mine(me())
    draw(f"<h2>{icon('history')}これまでの勉強会</h2>")
    if not found:
        draw(
            f'<div class="empty">{icon("groups")}<p>まだありません。'
            "参加すると、自分の回答をここから見返せます。</p></div>"
        )
    for meeting in found:
        with st.container(key=f"row-study-{meeting.id}", horizontal=True, vertical_alignment="center"):
            kind = "一人で" if meeting.alone else f"進行役 {esc(meeting.facilitator_name)}さん"
            state = chip("終了") if meeting.ended_at else chip("進行中", "good", "play_circle")
            draw(
                f'<div class="row"><b>{esc(meeting.title)}</b>{state}<span class="small muted num">'
                f"{kind} ・ {moment(meeting.created_at, seconds_east())}</span></div>"
            )
            link("study", "開く" if not meeting.ended_at else "見返す", "arrow_forward", meeting=meeting.id)
            if meeting.facilitator == me().id and meeting.ended_at:
                with st.popover("消す", icon=":material/delete:"):
                    draw("<p>全員の回答も消えます。元に戻せません。事例とコメントは残ります。</p>")
                    st.button(
                        "消す",
                        key=f"study-drop-{meeting.id}",
                        type="primary",
                        on_click=lambda i=meeting.id: do(
                            lambda: app().meetings.delete(me(), i), "勉強会を消しました。"
                        ),
                    )
