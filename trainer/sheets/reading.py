"""Reads the tables that people upload. Nothing in them is run or believed."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from trainer.errors import InvalidInput

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 20_000, 200, 40_000
_UNPACKED = 20  # times its size that an XLSX may grow to
_ENCODINGS = ("utf-8-sig", "cp932", "utf-16")
_DELIMITERS = ",\t;"


@dataclass(frozen=True)
class Sheet:
    """`columns` are the headings as written; `rows` hold one text per column. `first_row` is the
    number of the first of them in the file (1-based), for messages. `whole`: for JSON Lines, the
    objects as they were, for a lossless way back."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row: int = 2
    whole: tuple[dict[str, Any], ...] = ()


def read(name: str, data: bytes, sheet: int = 0) -> Sheet:
    """The table in a file, told by the end of its name: .csv .tsv .txt .xlsx .jsonl; `sheet` counts
    the sheets of a workbook from 0. Raises InvalidInput with what to do."""
    _check_size(data)
    kind = PurePath(name).suffix.lower()
    if kind in (".csv", ".tsv", ".txt"):
        return _from_csv(data)
    if kind == ".xlsx":
        return _from_xlsx(data, sheet)
    if kind in (".jsonl", ".ndjson"):
        return _from_jsonl(data)
    raise InvalidInput(
        f"「{kind or name}」のファイルは読み込めません。CSV、XLSX、JSONL のどれかで保存し直してください。"
    )


def pages(name: str, data: bytes) -> tuple[str, ...]:
    """What the sheets of a workbook are called, as `read` counts them; none for other files. Raises
    InvalidInput."""
    if PurePath(name).suffix.lower() != ".xlsx":
        return ()
    _check_size(data)
    with _workbook(data) as book:
        return tuple(page.title for page in book.worksheets)


def _check_size(data: bytes) -> None:
    if not data.strip():
        raise InvalidInput("ファイルが空です。中身のあるファイルを選んでください。")
    if len(data) > MAX_BYTES:
        raise InvalidInput(
            f"ファイルが大きすぎます({len(data) / 1024 / 1024:.0f} MB)。"
            "20 MB までに分けて読み込んでください。"
        )


def _text(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    raise InvalidInput("文字コードが分かりません。CSV は UTF-8 か Shift_JIS で保存し直してください。")


def _from_csv(data: bytes) -> Sheet:
    text = _text(data)
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(MAX_CELL * 4)
    try:
        table = list(_limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)))
    except csv.Error as error:
        raise InvalidInput(
            f"CSV の引用符か長さが崩れていて読めません({error})。"
            "表計算ソフトで開き、CSV で保存し直してください。"
        ) from error
    return _sheet(table)


def _from_xlsx(data: bytes, number: int) -> Sheet:
    with _workbook(data) as book:
        page = book.worksheets[number]
        return _sheet(list(_limited([_cell(v) for v in row] for row in page.iter_rows(values_only=True))))


@contextmanager
def _workbook(data: bytes) -> Iterator[Workbook]:
    """Opened for reading. Raises InvalidInput, also for what turns out to be broken within."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(i.file_size for i in packed.infolist()) > max(len(data), 1_000_000) * _UNPACKED:
                raise InvalidInput("ブックの中身が大きすぎます。行を分けて保存し直してください。")
        # read_only keeps one row in memory at a time; data_only gives what was calculated, not formulas.
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            yield book
        finally:
            book.close()
    except InvalidInput:
        raise
    except Exception as error:  # openpyxl raises whatever the broken parts lead to
        raise InvalidInput(
            "ブックが壊れているか、XLSX ではありません。表計算ソフトで開き、XLSX で保存し直してください。"
        ) from error


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "はい" if value else "いいえ"
        case datetime():
            return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _from_jsonl(data: bytes) -> Sheet:
    whole, columns = [], dict[str, None]()
    for number, line in enumerate(_text(data).splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise InvalidInput(
                f"{number}行目が JSON として読めません。一行に一件ずつ書いてください。"
            ) from error
        if not isinstance(entry, dict):
            raise InvalidInput(f"{number}行目が {{…}} の形ではありません。一行に一件ずつ書いてください。")
        whole.append(entry)
        columns |= dict.fromkeys(map(str, entry))
        _check(len(whole), len(columns))
    rows = [[_flat(entry.get(c)) for c in columns] for entry in whole]
    sheet = _sheet([list(columns), *rows])
    return Sheet(sheet.columns, sheet.rows, first_row=1, whole=tuple(whole))


def _flat(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "、".join(value)
    return json.dumps(value, ensure_ascii=False)


def _limited(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows, 1):
        _check(number, len(row))
        yield row


def _check(rows: int, columns: int) -> None:
    if rows > MAX_ROWS + 1:
        raise InvalidInput(f"行が多すぎます。{MAX_ROWS:,}行までに分けて読み込んでください。")
    if columns > MAX_COLUMNS:
        raise InvalidInput(f"列が多すぎます({columns:,}列)。{MAX_COLUMNS}列までにしてください。")


def _sheet(table: list[list[str]]) -> Sheet:
    """The first row that is not blank holds the headings; blank rows are left out at the end only, so
    that row numbers stay those of the file."""
    start = next((i for i, row in enumerate(table) if any(c.strip() for c in row)), None)
    if start is None:
        raise InvalidInput("見出しの行が見つかりません。一行目に列の名前を書いてください。")
    columns = [c.strip() for c in table[start]]
    while columns and not columns[-1]:
        columns.pop()
    named = tuple(name or f"{i}列目" for i, name in enumerate(columns, 1))
    body = [
        tuple(_clipped(c) for c in (*row, *[""] * len(named))[: len(named)]) for row in table[start + 1 :]
    ]
    while body and not any(body[-1]):
        body.pop()
    if not body:
        raise InvalidInput("見出しの下に行がありません。二行目から一件ずつ書いてください。")
    return Sheet(named, tuple(body), first_row=start + 2)


def _clipped(cell: str) -> str:
    if len(cell) > MAX_CELL:
        raise InvalidInput(
            f"一つの枠に{len(cell):,}文字あります。{MAX_CELL:,}文字までに分けてください(「{cell[:20]}…」)。"
        )
    return cell.strip()
