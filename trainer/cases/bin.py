"""Cases that were thrown away, until they are taken back or erased."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.case import SHARED, CaseRecord
from trainer.cases.access import is_supervisor, may_see
from trainer.cases.saving import Saving
from trainer.errors import NotAllowed, NotFound
from trainer.person import Person


@dataclass(frozen=True)
class CaseBin:
    """A case that others read is thrown away, taken back and erased by supervisors only."""

    saving: Saving

    def delete(self, actor: Person, case_id: str) -> CaseRecord:
        """Into the bin. Raises NotFound, NotAllowed."""
        record = self.saving.changeable(actor, case_id)
        if record.state in SHARED and not is_supervisor(actor):
            raise NotAllowed("公開した事例を削除できるのはSVだけです。SVに頼んでください。")
        return self.saving.save(actor, record, deleted_at=self.saving.clock())

    def undelete(self, actor: Person, case_id: str) -> CaseRecord:
        """Back where it was. Raises NotFound, NotAllowed."""
        return self.saving.save(actor, self._binned(actor, case_id), deleted_at=0.0)

    def erase(self, actor: Person, case_id: str) -> None:
        """Out of the bin for good, with history, comments and votes. It cannot be undone.
        Raises NotFound, NotAllowed."""
        self._binned(actor, case_id)
        self.saving.store.erase(case_id)

    def _binned(self, actor: Person, case_id: str) -> CaseRecord:
        record = self.saving.store.record(case_id)
        if record is None or not record.deleted_at or not may_see(actor, record):
            raise NotFound("この事例はごみ箱にありません。「自分の棚」のごみ箱を開き直してください。")
        if record.state in SHARED and not is_supervisor(actor):
            raise NotAllowed("公開した事例を元に戻したり消したりできるのはSVだけです。SVに頼んでください。")
        return record
