"""Cases that were thrown away."""

from __future__ import annotations

import pytest

from tests.cases.desk import AUTHOR, READER, SV, Desk
from trainer.case import CaseState
from trainer.errors import NotAllowed, NotFound


def test_a_deleted_case_is_nowhere_until_it_is_taken_out_of_the_bin(desk: Desk) -> None:
    case = desk.published()
    with pytest.raises(NotAllowed):
        desk.bin.delete(AUTHOR, case.id)
    desk.bin.delete(SV, case.id)
    assert desk.found(READER) == [] and [row.id for row in desk.search.bin(SV)] == [case.id]
    with pytest.raises(NotFound):
        desk.search.read(AUTHOR, case.id)
    with pytest.raises(NotFound):
        desk.bin.undelete(READER, case.id)
    back = desk.bin.undelete(SV, case.id)
    assert back.state is CaseState.PUBLISHED and desk.found(READER) == [case.id] and desk.search.bin(SV) == []


def test_erasing_is_for_what_lies_in_the_bin(desk: Desk) -> None:
    draft = desk.draft()
    with pytest.raises(NotFound):
        desk.bin.erase(AUTHOR, draft.id)
    desk.bin.delete(AUTHOR, draft.id)
    with pytest.raises(NotFound):
        desk.bin.erase(SV, draft.id)
    desk.bin.erase(AUTHOR, draft.id)
    assert desk.search.bin(AUTHOR) == []
