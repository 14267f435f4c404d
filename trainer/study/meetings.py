"""What people do in a study meeting: open it, join, go on step by step, answer, look back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trainer.case import SHARED, Case
from trainer.cases import CaseSearch
from trainer.cases.access import is_supervisor
from trainer.errors import Conflict, InvalidInput, NotAllowed, NotFound
from trainer.lengths import KEPT, excess_of
from trainer.meeting import MAX_WORDS, Answer, Choice, Item, Meeting, Place, Pulse, Shown, stops_of
from trainer.person import Person
from trainer.store.case_store import CaseStore
from trainer.store.study_store import MeetingStore
from trainer.study.access import attended, closed, led
from trainer.study.codes import clean_code, new_code

PRESENT = 45.0
"""Seconds after which somebody who was not seen counts as gone."""


@dataclass(frozen=True)
class Meetings:
    """`clock` gives seconds since the epoch; `new_id` a fresh unguessable id.

    A supervisor opens a meeting and is its facilitator; whoever is signed in joins by its code. Anybody may
    study alone, which is a meeting that nobody joins. Only what was shared and confirmed is read."""

    store: MeetingStore
    cases: CaseStore
    search: CaseSearch
    clock: Callable[[], float]
    new_id: Callable[[], str]

    # ------------------------------------------------------------ opening and joining

    def open(self, actor: Person, case_ids: Sequence[str], title: str = "") -> Meeting:
        """The facilitator's running meeting on these cases is taken up again. Raises NotAllowed, NotFound,
        InvalidInput."""
        if not is_supervisor(actor):
            raise NotAllowed("勉強会を開くのはSVです。一人で進めるときは「一人で考える」を使えます。")
        return self._begin(actor, case_ids, title, alone=False)

    def study_alone(self, actor: Person, case_id: str) -> Meeting:
        return self._begin(actor, [case_id], "", alone=True)

    def join(self, actor: Person, code: str) -> Meeting:
        """By its code, in whatever way it was typed. Raises NotFound, Conflict for one that is over."""
        meeting = self.store.meeting(clean_code(code))
        if meeting is None or (meeting.alone and meeting.facilitator != actor.id):
            raise NotFound(
                "この参加コードの勉強会は見つかりません。進行役に6文字のコードを確かめてください。"
            )
        if meeting.facilitator == actor.id:
            return meeting
        if meeting.ended_at and not self.store.attended(meeting.id, actor.id):
            raise Conflict("この勉強会は終わっています。次の会のコードを進行役に確かめてください。")
        if not meeting.ended_at:
            self.store.seen(meeting.id, actor.id, actor.name, self.clock())
        return meeting

    def leave(self, actor: Person, meeting_id: str) -> None:
        """What was handed in stays; one may come back with the code."""
        if self.store.attended(meeting_id, actor.id):
            self.store.seen(meeting_id, actor.id, actor.name, 0.0)

    def mine(self, actor: Person) -> list[Meeting]:
        """Those the actor facilitated or took part in, newest first."""
        return self.store.meetings_of(actor.id)

    def take_over(self, actor: Person, meeting_id: str) -> Meeting:
        """Another supervisor who is there becomes the facilitator."""
        meeting = attended(self.store, actor, meeting_id)
        if meeting.alone or not is_supervisor(actor):
            raise NotAllowed(
                "進行役を代われるのは、参加しているSVだけです。参加コードで参加してから代わってください。"
            )
        self.store.lead(meeting.id, actor.id, actor.name)
        self.store.seen(meeting.id, meeting.facilitator, meeting.facilitator_name, self.clock())
        return attended(self.store, actor, meeting_id)

    # ------------------------------------------------------------ what is shown

    def read(self, actor: Person, meeting_id: str) -> Meeting:
        """Raises NotFound for who has not joined."""
        return attended(self.store, actor, meeting_id)

    def case(self, actor: Person, meeting_id: str, item: int) -> Case:
        """The text as it was when the meeting was opened. Raises NotFound when it was thrown away since."""
        meeting = attended(self.store, actor, meeting_id)
        wanted = meeting.items[item]
        record = self.cases.record(wanted.case)
        if record is not None and not record.deleted_at:
            for version in self.cases.versions(wanted.case):
                if version.version == wanted.version and version.state in SHARED and version.confirmed_by:
                    return version.case
        raise NotFound("この事例は削除されました。次の事例に進んでください。")

    def pulse(self, actor: Person, meeting_id: str, place: Place, *, touch: bool) -> Pulse:
        """What may have changed. `touch`: tells that the actor is still there. Raises NotFound."""
        meeting, now = attended(self.store, actor, meeting_id), self.clock()
        if touch and actor.id != meeting.facilitator:
            self.store.seen(meeting_id, actor.id, actor.name, now)
        found = self.store.pulse(meeting_id, place, now - PRESENT)
        if found is None:
            raise NotFound("この勉強会は削除されました。「勉強会」の一覧から選び直してください。")
        return found

    def present(self, actor: Person, meeting_id: str) -> list[str]:
        attended(self.store, actor, meeting_id)
        return self.store.present(meeting_id, self.clock() - PRESENT)

    def answers(self, actor: Person, meeting_id: str, place: Place) -> list[Shown]:
        """Everybody's, once they are closed; nobody learns from here who wrote what unless the writer
        wants it. Raises Conflict while people write."""
        closed(self.store, actor, meeting_id, place)
        return [
            Shown(a.choice, a.words, a.name if a.named else "", a.person == actor.id)
            for a in self.store.answers(meeting_id, place)
            if a.choice is not None
        ]

    def votes(self, actor: Person, meeting_id: str, place: Place) -> dict[Choice, int]:
        """How many chose what; every choice is there."""
        counted = Counter(shown.choice for shown in self.answers(actor, meeting_id, place))
        return {choice: counted[choice] for choice in Choice}

    def own(self, actor: Person, meeting_id: str, place: Place) -> Answer | None:
        """What the actor wrote, handed in or not."""
        attended(self.store, actor, meeting_id)
        return self.store.answer(meeting_id, place, actor.id)

    # ------------------------------------------------------------ answering

    def keep(self, actor: Person, meeting_id: str, place: Place, words: str, named: bool) -> None:
        """What is being written, so that no reload loses it. Too late, it is let go without a word: the
        page is about to tell."""
        meeting = attended(self.store, actor, meeting_id)
        known = self.store.answer(meeting_id, place, actor.id)
        choice, sent = (known.choice, known.sent) if known else (None, False)
        if not sent:
            self._put(meeting, actor, place, choice, words[:KEPT], named, sent=False)

    def answer(
        self,
        actor: Person,
        meeting_id: str,
        place: Place,
        *,
        choice: Choice | None,
        words: str,
        named: bool = False,
    ) -> None:
        """Handed in; again, it takes the place of the earlier one. Raises InvalidInput, Conflict when the
        answers were closed meanwhile."""
        meeting = attended(self.store, actor, meeting_id)
        if choice is None:
            raise InvalidInput("引き継ぐかどうかが選ばれていません。四つから一つ選んでください。")
        if found := excess_of(words.strip(), MAX_WORDS):
            raise InvalidInput(f"{found.told('言葉')}短くしてから出してください。")
        if not self._put(meeting, actor, place, choice, words.strip(), named, sent=True):
            raise Conflict("回答はもう締め切られました。次の分かれ目で書いてください。")

    def _put(
        self,
        meeting: Meeting,
        actor: Person,
        place: Place,
        choice: Choice | None,
        words: str,
        named: bool,
        *,
        sent: bool,
    ) -> bool:
        if not meeting.asking(place):
            return False
        answer = Answer(
            id=self.new_id(),
            meeting=meeting.id,
            item=place.item,
            stop=place.stop,
            person=actor.id,
            name=actor.name,
            choice=choice,
            words=words,
            named=named,
            sent=sent,
            at=self.clock(),
        )
        return self.store.put(answer, meeting.place)

    # ------------------------------------------------------------ leading

    def go_on(self, actor: Person, meeting_id: str, *, seen: int) -> Meeting:
        """From the scene `seen` to the next; behind the last one the meeting ends. Asked twice, or in two
        windows, it goes one step."""
        meeting = led(self.store, actor, meeting_id)
        if seen >= len(meeting.scenes) - 1:
            return self.end(actor, meeting_id)
        self.store.move(meeting.id, seen, seen + 1)
        return led(self.store, actor, meeting_id)

    def go_back(self, actor: Person, meeting_id: str, *, seen: int) -> Meeting:
        """One scene back: answers that were closed too early are open again."""
        meeting = led(self.store, actor, meeting_id)
        if seen > 0:
            self.store.move(meeting.id, seen, seen - 1)
        return led(self.store, actor, meeting_id)

    def end(self, actor: Person, meeting_id: str) -> Meeting:
        meeting = led(self.store, actor, meeting_id)
        self.store.end(meeting.id, self.clock())
        return led(self.store, actor, meeting_id)

    def delete(self, actor: Person, meeting_id: str) -> None:
        """With all that was written in it, also by others."""
        self.store.delete(led(self.store, actor, meeting_id).id)

    # ------------------------------------------------------------ how it is done

    def _begin(self, actor: Person, case_ids: Sequence[str], title: str, *, alone: bool) -> Meeting:
        records = [self.search.read(actor, case_id) for case_id in dict.fromkeys(case_ids)]
        readable = [r for r in records if r.state in SHARED and r.confirmed_by]
        if not readable:
            raise InvalidInput("公開された事例がありません。公開した事例から始めてください。")
        items = tuple(Item(case=r.id, version=r.version, stops=stops_of(r.case)) for r in readable)
        for known in self.store.meetings_of(actor.id):
            same = (known.facilitator, known.alone, known.items) == (actor.id, alone, items)
            if same and not known.ended_at:
                return known
        name = " ".join(title.split()) or readable[0].case.title
        meeting = Meeting(
            id=new_code(),
            title=name[:120],
            facilitator=actor.id,
            facilitator_name=actor.name,
            alone=alone,
            items=items,
            created_at=self.clock(),
        )
        while not self.store.add(meeting):
            meeting = meeting.model_copy(update={"id": new_code()})
        return meeting
