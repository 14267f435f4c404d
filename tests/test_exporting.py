"""What is exported can be imported again; nobody exports what they may not share."""

from __future__ import annotations

import pytest

from trainer.case import Case, CaseEscalation, CaseRecord, Effect, Moment, Party, Phrase
from trainer.dialogue import Seat
from trainer.errors import NotFound
from trainer.escalation import Direction, Need, Timing
from trainer.exporting import cases_csv, cases_jsonl, cases_xlsx, exportable
from trainer.importing import guess, rows
from trainer.person import Person
from trainer.sheets import read

CASE = Case(
    title="折り返しが来ない",
    industry="家電",
    situation="三度目の電話。",
    timeline=(
        Moment(when="10:02", who=Party.CUSTOMER, text="もう三回目です"),
        Moment(when="10:03", who=Party.SUPERVISOR, text="私が承ります"),
    ),
    escalation=CaseEscalation(
        need=Need.REQUIRED, direction=Direction.VERTICAL, to="責任者", timing=Timing.TOO_LATE
    ),
    phrases=(
        Phrase(effect=Effect.HELPED, text="三度も", why="数を言葉にした"),
        Phrase(effect=Effect.HURT, text="規則です"),
    ),
    tags=("折り返し", "約束"),
)
RECORD = CaseRecord(
    id="c1", case=CASE, author="a", author_name="田中", confirmed_by="鈴木", updated_at=1.79e9
)
ME = Person(id="me", name="佐藤", seat=Seat.FIRST)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", cases_csv([RECORD], 9 * 3600)),
        ("a.xlsx", cases_xlsx([RECORD], 9 * 3600)),
        ("a.jsonl", cases_jsonl([RECORD])),
    ],
)
def test_an_exported_case_comes_back(name: str, data: bytes) -> None:
    sheet = read(name, data)
    assert [row.case for row in rows(sheet, guess(sheet.columns))] == [CASE]


def test_json_lines_lose_nothing() -> None:
    rich = RECORD.model_copy(
        update={
            "case": CASE.model_copy(update={"timeline": (Moment(text="客: 紛らわしい", decision="問い"),)})
        }
    )
    sheet = read("a.jsonl", cases_jsonl([rich]))
    assert next(rows(sheet, {})).case == rich.case


def test_unconfirmed_texts_of_others_stay_where_they_are() -> None:
    theirs = RECORD.model_copy(update={"confirmed_by": ""})
    mine = theirs.model_copy(update={"author": ME.id})
    assert exportable(ME, [RECORD, theirs, mine]) == [RECORD, mine]
    with pytest.raises(NotFound, match="書き出せる事例がありません"):
        exportable(ME, [theirs])
