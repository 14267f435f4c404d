"""The way of a case to its readers: handed in, sent back, published, doubted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cases.desk import AUTHOR, MASKED, READER, REFUND, SV, Desk
from trainer.case import Case, CaseState
from trainer.cases import SavedMeanwhile
from trainer.errors import Conflict, InvalidInput, NotAllowed


def test_nothing_is_handed_in_before_the_masking_is_confirmed(desk: Desk) -> None:
    draft = desk.draft()
    with pytest.raises(InvalidInput, match="伏せ字"):
        desk.review.submit(AUTHOR, draft.id, seen=1)
    confirmed = desk.cases.confirm(AUTHOR, MASKED, case_id=draft.id, seen=1)
    assert confirmed.confirmed_by == "佐藤"
    edited = desk.cases.save_draft(AUTHOR, REFUND, case_id=draft.id, seen=confirmed.version)
    assert edited.confirmed_by == ""
    with pytest.raises(InvalidInput, match="伏せ字"):
        desk.review.submit(AUTHOR, draft.id, seen=edited.version)


def test_what_is_missing_is_named(desk: Desk) -> None:
    draft = desk.draft(Case(title="返金"))
    confirmed = desk.cases.confirm(AUTHOR, draft.case, case_id=draft.id, seen=1)
    with pytest.raises(InvalidInput, match="状況、教訓"):
        desk.review.submit(AUTHOR, draft.id, seen=confirmed.version)


def test_a_case_goes_from_its_author_over_a_supervisor_to_everybody(desk: Desk) -> None:
    waiting = desk.waiting()
    assert [row.id for row in desk.search.awaiting_review(SV)] == [waiting.id]
    assert desk.found(SV) == [waiting.id] and desk.found(READER) == []
    sent_back = desk.review.send_back(SV, waiting.id, "経過に日付を足してください", seen=waiting.version)
    assert sent_back.state is CaseState.DRAFT and sent_back.note == "経過に日付を足してください"
    assert desk.found(SV) == []
    again = desk.review.submit(AUTHOR, waiting.id, seen=sent_back.version)
    published = desk.review.publish(SV, waiting.id, seen=again.version)
    assert published.state is CaseState.PUBLISHED and desk.found(READER) == [waiting.id]
    assert desk.search.awaiting_review(SV) == []


def test_only_supervisors_review(desk: Desk) -> None:
    waiting = desk.waiting()
    for deed in (
        lambda: desk.review.publish(AUTHOR, waiting.id, seen=waiting.version),
        lambda: desk.review.send_back(AUTHOR, waiting.id, "だめ", seen=waiting.version),
        lambda: desk.search.awaiting_review(AUTHOR),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert desk.review.take_back(AUTHOR, waiting.id, seen=waiting.version).state is CaseState.DRAFT


def test_a_supervisor_never_publishes_a_text_they_have_not_seen(desk: Desk) -> None:
    waiting = desk.waiting()
    desk.cases.confirm(AUTHOR, MASKED, case_id=waiting.id, seen=waiting.version)
    with pytest.raises(SavedMeanwhile):
        desk.review.publish(SV, waiting.id, seen=waiting.version)
    assert desk.found(READER) == []


def test_a_deed_in_the_wrong_state_is_refused(desk: Desk) -> None:
    case = desk.published()
    with pytest.raises(Conflict):
        desk.review.publish(SV, case.id, seen=case.version)
    with pytest.raises(Conflict):
        desk.review.submit(AUTHOR, case.id, seen=case.version)
    with pytest.raises(Conflict):
        desk.review.mark_stale(SV, desk.waiting().id, "古い", seen=3)


def test_a_case_is_due_half_a_year_after_publishing(desk: Desk) -> None:
    case = desk.published()
    assert case.review_on == date.fromtimestamp(desk.clock.now) + timedelta(days=183)
    assert desk.search.read(READER, case.id).state is CaseState.PUBLISHED
    desk.clock.now += 184 * 86_400
    assert desk.search.read(READER, case.id).state is CaseState.STALE
    assert [row.id for row in desk.search.to_update(SV)] == [case.id]
    assert desk.found(READER, states=("published",)) == []
    renewed = desk.review.publish(SV, case.id, seen=case.version, review_on=desk.today + timedelta(days=30))
    assert renewed.state is CaseState.PUBLISHED and desk.search.to_update(SV) == []
    with pytest.raises(InvalidInput):
        stale = desk.review.mark_stale(SV, case.id, "料金が変わった", seen=renewed.version)
        desk.review.publish(SV, case.id, seen=stale.version, review_on=desk.today)


def test_doubt_is_told_with_its_reason_by_those_who_answer_for_the_case(desk: Desk) -> None:
    case = desk.published()
    with pytest.raises(NotAllowed):
        desk.review.mark_stale(READER, case.id, "古い", seen=case.version)
    with pytest.raises(InvalidInput):
        desk.review.mark_stale(AUTHOR, case.id, "  ", seen=case.version)
    stale = desk.review.mark_stale(AUTHOR, case.id, "料金が変わった", seen=case.version)
    assert (stale.state, stale.note) == (CaseState.STALE, "料金が変わった")
    assert desk.found(READER) == [case.id], "a doubted case is still found"
