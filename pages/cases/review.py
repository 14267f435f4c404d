"""事例の確認: what waits and what is to be mended on the left, the chosen case beside it."""

import streamlit as st

from trainer.errors import NotFound
from trainer.ui import case_bar, case_review, case_story, deeds
from trainer.ui.frame import app, back, go, me, seconds_east, title
from trainer.ui.markup import draw
from trainer.ui.notices import notice, words_for
from trainer.ui.picks import picked
from trainer.ui.supervisor import only_supervisors

if not only_supervisors("事例の確認"):
    st.stop()

back("library", "事例集へ")
title("事例の確認")
left, right = st.columns([0.34, 0.66], gap="medium")
waiting, outdated = case_review.both()
with left, st.container(key="review-list"):
    case_review.waiting(waiting)
    case_review.outdated(outdated)
if chosen := picked("review-list"):
    go("review", case=chosen)
with right, st.container(key="panel-story"):
    deeds.told()
    opened = st.query_params.get("case", "")
    if not opened:
        case_review.nothing_open()
    else:
        try:
            record = app().case_search.read(me(), opened)
        except NotFound as error:
            notice(words_for(error))
        else:
            case_bar.bar(record)
            draw(case_story.head(record, seconds_east()) + case_story.story(record.case))
