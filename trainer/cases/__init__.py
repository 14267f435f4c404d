"""The case library: write, review, find, discuss and import cases (docs/cases.md).

    Cases         write, confirm, versions: the text of one case
    CaseReview    hand in, send back, publish, doubt: its way to the readers
    CaseBin       throw away, take back, erase
    CaseSearch    search, read, lists, case of the day: nothing in here changes anything
    Discussion    comments, "helpful", bookmarks
    ReadingLists  cases in an order, for a study meeting
    Maskings      corrections to the masking of a case, until it is confirmed
    Originals     what stood there before masking, if the centre keeps it
    CaseImports   many at once, taking that back, and the cases shipped with the product

Every deed checks its actor. What somebody may not see is not there: NotFound, never NotAllowed.
"""

from __future__ import annotations

from trainer.cases.bin import CaseBin
from trainer.cases.changes import Change, changes
from trainer.cases.discussion import Discussion
from trainer.cases.imports import CaseImports
from trainer.cases.maskings import Maskings
from trainer.cases.originals import Originals
from trainer.cases.reading_lists import ReadingLists
from trainer.cases.review import CaseReview
from trainer.cases.saving import SavedMeanwhile, Saving
from trainer.cases.search import CaseSearch
from trainer.cases.writing import Cases

__all__ = [
    "CaseBin",
    "CaseImports",
    "CaseReview",
    "CaseSearch",
    "Cases",
    "Change",
    "Discussion",
    "Maskings",
    "Originals",
    "ReadingLists",
    "SavedMeanwhile",
    "Saving",
    "changes",
]
