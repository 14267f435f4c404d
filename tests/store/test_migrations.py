"""A database from an earlier version opens in a later one, with all that it holds."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from trainer.store.database import SqliteFile
from trainer.store.migrations import migrations

# Databases out there remember these names: one that is renamed would be applied a second time.
RELEASED = [
    "m001_attempts", "m002_scenario_versions", "m003_ceiling", "m004_cases", "m005_case_search",
    "m006_case_circle", "m007_opinions", "m008_study", "m009_recordings", "m010_originals",
    "m011_case_masking", "m012_llm_choice", "m013_case_spelling",
]  # fmt: skip


def _applied(file: SqliteFile) -> list[str]:
    return [name for (name,) in file.all("SELECT name FROM _sqlite_migrations ORDER BY id")]


def test_a_new_database_gets_every_step_once_and_in_order(tmp_path: Path) -> None:
    SqliteFile(tmp_path / "trainer.db")
    assert _applied(SqliteFile(tmp_path / "trainer.db"))[: len(RELEASED)] == RELEASED


def test_people_of_an_early_database_are_still_there_after_the_later_steps(tmp_path: Path) -> None:
    path = tmp_path / "trainer.db"
    early = Database(path)
    migrations.apply(early, stop_before="m003_ceiling")
    early["person"].insert({"id": "p", "name": "佐藤", "seat": "first", "role": "trainee"})
    early.conn.close()
    assert SqliteFile(path).all("SELECT name, ceiling FROM person") == [("佐藤", "angry")]
