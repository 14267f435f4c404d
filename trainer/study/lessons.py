"""What a meeting takes from a case: votes, the lesson, and a comment that stays with the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.case import Case, Comment
from trainer.cases import Discussion
from trainer.errors import InvalidInput
from trainer.lengths import KEPT, excess_of
from trainer.meeting import CHOICE_LABELS, Choice, Meeting, Place, question_at
from trainer.person import Person
from trainer.store.study_store import MeetingStore
from trainer.study.access import attended, led
from trainer.study.meetings import Meetings

MAX_LESSON = 1_500
"""Longest lesson that is left on a case, in characters; while it is written it may be longer."""


@dataclass(frozen=True)
class Lessons:
    """`item` is everywhere the case's place in the meeting, from 0. Who has not joined gets NotFound."""

    store: MeetingStore
    meetings: Meetings
    discussion: Discussion

    def of(self, actor: Person, meeting_id: str, item: int) -> str:
        """The lesson as it stands; "" before one was written."""
        attended(self.store, actor, meeting_id)
        return self.store.lesson(meeting_id, item)

    def save(self, actor: Person, meeting_id: str, item: int, words: str) -> None:
        """What the facilitator writes, cut at KEPT characters. Raises NotAllowed for others."""
        led(self.store, actor, meeting_id)
        self.store.save_lesson(meeting_id, item, words[:KEPT])

    def summary(self, actor: Person, meeting_id: str, item: int) -> str:
        """Votes at each stop and what was learnt, in a few lines; nobody's words, nobody's name."""
        meeting = attended(self.store, actor, meeting_id)
        case = self.meetings.case(actor, meeting_id, item)
        closed = [p for s in meeting.items[item].stops if meeting.shown(p := Place(item, s))]
        votes = {p.stop: self.meetings.votes(actor, meeting_id, p) for p in closed}
        return _summary(meeting, case, votes, self.store.lesson(meeting_id, item))

    def comment(self, actor: Person, meeting_id: str, item: int) -> Comment:
        """The summary as a comment on the case, once a meeting and case. Raises NotAllowed for others than
        the facilitator, InvalidInput without a lesson: votes alone help nobody."""
        meeting = led(self.store, actor, meeting_id)
        lesson = self.store.lesson(meeting_id, item).strip()
        if not lesson:
            raise InvalidInput("教訓が空です。この会で分かったことを一言書いてから残してください。")
        if found := excess_of(lesson, MAX_LESSON):
            raise InvalidInput(f"{found.told('教訓')}短くしてから残してください。")
        words = self.summary(actor, meeting_id, item)
        return self.discussion.comment(actor, meeting.items[item].case, words, key=_key(meeting, item))

    def commented(self, actor: Person, meeting_id: str, item: int) -> bool:
        """Whether that was done."""
        meeting = attended(self.store, actor, meeting_id)
        kept = self.discussion.comments(actor, meeting.items[item].case)
        return any(comment.id == _key(meeting, item) for comment in kept)


def _key(meeting: Meeting, item: int) -> str:
    return f"study-{meeting.id}-{item}"


def _summary(meeting: Meeting, case: Case, votes: Mapping[int, Mapping[Choice, int]], lesson: str) -> str:
    """`votes`: for each stop that was closed, the index of its moment → how many chose what."""
    lines = [f"{meeting.title} ― 勉強会のまとめ"]
    for number, (stop, counted) in enumerate(votes.items(), 1):
        chosen = "、".join(f"{CHOICE_LABELS[c]}{n}人" for c, n in counted.items() if n) or "回答なし"
        lines.append(f"分かれ目{number} {_short(question_at(case, stop))} → {chosen}")
    if lesson.strip():
        lines.append(f"教訓: {lesson.strip()}")
    return "\n".join(lines)


def _short(words: str, limit: int = 60) -> str:
    return words if len(words) <= limit else f"{words[:limit]}…"
