"""予習: everything worth knowing before the customer is on the line."""

import streamlit as st

from trainer.mood import Band
from trainer.person import CEILING_LABELS
from trainer.ui import card, channel_words, speakers, voice_choice
from trainer.ui.frame import app, go, link, me, title
from trainer.ui.markup import draw, esc, icon, prose
from trainer.ui.notices import notice

cast = app().library.cast(st.query_params.get("scenario", ""))
scenario = cast.scenario
word = channel_words.words(scenario.channel)

title(esc(scenario.title))
draw(f'<p class="lead">{prose(scenario.summary)}</p>{card.chips(scenario)}')
if scenario.harsh:
    free = me().ceiling is Band.ANGRY
    limited = f"設定により「{CEILING_LABELS[me().ceiling]}」で話します。"
    notice(scenario.harsh + ("設定の「言葉の強さの上限」で抑えられます。" if free else limited))
left, right = st.columns([0.6, 0.4], gap="large")
with left:
    draw(f'<p class="muted">{icon("apartment")}{esc(scenario.company)}</p>{card.brief(scenario.brief)}')
    with st.container(key="start-box", border=True):
        draw(
            f"<p>{word.opening}あなたの応対を入力して送ると、お客様が答えます。"
            f"{word.talk}はいつでも減点なしで中断でき、再読み込みしても続きから始められます。</p>"
        )
        exam = st.toggle("試験として受ける(気持ちの表示とヒントを隠す)", key="exam")
        speaker = speakers.choose(exam=exam)
        voice_choice.ask(cast)
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(word.start, type="primary", icon=f":material/{word.symbol}:", key="start"):
                attempt = app().practice.start(
                    me(), scenario.id, exam=exam, ceiling=me().ceiling, speaker=speaker
                )
                go("practice", attempt=attempt.id)
            link("home", "ほかのシナリオを選ぶ")
with right:
    draw(f'<div class="panel">{card.desk(scenario)}</div>')
