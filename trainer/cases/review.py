"""The way of a case to its readers: handed in, sent back, published, doubted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from trainer.case import SHARED, CaseRecord, CaseState
from trainer.cases.access import must_be_supervisor
from trainer.cases.fitness import missing, must_fit, reason_given
from trainer.cases.saving import Saving
from trainer.errors import InvalidInput, NotAllowed
from trainer.person import Person

REVIEW_AFTER = timedelta(days=183)
"""A published case is looked at again after half a year."""


@dataclass(frozen=True)
class CaseReview:
    """`seen` is everywhere the version the person had before them: whoever did not see the newest one gets
    SavedMeanwhile; a case in another state than the deed starts from raises Conflict."""

    saving: Saving

    def submit(self, actor: Person, case_id: str, *, seen: int) -> CaseRecord:
        """下書き → 確認待ち. Raises InvalidInput while the masking is unconfirmed, a needed field empty or
        one too long."""
        record = self.saving.changeable(actor, case_id, seen)
        self.saving.must_be(record, CaseState.DRAFT)
        if not record.confirmed_by:
            raise InvalidInput("個人情報の伏せ字がまだ確認されていません。確認してから出してください。")
        if empty := missing(record.case):
            raise InvalidInput(f"{'、'.join(empty)}が空です。書いてから出してください。")
        must_fit(record.case)
        return self.saving.save(actor, record, state=CaseState.WAITING, note="")

    def take_back(self, actor: Person, case_id: str, *, seen: int) -> CaseRecord:
        """確認待ち → 下書き, by its author."""
        record = self.saving.changeable(actor, case_id, seen)
        self.saving.must_be(record, CaseState.WAITING)
        if record.author != actor.id:
            raise NotAllowed("取り下げられるのは書いた人だけです。差し戻しを使ってください。")
        return self.saving.save(actor, record, state=CaseState.DRAFT, note="")

    def publish(self, actor: Person, case_id: str, *, seen: int, review_on: date | None = None) -> CaseRecord:
        """確認待ち or 要更新 → 公開, to be looked at again on `review_on` (None: in half a year).
        Supervisors only. Raises InvalidInput for a day that has passed."""
        must_be_supervisor(actor)
        record = self.saving.changeable(actor, case_id, seen)
        self.saving.must_be(record, CaseState.WAITING, CaseState.STALE)
        today = self.saving.today()
        if review_on is not None and review_on <= today:
            raise InvalidInput("見直す日は明日以降にしてください。")
        due = review_on or today + REVIEW_AFTER
        return self.saving.save(actor, record, state=CaseState.PUBLISHED, review_on=due, note="")

    def send_back(self, actor: Person, case_id: str, comment: str, *, seen: int) -> CaseRecord:
        """確認待ち → 下書き, with what is to be mended. Supervisors only."""
        must_be_supervisor(actor)
        record = self.saving.changeable(actor, case_id, seen)
        self.saving.must_be(record, CaseState.WAITING)
        return self.saving.save(actor, record, state=CaseState.DRAFT, note=reason_given(comment))

    def mark_stale(self, actor: Person, case_id: str, reason: str, *, seen: int) -> CaseRecord:
        """公開 → 要更新, with what is doubted; by a supervisor or the author."""
        record = self.saving.changeable(actor, case_id, seen)
        self.saving.must_be(record, *SHARED)
        return self.saving.save(actor, record, state=CaseState.STALE, note=reason_given(reason))
