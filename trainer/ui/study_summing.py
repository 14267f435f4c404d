"""The end of a case: what the meeting takes from it, and that it stays with the case."""

from __future__ import annotations

import streamlit as st

from trainer.errors import TrainerError
from trainer.meeting import Meeting
from trainer.study.lessons import MAX_LESSON
from trainer.ui.deeds import attempted, do
from trainer.ui.frame import app, link, me
from trainer.ui.markup import draw, icon, text
from trainer.ui.notices import boundary, notice, too_long
from trainer.ui.study_lead import TICK


def lesson(meeting: Meeting, item: int) -> None:
    """Facilitator: a field and a button. Everybody: the votes and what was learnt."""
    leads = meeting.facilitator == me().id
    draw(f"<h2>{icon('school')}この会のまとめ</h2>")
    if leads and not meeting.ended_at:
        _field(meeting, item)
    if leads or meeting.ended_at:
        _taken(meeting, item)
    else:
        _looked_at_again(meeting, item)
    link("case", "事例を開く", "article", case=meeting.items[item].case)


@st.fragment(run_every=TICK)
def _looked_at_again(meeting: Meeting, item: int) -> None:
    """For those who read while the facilitator writes."""
    with boundary():
        _taken(meeting, item)


def _taken(meeting: Meeting, item: int) -> None:
    """Votes and lesson as they stand, and whether they have been left on the case."""
    lessons = app().lessons
    try:
        draw(f'<div class="study-summary">{text(lessons.summary(me(), meeting.id, item))}</div>')
        done = lessons.commented(me(), meeting.id, item)
    except TrainerError as error:
        notice(str(error))
        return
    if done:
        notice("まとめを事例のコメントに残しました。", "good")
    elif meeting.facilitator == me().id:
        st.button(
            "まとめを事例のコメントに残す",
            key=f"study-comment-{item}",
            icon=":material/add_comment:",
            on_click=lambda: do(lambda: lessons.comment(me(), meeting.id, item)),
        )


def _field(meeting: Meeting, item: int) -> None:
    key = f"lesson-{meeting.id}-{item}"

    def keep() -> None:
        words = str(st.session_state.get(key) or "")
        attempted(lambda: app().lessons.save(me(), meeting.id, item, words))

    with st.container(key="draft-lesson"):
        st.text_area(
            "この会で分かったこと",
            app().lessons.of(me(), meeting.id, item),
            key=key,
            height=90,
            on_change=keep,
            placeholder="明日から使える一言で(個人情報は書かないでください)",
        )
        too_long("この会で分かったこと", str(st.session_state.get(key) or ""), MAX_LESSON)
