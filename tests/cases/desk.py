"""People, a case, and all deeds of the case library over one database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tests.conftest import Clock
from trainer.case import Case, CaseRecord
from trainer.case_query import CaseQuery
from trainer.cases import CaseBin, CaseImports, CaseReview, Cases, CaseSearch, Discussion, ReadingLists
from trainer.person import Person, Role

AUTHOR = Person(id="a", name="佐藤")
READER = Person(id="r", name="鈴木")
SV = Person(id="s", name="高木", role=Role.SUPERVISOR)
REFUND = Case(
    title="返金の遅れ", situation="返金が三週間届かない", lesson="約束の日を先に言う", tags=("返金",)
)
MASKED = REFUND.model_copy(update={"situation": "【氏名1】様の返金が三週間届かない"})


@dataclass
class Desk:
    """All deeds over one database file."""

    cases: Cases
    review: CaseReview
    bin: CaseBin
    search: CaseSearch
    imports: CaseImports
    talk: Discussion
    lists: ReadingLists
    clock: Clock

    @property
    def today(self) -> date:
        return datetime.fromtimestamp(self.clock.now).date()

    def draft(self, case: Case = REFUND) -> CaseRecord:
        self.clock.now += 60
        return self.cases.save_draft(AUTHOR, case)

    def waiting(self, case: Case = REFUND) -> CaseRecord:
        draft = self.draft(case)
        confirmed = self.cases.confirm(AUTHOR, case, case_id=draft.id, seen=draft.version)
        return self.review.submit(AUTHOR, draft.id, seen=confirmed.version)

    def published(self, case: Case = REFUND) -> CaseRecord:
        waiting = self.waiting(case)
        return self.review.publish(SV, waiting.id, seen=waiting.version)

    def found(self, actor: Person, text: str = "返金", **asked: object) -> list[str]:
        query = CaseQuery.model_validate({"text": text, **asked})
        return [hit.record.id for hit in self.search.search(actor, query).hits]
