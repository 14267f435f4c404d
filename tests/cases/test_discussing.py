"""Comments, votes, bookmarks and reading lists."""

from __future__ import annotations

import pytest

from tests.cases.desk import AUTHOR, READER, REFUND, SV, Desk
from trainer.errors import InvalidInput, NotAllowed, NotFound


def test_people_talk_about_a_case_they_can_see(desk: Desk) -> None:
    case, draft = desk.published(), desk.draft()
    first = desk.talk.comment(READER, case.id, " 朝礼で読みました ", key="k1")
    desk.talk.comment(READER, case.id, "朝礼で読みました", key="k1")
    assert [c.text for c in desk.talk.comments(AUTHOR, case.id)] == ["朝礼で読みました"]
    with pytest.raises(NotAllowed):
        desk.talk.delete_comment(AUTHOR, case.id, first.id)
    desk.talk.delete_comment(SV, case.id, first.id)
    assert desk.talk.comments(READER, case.id) == []
    for text in ("  ", "長" * 2_001):
        with pytest.raises(InvalidInput):
            desk.talk.comment(READER, case.id, text)
    with pytest.raises(NotFound):
        desk.talk.comment(READER, draft.id, "見えないはず")


def test_helpful_and_bookmarks_are_switched_on_and_off(desk: Desk) -> None:
    case = desk.published()
    assert desk.talk.toggle_helpful(READER, case.id).helpful == 1
    assert desk.talk.toggle_helpful(SV, case.id).helpful == 2 and desk.talk.found_helpful(SV, case.id)
    assert desk.talk.toggle_helpful(SV, case.id).helpful == 1 and not desk.talk.found_helpful(SV, case.id)
    assert desk.talk.toggle_bookmark(READER, case.id) and desk.talk.toggle_bookmark(SV, case.id) is not False
    assert [r.id for r in desk.talk.bookmarks(READER)] == [case.id]
    desk.bin.delete(SV, case.id)
    assert desk.talk.bookmarks(READER) == []


def test_a_reading_list_is_put_in_order_for_a_meeting(desk: Desk) -> None:
    one, two, three = (desk.published(REFUND.model_copy(update={"title": f"返金{n}"})).id for n in range(3))
    made = desk.lists.create(READER, " 11月の 勉強会 ", [one, two, one])
    assert made.title == "11月の 勉強会" and made.cases == (one, two)
    desk.lists.add(READER, made.id, three)
    desk.lists.add(READER, made.id, three)
    assert desk.lists.move(READER, made.id, three, 0).cases == (three, one, two)
    assert desk.lists.remove(READER, made.id, one).cases == (three, two)
    assert desk.lists.rename(SV, made.id, "12月の勉強会").title == "12月の勉強会"
    with pytest.raises(NotAllowed):
        desk.lists.add(AUTHOR, made.id, one)
    reading, records = desk.lists.read(AUTHOR, made.id)
    assert [r.id for r in records] == list(reading.cases) == [three, two]
    desk.bin.delete(SV, three)
    assert desk.lists.read(AUTHOR, made.id)[0].cases == (two,)
    assert [li.cases for li in desk.lists.all(AUTHOR)] == [(two,)]
    desk.lists.delete(READER, made.id)
    with pytest.raises(NotFound):
        desk.lists.read(READER, made.id)
