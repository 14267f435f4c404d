"""休憩: a calm page after a call that was left."""

import streamlit as st

from trainer.errors import TrainerError
from trainer.ui.frame import app, go, link, me
from trainer.ui.markup import draw, icon

with st.container(key="narrow"):
    draw(
        f'<div class="rest"><div class="breath" aria-hidden="true">{icon("self_improvement")}</div>'
        "<h1>ここまで、おつかれさまでした</h1>"
        "<p>途中で離れることも、大切な判断です。この応対は採点されません。</p>"
        "<p>肩の力を抜いて、ゆっくり三回、息を吐いてみましょう。飲み物を取りに立つのもよい方法です。</p>"
        "<p class='muted'>強い言葉が頭に残るときは、一人で抱えず、SVや同僚に話してください。</p></div>"
    )
    with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
        if st.button("ホームへ", type="primary", key="home"):
            go("home")
        try:
            scenario = app().practice.attempt(me(), st.query_params.get("attempt", "")).started.scenario
        except TrainerError:
            scenario = ""
        if scenario in app().library.scenarios:
            link("brief", "同じシナリオをもう一度", scenario=scenario)
