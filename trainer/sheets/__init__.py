"""Door to tables: CSV, XLSX and JSON Lines in and out.

read(name, data)     any of the three → rows of text, checked for size and shape
pages(name, data)    the names of a workbook's sheets
csv/xlsx/jsonl       rows → bytes that a spreadsheet opens without running anything
"""

from trainer.sheets.reading import Sheet, pages, read
from trainer.sheets.writing import to_csv, to_jsonl, to_xlsx

__all__ = ["Sheet", "pages", "read", "to_csv", "to_jsonl", "to_xlsx"]
