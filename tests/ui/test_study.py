"""The study meeting's pages, and the way from a case to practice (AppTest, no browser)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.looking import EXAMPLE, finished, shown
from trainer.meeting import Choice, Meeting, Place
from trainer.person import Person
from trainer.wiring import App

CASE = "bank-limit-raise"


@pytest.fixture
def sato(trainee: Person) -> Person:
    return trainee


def place_of(app: App, person: Person, meeting: Meeting) -> Place:
    place = app.meetings.read(person, meeting.id).scene.place
    assert place is not None
    return place


def test_a_trainee_finds_where_to_join_and_a_wrong_code_is_told(opened: Any, sato: Person) -> None:
    at = opened(sato, "study")
    assert "参加する" in shown(at) and "一人で考える" in shown(at)
    at.text_input[0].input("ABC234")
    next(b for b in at.button if b.label == "参加する").click().run()
    assert "勉強会は見つかりません" in shown(at)


def test_nothing_of_what_is_to_be_found_out_is_shown_beforehand(opened: Any, app: App, sv: Person) -> None:
    meeting = app.meetings.open(sv, [CASE])
    case = app.case_search.read(sv, CASE).case
    words = shown(opened(sv, "study", meeting=meeting.id))
    place = place_of(app, sv, meeting)
    assert case.timeline[place.stop].decision in words
    for hidden in (
        case.timeline[place.stop + 1].text[:20],
        case.lesson[:20],
        case.outcome[:20],
        "引き継ぎ必要",
    ):
        assert hidden not in words


def test_an_answer_is_handed_in_and_seen_after_the_closing_as_words_only(
    opened: Any, app: App, sv: Person, sato: Person
) -> None:
    meeting = app.meetings.open(sv, [CASE])
    at = opened(sato, "study", meeting=meeting.id)
    at.text_area[0].set_value("<b>お待ち</b>ください ![x](http://x.example/y.png)").run()
    next(b for b in at.button if b.label == "回答を出す").click().run()
    assert "選ばれていません" in shown(at)
    at.radio[0].set_value(Choice.SUPERIOR).run()
    next(b for b in at.button if b.label == "回答を出す").click().run()
    assert not at.exception and "回答を出しました" in shown(at)
    app.meetings.go_on(sv, meeting.id, seen=0)
    words = shown(opened(sv, "study", meeting=meeting.id))
    listed = words.split('class="study-answers"')[1].split("</ul>")[0]
    assert "&lt;b&gt;お待ち&lt;/b&gt;" in listed and "<b>お待ち" not in words and "佐藤" not in listed
    assert "あなたの回答" in shown(at.run())


def test_one_alone_writes_first_and_then_reads_what_was_done(opened: Any, app: App, sato: Person) -> None:
    at = opened(sato, "case", case=CASE)
    next(b for b in at.button if b.key == "study-alone").click().run()
    (meeting,) = app.meetings.mine(sato)
    at = opened(sato, "study", meeting=meeting.id)
    at.text_area[0].set_value("ご不便をおかけし申し訳ございません。責任者に代わります。").run()
    at.radio[0].set_value(Choice.SUPERIOR).run()
    next(b for b in at.button if b.label == "答えて、振り返る").click().run()
    assert not at.exception and "上席への引き継ぎ" in shown(at)
    next(b for b in at.button if b.key == "study-next").click().run()
    case = app.case_search.read(sato, CASE).case
    assert case.timeline[meeting.items[0].stops[0] + 1].text[:15] in shown(at)


def test_what_is_over_is_looked_back_on(opened: Any, app: App, sv: Person, sato: Person) -> None:
    meeting = app.meetings.open(sv, [CASE])
    app.meetings.join(sato, meeting.id)
    app.meetings.answer(sato, meeting.id, place_of(app, sv, meeting), choice=Choice.END, words="わたしの言葉")
    app.meetings.go_on(sv, meeting.id, seen=0)
    app.meetings.end(sv, meeting.id)
    assert meeting.title in shown(opened(sato, "study"))
    words = shown(opened(sato, "study", meeting=meeting.id))
    assert "わたしの言葉" in words and "勉強会の記録" in words


def test_only_a_supervisor_is_offered_a_meeting_or_a_scenario(opened: Any, sv: Person, sato: Person) -> None:
    def keys(person: Person) -> set[str]:
        return {str(b.key) for b in opened(person, "case", case=CASE).button}

    assert {"study-alone", "study-meet", "study-draft"} <= keys(sv)
    assert "study-alone" in keys(sato) and not {"study-meet", "study-draft"} & keys(sato)


def test_the_marks_of_a_draft_are_ticked_off_in_the_editor(opened: Any, app: App, sv: Person) -> None:
    scenario_id, text = app.case_loop.draft(sv, CASE)
    app.authoring.save(sv, text, seen=0)
    at = opened(sv, "scenarios", open=scenario_id)
    before = [b for b in at.button if b.label == "書いた"]
    assert len(before) >= 10 and "もとの事例" in " ".join(link.label for link in at.get("page_link"))
    before[0].click().run()
    assert not at.exception
    assert len([b for b in at.button if b.label == "書いた"]) == len(before) - 1


def test_after_a_call_the_trainee_decides_whether_it_stands_beside_the_case(
    opened: Any, app: App, sv: Person, sato: Person
) -> None:
    attempt = finished(app, sato)
    assert not any(b.key == "share-False" for b in opened(sato, "result", attempt=attempt).button)
    app.case_loop.cases.link(CASE, scenario=EXAMPLE)
    at = opened(sato, "result", attempt=attempt)
    next(b for b in at.button if b.key == "share-False").click().run()
    assert not at.exception and "事例に載せています" in shown(at)
    assert "回 ・ 最高" in shown(opened(sv, "case", case=CASE))
    words = shown(opened(sv, "bestcall", case=CASE))
    assert "匿名" in words and 'class="line operator"' in words and "佐藤" not in words
