"""勉強会: a case read step by step; everybody writes, all compare, then what really happened."""

import streamlit as st

from trainer.errors import Conflict, NotFound
from trainer.meeting import Meeting, Stage
from trainer.ui import (
    deeds,
    study_answer,
    study_home,
    study_lead,
    study_record,
    study_scene,
    study_summing,
)
from trainer.ui.autosave import autosave
from trainer.ui.frame import app, back, me, title
from trainer.ui.markup import draw, esc
from trainer.ui.notices import notice, words_for


def beside(meeting: Meeting) -> None:
    """What is done at this scene."""
    scene, meetings, alone = meeting.scene, app().meetings, meeting.alone
    if scene.place is None:
        study_summing.lesson(meeting, scene.item)
        return
    if scene.stage is Stage.ASKED:
        if alone or meeting.facilitator != me().id:
            study_answer.form(meeting, scene.place)
        else:
            draw(
                "<h2>参加者が書いています</h2><p class='muted'>回答の数は上に出ます。そろったら"
                "「回答を締め切って見せる」を押します。参加コードは右上にあります。</p>"
            )
        return
    if not alone:
        draw(study_scene.votes(meetings.votes(me(), meeting.id, scene.place)))
    study_answer.looked_back(meeting, scene.place, meetings.case(me(), meeting.id, scene.item))
    if not alone:
        draw(study_scene.answers(meetings.answers(me(), meeting.id, scene.place)))


def running(meeting: Meeting) -> None:
    study_lead.head(meeting)
    deeds.told()
    if not meeting.alone:
        study_lead.pulse(meeting)
    left, right = st.columns([0.58, 0.42], gap="medium")
    with left, st.container(key="panel-story"):
        try:
            case = app().meetings.case(me(), meeting.id, meeting.scene.item)
        except NotFound as error:
            notice(words_for(error))
        else:
            draw(study_scene.case_line(case))
            draw(study_scene.told(case, meeting.scene, meeting.items[meeting.scene.item].stops))
    with right, st.container(key="panel-study"):
        beside(meeting)
    autosave()


code = st.query_params.get("meeting", "")
back("study" if code else "library", "勉強会の一覧へ" if code else "事例集へ")
if not code:
    title("勉強会")
    deeds.told()
    study_home.home()
    st.stop()
try:
    opened = app().meetings.join(me(), code)
except (NotFound, Conflict) as error:
    notice(words_for(error))
    st.stop()
if opened.ended_at:
    title("勉強会の記録" if len(opened.items) == 1 else esc(opened.title))
    deeds.told()
    study_record.record(opened)
else:
    running(opened)
