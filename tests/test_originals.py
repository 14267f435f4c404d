"""The unmasked text is kept only if the centre says so: sealed, for its author, for a while."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.case import Case, CaseRecord
from trainer.cases import Originals
from trainer.dialogue import Seat
from trainer.errors import InvalidInput, NotFound
from trainer.person import Person
from trainer.settings import OriginalsSettings
from trainer.store.database import SqliteFile
from trainer.store.sqlite_cases import SqliteCases
from trainer.store.sqlite_originals import SqliteOriginals
from trainer.vault import DAY, Vault, new_key

ME, OTHER = (Person(id=i, name=i, seat=Seat.FIRST) for i in ("me", "other"))
TEXT = Case(title="佐々木様の件", situation="電話は090-1234-5678")


class Clock:
    now = 1.79e9

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def file(tmp_path: Path) -> SqliteFile:
    made = SqliteFile(tmp_path / "trainer.db")
    SqliteCases(made).save(
        CaseRecord(id="c1", case=Case(title="題"), author="me", author_name="me", version=1)
    )
    return made


def originals(file: SqliteFile, days: int, clock: Clock, key: str | None = None) -> Originals:
    return Originals(SqliteOriginals(file), Vault(key or new_key()) if days else None, days, clock)


def test_the_author_reads_it_nobody_else_does(file: SqliteFile) -> None:
    kept = originals(file, 30, Clock())
    kept.keep(ME, "c1", TEXT)
    assert kept.read(ME, "c1") == TEXT
    with pytest.raises(NotFound):
        kept.read(OTHER, "c1")


def test_nothing_readable_lies_in_the_file(file: SqliteFile, tmp_path: Path) -> None:
    originals(file, 30, Clock()).keep(ME, "c1", TEXT)
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "佐々木".encode() not in raw and b"090-1234" not in raw


def test_after_its_time_it_is_unreadable_and_then_gone(file: SqliteFile) -> None:
    clock = Clock()
    kept = originals(file, 30, clock)
    kept.keep(ME, "c1", TEXT)
    clock.now += 31 * DAY
    with pytest.raises(NotFound, match="期限が過ぎた"):
        kept.read(ME, "c1")
    assert kept.drop_due() == 1 and kept.store.original("c1") is None


def test_by_default_nothing_is_kept_and_what_was_kept_goes(file: SqliteFile) -> None:
    originals(file, 30, Clock()).keep(ME, "c1", TEXT)
    off = originals(file, 0, Clock())
    off.keep(ME, "c1", TEXT)
    assert off.store.original("c1") is None


def test_another_key_opens_nothing(file: SqliteFile) -> None:
    originals(file, 30, Clock()).keep(ME, "c1", TEXT)
    with pytest.raises(NotFound):
        originals(file, 30, Clock()).read(ME, "c1")


def test_erasing_the_case_erases_its_original(file: SqliteFile) -> None:
    kept = originals(file, 30, Clock())
    kept.keep(ME, "c1", TEXT)
    SqliteCases(file).erase("c1")
    assert kept.store.original("c1") is None


def test_settings_without_a_key_keep_nothing_and_say_so() -> None:
    assert not OriginalsSettings.from_environment({}).kept
    half = OriginalsSettings.from_environment({"TRAINER_ORIGINALS_DAYS": "30"})
    assert not half.kept and "originals-key" in half.problems[0]
    whole = OriginalsSettings.from_environment(
        {"TRAINER_ORIGINALS_DAYS": "30", "TRAINER_ORIGINALS_KEY": new_key()}
    )
    assert whole.kept and not whole.problems
    assert not OriginalsSettings.from_environment({"TRAINER_ORIGINALS_DAYS": "たくさん"}).kept


def test_a_key_that_is_none_is_told() -> None:
    with pytest.raises(InvalidInput, match="鍵の形"):
        Vault("password")
