"""Cases for the tests of the stores."""

from __future__ import annotations

from trainer.case import Case, CaseRecord, CaseState
from trainer.person import Person, Role

AUTHOR = Person(id="author", name="佐藤")
READER = Person(id="reader", name="鈴木")
SUPERVISOR = Person(id="sv", name="高木", role=Role.SUPERVISOR)


def record(
    case_id: str = "c1",
    title: str = "返金が遅れた",
    *,
    state: CaseState = CaseState.PUBLISHED,
    version: int = 1,
    at: float = 1_000.0,
    confirmed_by: str = "佐藤",
    author: str = AUTHOR.id,
    **fields: object,
) -> CaseRecord:
    """`fields` are those of Case."""
    return CaseRecord(
        id=case_id,
        case=Case.model_validate({"title": title, **fields}),
        author=author,
        author_name="佐藤",
        state=state,
        version=version,
        created_at=at,
        updated_at=at,
        updated_by="佐藤",
        confirmed_by=confirmed_by,
    )
