"""耳で当てる: ten seconds of a caller; the customer type and the sore point."""

import streamlit as st

from trainer.ui import voice_ear
from trainer.ui.frame import link, title
from trainer.ui.markup import draw

with st.container(key="narrow"):
    title("耳で当てる")
    draw(
        "<p>お客様の最初の10秒ほどを聞いて、タイプと、いちばんつらい点を当てます。"
        "電話に出た瞬間に相手を見分ける練習です。何度聞き直してもかまいません。</p>"
    )
    state = voice_ear.current()
    draw(voice_ear.score(state))
    voice_ear.listen(state.item)
    if state.answered:
        voice_ear.answer(state)
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("次の声", type="primary", icon=":material/arrow_forward:", key="next"):
                state.at += 1
                st.rerun()
            link("brief", "このお客様と練習する", "call", scenario=state.item.scenario)
    else:
        voice_ear.ask(state)
