"""いちばん良かった通話: the call that its trainee lets others read beside a case."""

import streamlit as st

from trainer.ui import transcript
from trainer.ui.frame import app, back, me, title
from trainer.ui.markup import draw, esc
from trainer.ui.notices import notice

case_id = st.query_params.get("case", "")
record = app().case_search.read(me(), case_id)
back("case", "事例に戻る", case=record.id)
title(f"練習の通話: {esc(record.case.title)}")
call = app().case_loop.best_call(me(), record.id)
if call is None:
    notice(
        "読める通話はまだありません。練習した人が結果の画面で「この通話を事例に載せる」を選ぶと、ここに出ます。"
    )
    st.stop()
who = f"{esc(call.name)}さん" if call.name else "匿名"
draw(
    f'<p class="muted">{who} ・ <b class="num">{call.total:.0f}点</b> ・ '
    "応対者の発話には「あなた」と付いています。</p>"
)
with st.container(key="panel-talk"):
    draw(f'<div class="talk after">{transcript.bubbles(call.events)}</div>')
