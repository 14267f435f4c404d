"""The back ends of the case library. A new one adds itself to MAKERS and passes the contract."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.store.case_store import CaseStore, CircleStore, ImportStore
from trainer.store.database import SqliteFile
from trainer.store.sqlite_case_imports import SqliteCaseImports
from trainer.store.sqlite_cases import SqliteCases
from trainer.store.sqlite_circle import SqliteCircle

Shelves = tuple[CaseStore, CircleStore, ImportStore]


def sqlite_shelves(folder: Path) -> Shelves:
    file = SqliteFile(folder / "trainer.db")
    return SqliteCases(file), SqliteCircle(file), SqliteCaseImports(file)


MAKERS: dict[str, Callable[[Path], Shelves]] = {"sqlite": sqlite_shelves}


@pytest.fixture(params=MAKERS)
def shelves(request: pytest.FixtureRequest, tmp_path: Path) -> Shelves:
    """An empty case library; opened again on the same folder it shows what was kept."""
    return MAKERS[request.param](tmp_path)


@pytest.fixture
def cases(shelves: Shelves) -> CaseStore:
    return shelves[0]


@pytest.fixture
def circle(shelves: Shelves) -> CircleStore:
    return shelves[1]


@pytest.fixture
def imports(shelves: Shelves) -> ImportStore:
    return shelves[2]
