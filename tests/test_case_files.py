"""The shipped cases are files that are read once; a faulty one is named and hides no other."""

from __future__ import annotations

from pathlib import Path

from trainer.case import CaseState
from trainer.case_files import CaseFolder
from trainer.case_query import CaseQuery
from trainer.person import Person
from trainer.settings import ROOT, Settings
from trainer.wiring import build

GOOD = "id: {}\ntitle: 返金の遅れ\nsituation: 返金が届かない\nlesson: 先に言う\n"
READER = Person(id="r", name="鈴木")


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "scenarios" / "cases"
    folder.mkdir(parents=True)
    (folder / "one.yaml").write_text(GOOD.format("one"), encoding="utf-8")
    (folder / "two.yaml").write_text(GOOD.format("other"), encoding="utf-8")
    (folder / "bad.yaml").write_text(GOOD.format("bad") + "cause: weather\n", encoding="utf-8")
    return folder


def test_every_file_that_can_be_read_is_and_the_others_are_named(tmp_path: Path) -> None:
    records, problems = CaseFolder(_folder(tmp_path)).read()
    assert [r.id for r in records] == ["one"] and records[0].case.lesson == "先に言う"
    assert [(p.file, p.line, p.key) for p in problems] == [("bad.yaml", 5, "cause"), ("two.yaml", 1, "id")]


def test_a_new_house_has_the_shipped_cases_and_a_second_start_changes_nothing(tmp_path: Path) -> None:
    _folder(tmp_path)
    settings = Settings(data=tmp_path / "data", scenarios=tmp_path / "scenarios")
    app = build(settings)
    found = app.case_search.search(READER, CaseQuery(text="返金")).hits
    assert [(h.record.id, h.record.state) for h in found] == [("one", CaseState.PUBLISHED)]
    assert build(settings).case_search.search(READER, CaseQuery()).total == 1


def test_the_cases_that_ship_are_sound() -> None:
    folder = CaseFolder(ROOT / "scenarios" / "cases")
    records, problems = folder.read()
    assert problems == [] and [r.id for r in records] == folder.ids
