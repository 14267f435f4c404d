"""Writing a case: what is typed is kept, seen by its author only, and overwrites nobody."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from tests.cases.busy import Busy
from tests.cases.desk import AUTHOR, MASKED, READER, REFUND, SV, Desk
from trainer.case import Case, CaseState
from trainer.case_query import CaseQuery
from trainer.cases import SavedMeanwhile
from trainer.errors import InvalidInput, NotFound


def test_a_draft_is_saved_as_it_is_typed_and_seen_by_its_author_only(desk: Desk) -> None:
    draft = desk.draft(Case(title="返金"))
    draft = desk.cases.save_draft(AUTHOR, REFUND, case_id=draft.id, seen=draft.version)
    assert desk.search.read(AUTHOR, draft.id).case == REFUND
    assert desk.found(AUTHOR) == [draft.id] and desk.found(SV) == desk.found(READER) == []
    for nosy in (SV, READER):
        with pytest.raises(NotFound):
            desk.search.read(nosy, draft.id)
        with pytest.raises(NotFound):
            desk.cases.save_draft(nosy, REFUND, case_id=draft.id, seen=draft.version)


def test_a_first_save_sent_twice_makes_one_draft(desk: Desk) -> None:
    first = desk.cases.save_draft(AUTHOR, REFUND, case_id="made-by-the-page")
    assert desk.cases.save_draft(AUTHOR, REFUND, case_id="made-by-the-page") == first
    assert [row.id for row in desk.search.mine(AUTHOR)] == ["made-by-the-page"]
    with pytest.raises(InvalidInput):
        desk.cases.save_draft(AUTHOR, REFUND, case_id="../../etc")


def test_two_tabs_on_one_draft_the_second_is_told_and_keeps_its_text(desk: Desk) -> None:
    draft = desk.draft()
    desk.cases.save_draft(AUTHOR, MASKED, case_id=draft.id, seen=1)
    mine = REFUND.model_copy(update={"lesson": "別の画面で書いた学び"})
    with pytest.raises(SavedMeanwhile, match="あなたが別の画面で") as told:
        desk.cases.save_draft(AUTHOR, mine, case_id=draft.id, seen=1)
    assert told.value.record == desk.search.read(AUTHOR, draft.id)
    own = desk.cases.own(AUTHOR, draft.id)
    assert own is not None and own.case == mine and own.seen == 1
    assert desk.search.read(AUTHOR, draft.id).case == MASKED
    desk.cases.drop_own(AUTHOR, draft.id)
    assert desk.cases.own(AUTHOR, draft.id) is None


def test_two_editors_of_a_published_case_lose_nothing(desk: Desk) -> None:
    case = desk.published()
    theirs, mine = (REFUND.model_copy(update={"lesson": lesson}) for lesson in ("SVの学び", "筆者の学び"))
    desk.cases.save_draft(AUTHOR, mine, case_id=case.id, seen=case.version)
    desk.cases.confirm(SV, theirs, case_id=case.id, seen=case.version)
    with pytest.raises(SavedMeanwhile, match="高木さん"):
        desk.cases.confirm(AUTHOR, mine, case_id=case.id, seen=case.version)
    own = desk.cases.own(AUTHOR, case.id)
    assert own is not None and own.case == mine
    assert desk.search.read(READER, case.id).case == theirs


def test_a_change_to_a_shared_case_stays_the_writers_own_until_confirmed(desk: Desk) -> None:
    case = desk.published()
    raw = REFUND.model_copy(update={"situation": "山田太郎様の返金が届かない"})
    assert desk.cases.save_draft(AUTHOR, raw, case_id=case.id, seen=case.version) == case
    assert desk.found(AUTHOR, "山田太郎") == desk.found(SV, "山田太郎") == []
    assert desk.cases.own(SV, case.id) is None
    revised = desk.cases.confirm(AUTHOR, MASKED, case_id=case.id, seen=case.version)
    assert revised.state is CaseState.WAITING and desk.found(READER) == []
    assert desk.cases.own(AUTHOR, case.id) is None


def test_two_tabs_on_a_published_case_the_second_is_told_and_overwrites_nothing(desk: Desk) -> None:
    case = desk.published()
    one, two = (case.case.model_copy(update=text) for text in ({"manual": "一枚目"}, {"outcome": "二枚目"}))
    keep = partial(desk.cases.save_draft, AUTHOR, case_id=case.id, seen=case.version)
    keep(one, upon=case.case)
    with pytest.raises(SavedMeanwhile, match="あなたが別の画面で") as told:
        keep(two, upon=case.case)
    assert told.value.record.case == one
    own = desk.cases.own(AUTHOR, case.id)
    assert own is not None and own.case == one
    keep(two, upon=one)
    own = desk.cases.own(AUTHOR, case.id)
    assert own is not None and own.case == two
    keep(case.case, upon=two)  # typed back as it was
    assert desk.cases.own(AUTHOR, case.id) is None


def test_a_supervisors_confirmed_change_is_published_at_once(desk: Desk) -> None:
    case = desk.published()
    revised = desk.cases.confirm(SV, MASKED, case_id=case.id, seen=case.version)
    assert revised.state is CaseState.PUBLISHED and desk.found(READER, "【氏名1】") == [case.id]


def test_who_is_overtaken_in_the_last_moment_keeps_their_text(desk: Desk) -> None:
    draft = desk.draft()
    desk.cases.save_draft(AUTHOR, MASKED, case_id=draft.id, seen=1)
    mine = REFUND.model_copy(update={"lesson": "同時に書いた学び"})
    theirs = REFUND.model_copy(update={"lesson": "先に届いた学び"})

    def meanwhile() -> None:
        desk.cases.save_draft(AUTHOR, theirs, case_id=draft.id, seen=2)

    saving = desk.cases.saving
    busy = replace(desk.cases, saving=replace(saving, store=Busy(saving.store, "save", meanwhile)))
    with pytest.raises(SavedMeanwhile):
        busy.save_draft(AUTHOR, mine, case_id=draft.id, seen=2)
    own = desk.cases.own(AUTHOR, draft.id)
    assert own is not None and own.case == mine and desk.search.read(AUTHOR, draft.id).case == theirs


def test_what_is_taken_back_during_a_search_is_not_shown(desk: Desk) -> None:
    case = desk.waiting()

    def meanwhile() -> None:
        desk.review.take_back(AUTHOR, case.id, seen=case.version)

    busy = replace(desk.search, store=Busy(desk.search.store, "records", meanwhile))
    assert busy.search(SV, CaseQuery(text="返金")).hits == ()
