"""All deeds of the case library over a real database file."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tests.cases.desk import Desk
from tests.conftest import Clock
from trainer.cases import (
    CaseBin,
    CaseImports,
    CaseReview,
    Cases,
    CaseSearch,
    Discussion,
    ReadingLists,
    Saving,
)
from trainer.cases.spellings import Spellings
from trainer.store.sqlite import SqliteStore
from trainer.store.sqlite_case_imports import SqliteCaseImports
from trainer.store.sqlite_cases import SqliteCases
from trainer.store.sqlite_circle import SqliteCircle
from trainer.store.sqlite_spellings import SqliteSpellings


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    file = SqliteStore(tmp_path / "trainer.db").file
    store, circle, clock, ids = SqliteCases(file), SqliteCircle(file), Clock(), itertools.count(1)

    def new_id() -> str:
        return f"c{next(ids)}"

    spellings = Spellings(SqliteSpellings(file))
    saving = Saving(store, clock, spellings)
    return Desk(
        cases=Cases(saving, new_id),
        review=CaseReview(saving),
        bin=CaseBin(saving),
        search=CaseSearch(store, clock, spellings),
        imports=CaseImports(SqliteCaseImports(file), clock, new_id, spellings),
        talk=Discussion(store, circle, clock, new_id),
        lists=ReadingLists(store, circle, clock, new_id),
        clock=clock,
    )
