"""Tables from anywhere are read or refused in Japanese; tables we write run nothing."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from trainer.errors import InvalidInput
from trainer.sheets import read, to_csv, to_jsonl, to_xlsx

ROWS = [["折り返しが来ない", "怒り, 二度目\n「もういい」"], ["解約", "=HYPERLINK(1)"]]


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_of_any_usual_kind(encoding: str, delimiter: str) -> None:
    text = f'題名{delimiter}状況\r\n電話{delimiter}"一行目\r\n二行目"\r\n'
    sheet = read("a.csv", text.encode(encoding))
    assert sheet.columns == ("題名", "状況") and sheet.rows == (("電話", "一行目\r\n二行目"),)


def test_workbooks_give_what_people_see() -> None:
    from datetime import date

    sheet = read(
        "a.XLSX", workbook([["題名", "日付", "件数"], ["電話", date(2026, 11, 22), 3.0], [None, None, None]])
    )
    assert sheet.rows == (("電話", "2026-11-22", "3"),) and sheet.first_row == 2


def test_short_rows_are_filled_and_nameless_columns_named() -> None:
    sheet = read("a.csv", "題名,,状況\nあ\n".encode())
    assert sheet.columns == ("題名", "2列目", "状況") and sheet.rows == (("あ", "", ""),)


def test_json_lines_keep_the_objects() -> None:
    sheet = read("a.jsonl", to_jsonl([{"題名": "あ", "タグ": ["い", "う"]}, {"題名": "え", "x": {"y": 1}}]))
    assert sheet.rows[0] == ("あ", "い、う", "") and sheet.whole[1]["x"] == {"y": 1}


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.csv", b"  \n ", "空です"),
        ("a.pdf", b"%PDF", "CSV、XLSX、JSONL"),
        ("a", b"x", "CSV、XLSX、JSONL"),
        ("a.csv", b"\x80\x81\xff\xfe\x00\x01\x02", "文字コード"),
        ("a.csv", "題名\n".encode(), "行がありません"),
        ("a.csv", '題名\n"とじない\n'.encode(), "引用符"),
        ("a.csv", b"a" * (21 * 1024 * 1024), "大きすぎます"),
        ("a.csv", ("題名\n" + "あ\n" * 20_001).encode(), "行が多すぎます"),
        ("a.csv", (",".join("列" * 1 for _ in range(201)) + "\nあ\n").encode(), "列が多すぎます"),
        ("a.csv", ("題名\n" + "あ" * 40_001).encode(), "文字あります"),
        ("a.xlsx", b"PK\x03\x04 broken", "XLSX ではありません"),
        ("a.xlsx", "題名,状況".encode(), "XLSX ではありません"),
        ("a.jsonl", b'{"a": 1}\n{broken\n', "2行目"),
        ("a.jsonl", b"[1, 2]\n", "1行目"),
    ],
)
def test_what_cannot_be_read_is_told_in_japanese(name: str, data: bytes, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        read(name, data)


def test_a_workbook_that_unpacks_to_gigabytes_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    with pytest.raises(InvalidInput, match="大きすぎます"):
        read("a.xlsx", out.getvalue())


def test_nothing_written_becomes_a_formula() -> None:
    hostile = [["=1+1"], ["+81"], ["-5"], ["@SUM"], ["\t=1"], ["http://example.com"]]
    assert "\r\n'=1+1" in to_csv(["題"], hostile).decode("utf-8-sig")
    page = load_workbook(io.BytesIO(to_xlsx("事例", ["題"], hostile))).active
    assert page is not None
    assert [page.cell(row, 1).data_type for row in range(2, 8)] == ["s"] * 6
    assert page.cell(2, 1).value == "=1+1" and page.cell(7, 1).hyperlink is None


def test_written_tables_are_read_back() -> None:
    for name, data in (
        ("a.csv", to_csv(["題", "文"], ROWS)),
        ("a.xlsx", to_xlsx("事例", ["題", "文"], ROWS)),
    ):
        rows = [tuple(c.removeprefix("'") for c in row) for row in read(name, data).rows]
        assert rows == [tuple(row) for row in ROWS]


cells = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool)
)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=8))
def test_any_text_survives_csv(rows: list[tuple[str, str]]) -> None:
    back = read("a.csv", to_csv(["題", "文"], rows)).rows
    assert [[c.removeprefix("'") for c in r] for r in back] == [
        [c.removeprefix("'") for c in r] for r in rows
    ]


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a.jsonl"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        sheet = read(name, data)
    except InvalidInput as error:
        assert str(error)
    else:
        assert all(len(row) == len(sheet.columns) for row in sheet.rows)
