"""Many cases at once: all or nothing, and taken back."""

from __future__ import annotations

import pytest

from tests.cases.desk import AUTHOR, MASKED, READER, REFUND, SV, Desk
from trainer.case import CaseRecord, CaseState
from trainer.errors import InvalidInput, NotAllowed, NotFound


def _rows(count: int, **changed: object) -> list[CaseRecord]:
    return [
        CaseRecord(id=f"row{n}", case=REFUND, author="x", author_name="x").model_copy(update=changed)
        for n in range(count)
    ]


def test_an_import_belongs_to_whoever_brought_it_and_can_be_taken_back(desk: Desk) -> None:
    assert desk.imports.add_many(AUTHOR, _rows(3), "b1")
    assert desk.found(AUTHOR) == ["row2", "row1", "row0"] and desk.found(SV) == []
    desk.cases.save_draft(AUTHOR, MASKED, case_id="row1", seen=1)
    assert [b.count for b in desk.imports.batches(AUTHOR)] == [3] and desk.imports.batches(SV) == []
    with pytest.raises(NotFound):
        desk.imports.undo_import(SV, "b1")
    undone = desk.imports.undo_import(AUTHOR, "b1")
    assert (undone.removed, undone.kept) == (2, ("row1",)) and desk.found(AUTHOR) == ["row1"]


def test_only_a_supervisor_imports_shared_cases_and_only_confirmed_ones(desk: Desk) -> None:
    published = {"state": CaseState.PUBLISHED}
    with pytest.raises(NotAllowed):
        desk.imports.add_many(AUTHOR, _rows(1, **published, confirmed_by="佐藤"), "b1")
    with pytest.raises(InvalidInput, match="伏せ字"):
        desk.imports.add_many(SV, _rows(2, **published), "b1")
    assert desk.imports.add_many(SV, _rows(2, **published, confirmed_by="高木"), "b1")
    assert len(desk.found(READER)) == 2


def test_an_import_shows_its_progress_and_can_be_stopped(desk: Desk) -> None:
    steps: list[int] = []
    assert not desk.imports.add_many(AUTHOR, _rows(1_100), "b1", lambda done, total: bool(steps.append(done)))
    assert steps == [500] and desk.found(AUTHOR) == [] and desk.imports.batches(AUTHOR) == []


def test_shipped_cases_are_published_once(desk: Desk) -> None:
    assert desk.imports.seed(_rows(2, confirmed_by="見本")) == 2
    assert desk.found(READER) == ["row1", "row0"]
    desk.bin.delete(SV, "row1")
    assert desk.imports.seed(_rows(2, confirmed_by="見本")) == 0 and desk.found(READER) == ["row0"]
