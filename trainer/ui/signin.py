"""The first visit: a display name and a seat."""

from __future__ import annotations

import streamlit as st

from trainer.dialogue import SEAT_LABELS, Seat
from trainer.errors import TrainerError
from trainer.ui.browser import sign_in
from trainer.ui.frame import NAME, app
from trainer.ui.markup import draw, icon
from trainer.ui.notices import notice, words_for

SEAT_TEXTS = {
    Seat.FIRST: "お客様の電話を最初に受け、引き継ぐべきかを見分けます。",
    Seat.SECOND: "引き継がれた電話を責任者として受け、解決まで導きます。",
}


def draw_sign_in() -> None:
    """The form. It stays invisible for a moment while the browser is asked who is here."""
    sure = "asked" if st.session_state.get("asked") else "waiting"
    with st.container(key="signin"):
        draw(
            f'<div class="welcome {sure}"><h1>{icon("headset_mic")}{NAME}</h1>'
            "<p>苦情のお電話を、本番の前に何度でも練習できます。お客様役が日本語で応じ、"
            "通話のあとに、あなたの言葉を引きながら良かった点と直すところをお伝えします。</p></div>"
        )
        with st.form("signin", enter_to_submit=True):
            name = st.text_input("表示名", placeholder="例: 佐藤", autocomplete="nickname")
            seat = st.radio(
                "担当",
                list(Seat),
                format_func=SEAT_LABELS.__getitem__,
                captions=[SEAT_TEXTS[s] for s in Seat],
            )
            sent = st.form_submit_button("はじめる", type="primary", width="stretch")
        draw(
            '<p class="small muted">表示名はあだ名でかまいません。受講の記録はこのサーバーに保存され、'
            "外部には送られません。</p>"
        )
        if sent:
            _welcome(name, seat or Seat.FIRST)


def _welcome(name: str, seat: Seat) -> None:
    try:
        somebody = app().people.welcome(name, seat)
    except TrainerError as error:
        notice(words_for(error), "fault")
        return
    sign_in(somebody)
    st.rerun()
