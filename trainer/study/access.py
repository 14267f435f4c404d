"""Who may look into a meeting, and who leads it."""

from __future__ import annotations

from trainer.errors import Conflict, NotAllowed, NotFound
from trainer.meeting import Meeting, Place
from trainer.person import Person
from trainer.store.study_store import MeetingStore


def attended(store: MeetingStore, person: Person, meeting_id: str) -> Meeting:
    """The meeting, for its facilitator and for whoever has joined it. Raises NotFound."""
    meeting = store.meeting(meeting_id)
    if meeting is None or (meeting.facilitator != person.id and not _has_joined(store, meeting, person)):
        raise NotFound("この勉強会は見つかりません。進行役に参加コードを確かめてください。")
    return meeting


def _has_joined(store: MeetingStore, meeting: Meeting, person: Person) -> bool:
    return not meeting.alone and store.attended(meeting.id, person.id)


def led(store: MeetingStore, person: Person, meeting_id: str) -> Meeting:
    """The meeting, for its facilitator only. Raises NotFound, NotAllowed."""
    meeting = attended(store, person, meeting_id)
    if meeting.facilitator != person.id:
        raise NotAllowed(
            f"進めるのは進行役({meeting.facilitator_name}さん)です。先に進めたいときは、進行役に声をかけてください。"
        )
    return meeting


def closed(store: MeetingStore, person: Person, meeting_id: str, place: Place) -> Meeting:
    """The meeting, once the answers at `place` are closed. Raises NotFound, Conflict before."""
    meeting = attended(store, person, meeting_id)
    if not meeting.shown(place):
        raise Conflict("回答はまだ締め切られていません。進行役が締め切ると、全員の回答が見えます。")
    return meeting
