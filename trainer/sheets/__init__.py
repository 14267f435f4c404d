"""Door to tables: CSV, XLSX and JSON Lines in and out.

read(name, data)     any of the three → rows of text, checked for size and shape
csv/xlsx/jsonl       rows → bytes that a spreadsheet opens without running anything
"""

from trainer.sheets.reading import Sheet, read
from trainer.sheets.writing import to_csv, to_jsonl, to_xlsx

__all__ = ["Sheet", "read", "to_csv", "to_jsonl", "to_xlsx"]
