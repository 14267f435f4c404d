"""A study meeting as its people meet it: the facilitator, those who take part, and one alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.store.case_samples import record
from trainer.case import CaseState, Moment, Party
from trainer.cases import CaseSearch, Discussion
from trainer.cases.spellings import Spellings
from trainer.errors import Conflict, InvalidInput, NotAllowed, NotFound
from trainer.meeting import MAX_WORDS, Choice, Meeting, Place, Stage
from trainer.person import Person, Role
from trainer.store.database import SqliteFile
from trainer.store.sqlite_cases import SqliteCases
from trainer.store.sqlite_circle import SqliteCircle
from trainer.store.sqlite_spellings import SqliteSpellings
from trainer.store.sqlite_study import SqliteMeetings
from trainer.study import Lessons, Meetings
from trainer.study.codes import ALPHABET
from trainer.study.meetings import PRESENT

SV = Person(id="sv", name="高木", role=Role.SUPERVISOR)
OTHER_SV = Person(id="sv2", name="原", role=Role.SUPERVISOR)
SATO = Person(id="a", name="佐藤")
SUZUKI = Person(id="b", name="鈴木")
STORY = (
    Moment(who=Party.CUSTOMER, text="返金が来ません。", decision="何と言いますか。"),
    Moment(who=Party.OPERATOR, text="お待たせしております。"),
    Moment(who=Party.CUSTOMER, text="責任者を出してください。", decision="引き継ぎますか。"),
    Moment(who=Party.SUPERVISOR, text="責任者でございます。"),
)
FIRST, SECOND = Place(0, 0), Place(0, 2)


@dataclass
class Room:
    meetings: Meetings
    lessons: Lessons
    cases: SqliteCases
    circle: SqliteCircle
    clock: Clock

    def opened(self, *joined: Person) -> Meeting:
        meeting = self.meetings.open(SV, ["c1"])
        for person in joined:
            self.meetings.join(person, meeting.id)
        return meeting

    def on(self, meeting: Meeting, steps: int = 1) -> Meeting:
        for _ in range(steps):
            meeting = self.meetings.go_on(SV, meeting.id, seen=meeting.place)
        return meeting


@pytest.fixture
def room(tmp_path: Path) -> Room:
    file, clock = SqliteFile(tmp_path / "trainer.db"), Clock()
    cases, circle = SqliteCases(file), SqliteCircle(file)
    for name in ("c1", "c2"):
        cases.save(record(name, f"事例{name}", timeline=STORY, at=clock.now))
    cases.save(record("draft", state=CaseState.DRAFT, at=clock.now))
    ids = iter(f"id{n:03}" for n in range(1000))
    search = CaseSearch(cases, clock, Spellings(SqliteSpellings(file)))
    talk = Discussion(store=cases, circle=circle, clock=clock, new_id=lambda: next(ids))
    store = SqliteMeetings(file)
    meetings = Meetings(store, cases, search, clock, lambda: next(ids))
    return Room(meetings, Lessons(store, meetings, talk), cases, circle, clock)


def test_a_supervisor_opens_a_meeting_and_others_join_by_its_code_however_they_type_it(room: Room) -> None:
    meeting = room.meetings.open(SV, ["c1", "c2"], "12月の会")
    assert len(meeting.id) == 6 and set(meeting.id) <= set(ALPHABET)
    typed = f" {meeting.id[:3].lower()}-{meeting.id[3:]} ".translate(
        {ord(c): ord(c) + 0xFEE0 for c in "ABC234"}
    )
    assert room.meetings.join(SATO, typed) == meeting
    assert room.meetings.present(SV, meeting.id) == ["佐藤"]
    with pytest.raises(NotFound):
        room.meetings.join(SATO, "ZZZZZZ")


def test_a_trainee_opens_none_and_nobody_opens_what_is_not_shared(room: Room) -> None:
    with pytest.raises(NotAllowed):
        room.meetings.open(SATO, ["c1"])
    with pytest.raises(NotFound):
        room.meetings.open(SV, ["draft"])


def test_opening_again_takes_up_the_meeting_that_goes_on(room: Room) -> None:
    meeting = room.opened()
    assert room.opened().id == meeting.id
    room.meetings.end(SV, meeting.id)
    assert room.opened().id != meeting.id


def test_who_has_not_joined_sees_nothing(room: Room) -> None:
    meeting = room.opened(SATO)
    for look in (
        lambda: room.meetings.read(SUZUKI, meeting.id),
        lambda: room.meetings.case(SUZUKI, meeting.id, 0),
        lambda: room.meetings.pulse(SUZUKI, meeting.id, FIRST, touch=True),
        lambda: room.meetings.own(SUZUKI, meeting.id, FIRST),
        lambda: room.lessons.summary(SUZUKI, meeting.id, 0),
    ):
        with pytest.raises(NotFound):
            look()
    assert room.meetings.present(SV, meeting.id) == ["佐藤"]


def test_answers_and_votes_are_seen_only_once_they_are_closed(room: Room) -> None:
    meeting = room.opened(SATO, SUZUKI)
    room.meetings.answer(SATO, meeting.id, FIRST, choice=Choice.CARRY_ON, words="お待たせしました")
    for person in (SV, SATO, SUZUKI):
        with pytest.raises(Conflict):
            room.meetings.answers(person, meeting.id, FIRST)
    room.on(meeting)
    assert room.meetings.votes(SUZUKI, meeting.id, FIRST)[Choice.CARRY_ON] == 1
    with pytest.raises(Conflict):
        room.meetings.answers(SV, meeting.id, SECOND)


def test_nobody_learns_who_wrote_what_unless_the_writer_wants_it(room: Room) -> None:
    meeting = room.opened(SATO, SUZUKI)
    room.meetings.answer(SATO, meeting.id, FIRST, choice=Choice.CARRY_ON, words="ひとつ")
    room.meetings.answer(SUZUKI, meeting.id, FIRST, choice=Choice.SUPERIOR, words="ふたつ", named=True)
    room.on(meeting)
    shown = {s.words: s for s in room.meetings.answers(SV, meeting.id, FIRST)}
    assert (shown["ひとつ"].name, shown["ふたつ"].name) == ("", "鈴木")
    assert "佐藤" not in str(shown) and SATO.id not in [str(part) for s in shown.values() for part in s]
    assert [s.words for s in room.meetings.answers(SATO, meeting.id, FIRST) if s.own] == ["ひとつ"]


def test_a_second_answer_takes_the_place_of_the_first_and_too_late_is_told(room: Room) -> None:
    meeting = room.opened(SATO)
    for words in ("一度目", "二度目", "二度目"):
        room.meetings.answer(SATO, meeting.id, FIRST, choice=Choice.END, words=words)
    meeting = room.on(meeting)
    assert [s.words for s in room.meetings.answers(SATO, meeting.id, FIRST)] == ["二度目"]
    with pytest.raises(Conflict, match="締め切られました"):
        room.meetings.answer(SATO, meeting.id, FIRST, choice=Choice.END, words="三度目")
    back = room.meetings.go_back(SV, meeting.id, seen=meeting.place)
    assert back.scene.stage is Stage.ASKED
    room.meetings.answer(SATO, meeting.id, FIRST, choice=Choice.END, words="三度目")


def test_without_a_choice_or_with_too_many_words_it_is_refused(room: Room) -> None:
    meeting = room.opened(SATO)
    with pytest.raises(InvalidInput, match="選ばれていません"):
        room.meetings.answer(SATO, meeting.id, FIRST, choice=None, words="言葉")
    with pytest.raises(InvalidInput, match="長すぎます"):
        room.meetings.answer(SATO, meeting.id, FIRST, choice=Choice.END, words="あ" * (MAX_WORDS + 1))


def test_what_is_being_written_is_kept_and_nobody_else_sees_it(room: Room) -> None:
    meeting = room.opened(SATO)
    room.meetings.keep(SATO, meeting.id, FIRST, "書きか", named=False)
    own = room.meetings.own(SATO, meeting.id, FIRST)
    assert own is not None and (own.words, own.sent) == ("書きか", False)
    room.on(meeting)
    assert room.meetings.answers(SV, meeting.id, FIRST) == []


def test_typing_on_does_not_change_what_was_handed_in(room: Room) -> None:
    meeting = room.opened(SATO)
    room.meetings.answer(SATO, meeting.id, FIRST, choice=Choice.END, words="出した")
    room.meetings.keep(SATO, meeting.id, FIRST, "出したものの途中", named=True)
    own = room.meetings.own(SATO, meeting.id, FIRST)
    assert own is not None and (own.words, own.named, own.sent) == ("出した", False, True)


def test_two_windows_that_go_on_together_go_one_step(room: Room) -> None:
    meeting = room.opened()
    for _ in range(2):
        meeting_then = room.meetings.go_on(SV, meeting.id, seen=meeting.place)
    assert meeting_then.place == meeting.place + 1


def test_only_the_facilitator_leads_and_another_supervisor_may_take_over(room: Room) -> None:
    meeting = room.opened(SATO, OTHER_SV)
    for person in (SATO, OTHER_SV):
        with pytest.raises(NotAllowed, match="高木"):
            room.meetings.go_on(person, meeting.id, seen=0)
    with pytest.raises(NotAllowed):
        room.meetings.take_over(SATO, meeting.id)
    assert room.meetings.take_over(OTHER_SV, meeting.id).facilitator == OTHER_SV.id
    assert room.meetings.go_on(OTHER_SV, meeting.id, seen=0).place == 1
    assert room.meetings.read(SV, meeting.id).place == 1  # is still there, as one of the others


def test_the_scenes_lead_from_stop_to_stop_and_behind_the_last_it_ends(room: Room) -> None:
    meeting = room.opened()
    seen = []
    while not meeting.ended_at:
        seen.append((meeting.scene.stage, meeting.scene.stop))
        meeting = room.on(meeting)
    three = (Stage.ASKED, Stage.COMPARED, Stage.HAPPENED)
    assert seen == [*((s, 0) for s in three), *((s, 2) for s in three), (Stage.SUMMED_UP, None)]
    assert room.meetings.go_on(SV, meeting.id, seen=6).ended_at == meeting.ended_at


def test_whoever_is_not_seen_for_a_while_or_leaves_is_not_counted(room: Room) -> None:
    meeting = room.opened(SATO, SUZUKI)
    room.clock.now += PRESENT + 1
    assert room.meetings.pulse(SATO, meeting.id, FIRST, touch=True).present == 1
    room.meetings.leave(SATO, meeting.id)
    assert room.meetings.pulse(SV, meeting.id, FIRST, touch=True).present == 0
    assert room.meetings.join(SATO, meeting.id).id == meeting.id


def test_who_comes_late_writes_from_here_on_and_reads_what_was_said(room: Room) -> None:
    meeting = room.opened(SATO)
    room.meetings.answer(SATO, meeting.id, FIRST, choice=Choice.CARRY_ON, words="はじめの")
    room.on(meeting, 3)
    room.meetings.join(SUZUKI, meeting.id)
    assert [s.words for s in room.meetings.answers(SUZUKI, meeting.id, FIRST)] == ["はじめの"]
    room.meetings.answer(SUZUKI, meeting.id, SECOND, choice=Choice.SUPERIOR, words="代わります")
    with pytest.raises(Conflict):
        room.meetings.answer(SUZUKI, meeting.id, FIRST, choice=Choice.SUPERIOR, words="あとから")


def test_what_is_over_is_joined_no_more_but_looked_back_on(room: Room) -> None:
    meeting = room.opened(SATO)
    room.meetings.answer(SATO, meeting.id, FIRST, choice=Choice.CARRY_ON, words="わたしの")
    room.meetings.end(SV, room.on(meeting).id)
    with pytest.raises(Conflict, match="終わっています"):
        room.meetings.join(SUZUKI, meeting.id)
    (kept,) = room.meetings.mine(SATO)
    own = room.meetings.own(SATO, room.meetings.join(SATO, kept.id).id, FIRST)
    assert own is not None and own.words == "わたしの"


def test_a_case_that_is_mended_meanwhile_does_not_move_the_meeting(room: Room) -> None:
    meeting = room.opened()
    room.cases.save(record("c1", "直した", version=2, timeline=STORY[1:], at=room.clock.now))
    assert room.meetings.case(SV, meeting.id, 0).title == "事例c1"
    thrown = record("c1", "直した", version=3).model_copy(update={"deleted_at": 1.0})
    room.cases.save(thrown)
    with pytest.raises(NotFound, match="次の事例"):
        room.meetings.case(SV, meeting.id, 0)


def test_what_was_learnt_stays_with_the_case_once_and_names_nobody(room: Room) -> None:
    meeting = room.opened(SATO)
    room.meetings.answer(SATO, meeting.id, FIRST, choice=Choice.SUPERIOR, words="ないしょ", named=True)
    room.on(meeting, 6)
    with pytest.raises(InvalidInput, match="教訓が空"):
        room.lessons.comment(SV, meeting.id, 0)
    with pytest.raises(NotAllowed):
        room.lessons.save(SATO, meeting.id, 0, "勝手な学び")
    room.lessons.save(SV, meeting.id, 0, "約束の時刻を先に言う")
    for _ in range(2):
        room.lessons.comment(SV, meeting.id, 0)
    (comment,) = room.circle.comments("c1")
    assert "約束の時刻を先に言う" in comment.text and "上席へ1人" in comment.text
    assert "佐藤" not in comment.text and "ないしょ" not in comment.text
    assert room.lessons.commented(SATO, meeting.id, 0)


def test_one_alone_goes_through_a_case_and_nobody_else_gets_in(room: Room) -> None:
    meeting = room.meetings.study_alone(SATO, "c1")
    assert room.meetings.study_alone(SATO, "c1").id == meeting.id
    for person in (SUZUKI, SV):
        with pytest.raises(NotFound):
            room.meetings.join(person, meeting.id)
        with pytest.raises(NotFound):
            room.meetings.read(person, meeting.id)
    room.meetings.answer(SATO, meeting.id, FIRST, choice=Choice.CARRY_ON, words="一人の言葉")
    room.meetings.go_on(SATO, meeting.id, seen=0)
    assert [s.words for s in room.meetings.answers(SATO, meeting.id, FIRST)] == ["一人の言葉"]


def test_a_case_without_questions_is_asked_after_the_customers_first_words(room: Room) -> None:
    plain = tuple(m.model_copy(update={"decision": ""}) for m in STORY)
    room.cases.save(record("plain", timeline=plain, at=room.clock.now))
    room.cases.save(record("mute", timeline=(), at=room.clock.now))
    meeting = room.meetings.open(SV, ["plain", "mute"])
    assert [item.stops for item in meeting.items] == [(0,), ()]
    assert [s.stage for s in meeting.scenes][-2:] == [Stage.SUMMED_UP, Stage.SUMMED_UP]
