"""事例: one case as a one-page story, what is like it, what others say about it, its versions."""

import streamlit as st

from trainer.ui import (
    case_bar,
    case_cards,
    case_circle,
    case_history,
    case_story,
    deeds,
    study_loop,
)
from trainer.ui.frame import app, back, go, me, seconds_east
from trainer.ui.markup import draw, icon
from trainer.ui.picks import picked

record = app().case_search.read(me(), st.query_params.get("case", ""))

back("library", "検索に戻る")
deeds.told()
draw(case_story.head(record, seconds_east()))
case_bar.bar(record)

left, right = st.columns([0.68, 0.32], gap="medium")
with left, st.container(key="panel-story"):
    draw(case_story.story(record.case))
with st.container(key="after-story"):
    case_circle.comments(record)
    with st.expander("版と変更点", icon=":material/history:", key="history", on_change="rerun") as part:
        if part.open:
            case_history.versions(record)
# Last, because the cases are compared only now: the story is on the screen already.
with right, st.container(key="alike"):
    study_loop.practised(record)
    draw(f"<h2>{icon('join_inner')}似た事例</h2>")
    place = st.empty()
    place.html('<p class="muted small">比べています…</p>')
    found = app().alike.to_case(me(), record.id)
    rows = "".join(case_cards.line(one.record, one.reasons) for one in found)
    nothing = '<p class="muted">似た事例はまだありません。事例が増えると、ここに出ます。</p>'
    place.html(f'<ul class="case-list">{rows}</ul>' if found else nothing)
if chosen := picked("alike"):
    go("case", case=chosen)
