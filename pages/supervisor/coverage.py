"""網羅: what the scenarios on offer cover, and where there is a gap."""

import streamlit as st

from trainer.coverage import DIMENSIONS, values_of
from trainer.ui.frame import app, title
from trainer.ui.markup import draw, icon
from trainer.ui.matrix import matrix, missing
from trainer.ui.supervisor import only_supervisors

if not only_supervisors("網羅"):
    st.stop()

ALL = "すべて"
everything = list(app().library.scenarios.values())
title("網羅")
draw(
    f'<p class="muted">研修生が選べるシナリオ {len(everything)}本の広がりです。'
    '<span class="gap-sign">0</span> は空き。数を押すと、そのシナリオの一覧を開きます。'
    "空きを押すと、そこから新しく作れます。</p>"
)
chosen = {}
with st.container(key="filters", horizontal=True, gap="small"):
    for name, dimension in DIMENSIONS.items():
        options = [ALL, *values_of(name, everything)]
        chosen[name] = st.selectbox(
            dimension.title, options, key=name, bind="query-params", width=150, filter_mode=None
        )
scenarios = [
    s for s in everything if all(value in (ALL, DIMENSIONS[name].of(s)) for name, value in chosen.items())
]
if not scenarios:
    draw(
        f'<div class="empty">{icon("grid_off")}<p>この条件のシナリオはまだありません。'
        "ここが空きです。「シナリオ編集」で新しく作れます。</p></div>"
    )
    st.stop()
draw(matrix(scenarios, ["persona", "seat"], ["need", "channel", "level"], "顧客タイプ × 担当"))
draw(matrix(scenarios, ["industry"], ["persona", "seat", "need", "channel", "level"], "業種", quiet=True))
draw(f"<h2>{icon('select_all')}空いている組み合わせ</h2>")
draw(
    missing(scenarios, ["persona", "seat"])
    + missing(scenarios, ["seat", "need"])
    + missing(scenarios, ["persona", "channel"])
    + missing(scenarios, ["persona", "seat", "need"])
)
