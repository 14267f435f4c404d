"""The narrow protocols between the study meeting, the way from case to practice, and a database."""

from __future__ import annotations

from typing import Protocol

from trainer.meeting import Answer, Meeting, Place, Practised, Pulse, SharedCall


class MeetingStore(Protocol):
    """Meetings, who is there, answers. Every method is one transaction. Who may see or do what is for
    the deeds to say. Raises StoreUnavailable when the database cannot be used."""

    def add(self, meeting: Meeting) -> bool:
        """False, and nothing is changed, when there is a meeting of this id."""

    def meeting(self, meeting_id: str) -> Meeting | None: ...

    def move(self, meeting_id: str, seen: int, place: int) -> bool:
        """To another scene, unless it has left the scene `seen` or ended: then False."""

    def end(self, meeting_id: str, at: float) -> None:
        """Ends it; one that has ended keeps its time."""

    def lead(self, meeting_id: str, person: str, name: str) -> None:
        """Another facilitator."""

    def delete(self, meeting_id: str) -> None:
        """With everything that was written in it."""

    def meetings_of(self, person: str, limit: int = 50) -> list[Meeting]:
        """Those a person facilitates or took part in, newest first."""

    def seen(self, meeting_id: str, person: str, name: str, at: float) -> None:
        """The person is there (for the first time, or still); `at` 0.0: has left."""

    def attended(self, meeting_id: str, person: str) -> bool:
        """Whether they ever were."""

    def present(self, meeting_id: str, since: float) -> list[str]:
        """Names of those seen since (epoch seconds), in the order of their names."""

    def pulse(self, meeting_id: str, place: Place, since: float) -> Pulse | None:
        """Answers handed in at `place` and people seen since; None when there is no such meeting."""

    def put(self, answer: Answer, at_scene: int) -> bool:
        """Keeps a person's answer in place of their earlier one (whose `id` stays), unless the meeting
        has left the scene or ended: then False. One handed in stays so."""

    def answer(self, meeting_id: str, place: Place, person: str) -> Answer | None: ...

    def answers(self, meeting_id: str, place: Place) -> list[Answer]:
        """All that were handed in, by `id`."""

    def save_lesson(self, meeting_id: str, item: int, words: str) -> None: ...

    def lesson(self, meeting_id: str, item: int) -> str:
        """What the meeting takes from a case; "" when nothing was written."""


class LoopStore(Protocol):
    """From cases to scenarios to calls. As MeetingStore otherwise."""

    def cases_of(self, scenario: str) -> list[str]:
        """Ids of the cases a scenario was made from; none in the bin."""

    def practised(self, scenario: str) -> Practised:
        """Calls that were left without penalty, or begun in the middle, do not count."""

    def share(self, attempt: str, person: str, name: str, named: bool) -> None: ...

    def unshare(self, attempt: str) -> None: ...

    def shared(self, attempt: str) -> SharedCall | None: ...

    def best_shared(self, scenario: str) -> SharedCall | None:
        """Of those shared the one of the highest total; the earliest of equals."""
