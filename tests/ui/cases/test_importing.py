"""事例の取り込み."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook

from tests.ui.cases.library import CASE, one
from tests.ui.looking import shown
from trainer import exporting
from trainer.case import CaseRecord
from trainer.person import Person
from trainer.wiring import App

TABLE = "題名,状況,教訓,原因\n一つめ,届かない,約束を守る,企業起因\n二つめ,壊れた,確かめる,宇宙人\n".encode()


def test_a_faulty_row_is_told_and_left_out_only_by_choice(app: App, opened: Any, trainee: Person) -> None:
    at = opened(trainee, "importing")
    at.file_uploader(key="import-file").upload("事例.csv", TABLE, "text/csv").run()
    words = shown(at)
    assert "3行目" in words and "宇宙人" in words and '<b class="num">1件</b>を取り込めます' in words
    assert at.button(key="import-go").disabled
    at.checkbox(key="import-skip").check().run()
    assert not at.button(key="import-go").disabled


def test_a_file_that_is_no_table_is_refused_in_words(app: App, opened: Any, trainee: Person) -> None:
    at = opened(trainee, "importing")
    at.file_uploader(key="import-file").upload("x.xlsx", b"not a workbook", "application/zip").run()
    assert not at.exception and "XLSX" in shown(at) and app.case_search.mine(trainee) == []


def test_the_sheet_is_chosen_by_its_name_and_the_preview_tells_the_situation(
    opened: Any, trainee: Person
) -> None:
    book = Workbook()
    book.worksheets[0].title = "説明"
    page = book.create_sheet("九月の事例")
    page.append(["題名", "状況", "教訓"])
    page.append(["一つめ", "三日届かない", "約束を守る"])
    book.save(data := io.BytesIO())
    at = opened(trainee, "importing")
    at.file_uploader(key="import-file").upload("two.xlsx", data.getvalue(), "application/zip").run()
    assert "見出しの行が見つかりません" in shown(at)
    sheet = one(at, "selectbox", "シート")
    assert sheet.options == ["説明", "九月の事例"]
    sheet.select("九月の事例").run()
    assert "三日届かない" in shown(at) and not at.button(key="import-go").disabled


def test_the_template_comes_in_as_it_is(opened: Any, trainee: Person) -> None:
    at = opened(trainee, "importing")
    assert at.get("download_button")
    at.file_uploader(key="import-file").upload("x.xlsx", exporting.template(), "application/zip").run()
    assert '<b class="num">1件</b>を取り込めます' in shown(at) and "直すところ" not in shown(at)


def test_an_earlier_import_is_taken_back(app: App, opened: Any, trainee: Person) -> None:
    records = [CaseRecord(id=f"r{n}", case=CASE, author="", author_name="") for n in range(3)]
    app.case_imports.add_many(trainee, records, "batch")
    app.cases.save_draft(trainee, CASE.model_copy(update={"title": "直した"}), case_id="r1", seen=1)
    at = opened(trainee, "importing")
    at.button(key="undo-batch").click().run()
    assert "2件を消しました" in shown(at) and "1件は残しました" in shown(at)
    assert [row.id for row in app.case_search.mine(trainee)] == ["r1"]
