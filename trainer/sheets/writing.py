"""Writes tables that open well in a spreadsheet, and in which nothing typed becomes a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = {"min": 8, "max": 60}


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with the mark that spreadsheets need, CRLF; a cell that looks like a formula gets an
    apostrophe in front."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def to_xlsx(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """One sheet with a frozen, filtered heading; every cell is text."""
    import xlsxwriter

    out = io.BytesIO()
    # in_memory: no temporary files with people's texts on the disk.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(title[:31])
        head = book.add_format({"bold": True, "bg_color": "#E2E8F0", "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for column, name in enumerate(columns):
            widest = max((len(line) for r in rows for line in r[column].splitlines()), default=0)
            width = min(_WIDTHS["max"], max(_WIDTHS["min"], 2 * len(name), 2 * widest))
            sheet.set_column(column, column, width, cell)
            sheet.write_string(0, column, name, head)
        for number, row in enumerate(rows, 1):
            for column, words in enumerate(row):
                sheet.write_string(number, column, _storable(words), cell)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(rows)), max(0, len(columns) - 1))
    return out.getvalue()


def _storable(words: str) -> str:
    """At most what one cell can hold, without characters that XML has no place for."""
    kept = "".join(c for c in words if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff"))
    return kept[:32_767]


def to_jsonl(entries: Iterable[Mapping[str, Any]]) -> bytes:
    """One object a line: the form that loses nothing."""
    lines = (json.dumps(entry, ensure_ascii=False) for entry in entries)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
