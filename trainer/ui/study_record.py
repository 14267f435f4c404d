"""A meeting that is over: at every stop what one wrote, how all voted, what was said."""

from __future__ import annotations

from trainer.case import Case
from trainer.errors import NotFound
from trainer.meeting import Meeting, Place, question_at
from trainer.ui import study_answer, study_scene, study_summing
from trainer.ui.frame import app, me
from trainer.ui.markup import draw, fold, icon
from trainer.ui.notices import notice


def record(meeting: Meeting) -> None:
    draw(f'<p class="muted">{icon("event_available")}この勉強会は終わりました。</p>')
    for number, item in enumerate(meeting.items):
        try:
            case = app().meetings.case(me(), meeting.id, number)
        except NotFound as error:
            notice(str(error))
            continue
        draw(study_scene.case_line(case))
        for stop in item.stops:
            if meeting.shown(Place(number, stop)):
                _stop(meeting, Place(number, stop), case)
        study_summing.lesson(meeting, number)


def _stop(meeting: Meeting, place: Place, case: Case) -> None:
    draw(study_scene.question(question_at(case, place.stop)))
    study_answer.looked_back(meeting, place, case)
    if not meeting.alone:
        shown = app().meetings.answers(me(), meeting.id, place)
        counted = app().meetings.votes(me(), meeting.id, place)
        draw(study_scene.votes(counted) + fold(f"みんなの回答 {len(shown)}件", study_scene.answers(shown)))
