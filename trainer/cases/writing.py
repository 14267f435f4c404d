"""Writing one case: drafts, the confirmed text, old versions of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from trainer.case import Case, CaseRecord, CaseState, CaseVersion, OwnText
from trainer.cases.access import state_is_open_to, visible
from trainer.cases.changes import Change, changes
from trainer.cases.fitness import must_be_kept, must_fit
from trainer.cases.saving import SavedMeanwhile, Saving
from trainer.errors import InvalidInput, NotFound
from trainer.person import Person

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Cases:
    """`new_id` gives a fresh unguessable id. `seen` is everywhere the version the person had before them:
    whoever did not see the newest one gets SavedMeanwhile.

    Nobody but who wrote it sees a text whose masking was not confirmed. Hence a draft is saved as it
    is typed, while a change to a case that others can read waits as the person's own text until
    `confirm` makes it the new version."""

    saving: Saving
    new_id: Callable[[], str]

    def save_draft(
        self,
        actor: Person,
        case: Case,
        *,
        case_id: str = "",
        seen: int = 0,
        upon: Case | None = None,
        attempt: str = "",
    ) -> CaseRecord:
        """Autosave. Without `case_id`, or with one that the page made itself (so that a repeated first
        save makes no second case), a new draft. Otherwise the draft's text is replaced, or, when
        others can read the case already, kept aside as the actor's own text and the record is
        returned unchanged; `upon` is the own text that it replaces, as the page last knew it. Raises
        SavedMeanwhile, NotFound, NotAllowed, InvalidInput."""
        must_be_kept(case)
        if not case_id or (seen == 0 and self.saving.store.record(case_id) is None):
            return self._begin(actor, case, case_id or self.new_id(), attempt)
        record = self.saving.changeable(actor, case_id)
        draft = record.state is CaseState.DRAFT
        if not draft:
            self._must_replace(actor, record, case, upon)
        if case == record.case:
            if not draft:
                self.drop_own(actor, case_id)
            return record
        if seen != record.version:
            raise self.saving.refused(actor, record, case, seen)
        if draft:
            return self.saving.replace(actor, record, case, confirmed_by="")
        self.saving.keep_own(actor, record, case, seen)
        return record

    def confirm(self, actor: Person, case: Case, *, case_id: str, seen: int) -> CaseRecord:
        """`case` becomes the text, and the actor vouches that nothing personal is left in it. On a
        case that others read: a supervisor's change is published at once, the author's goes back
        to 確認待ち. Raises SavedMeanwhile (the text is kept), NotFound, NotAllowed, InvalidInput for
        what is too long to be shared."""
        must_fit(case)
        record = self.saving.changeable(actor, case_id)
        if seen != record.version:
            raise self.saving.refused(actor, record, case, seen)
        saved = self.saving.replace(actor, record, case, confirmed_by=actor.name)
        if record.state is not CaseState.DRAFT:
            self.saving.store.drop_own(case_id, actor.id)
        return saved

    def own(self, actor: Person, case_id: str) -> OwnText | None:
        """The actor's own unshared text for this case; an editor opens with it if there is one."""
        self.saving.changeable(actor, case_id)
        return self.saving.store.own(case_id, actor.id)

    def drop_own(self, actor: Person, case_id: str) -> None:
        """The actor has copied what they needed."""
        self.saving.store.drop_own(case_id, actor.id)

    # ------------------------------------------------------------ history

    def versions(self, actor: Person, case_id: str) -> list[CaseVersion]:
        """Newest first. Readers get the versions that were once shared, supervisors those that once
        waited too, the author all. A text that was never confirmed is kept only as the newest."""
        record = visible(self.saving.store, actor, case_id)
        found = self.saving.store.versions(case_id)
        return [v for v in found if state_is_open_to(actor, record.author, v.state)]

    def diff(self, actor: Person, case_id: str, before: int, after: int) -> list[Change]:
        """What changed between two versions, field by field. Raises NotFound."""
        known = {v.version: v for v in self.versions(actor, case_id)}
        if before not in known or after not in known:
            raise NotFound("この版は見つかりません。一覧から選び直してください。")
        return changes(known[before].case, known[after].case)

    def restore(self, actor: Person, case_id: str, version: int, *, seen: int) -> CaseRecord:
        """The text of an old version as a new version; the state goes as with `confirm`."""
        record = self.saving.changeable(actor, case_id, seen)
        old = next((v for v in self.versions(actor, case_id) if v.version == version), None)
        if old is None:
            raise NotFound("この版は見つかりません。一覧から選び直してください。")
        note = f"{datetime.fromtimestamp(old.at):%m月%d日 %H:%M}の文に戻しました"
        return self.saving.replace(actor, record, old.case, confirmed_by=old.confirmed_by, note=note)

    def _must_replace(self, actor: Person, record: CaseRecord, case: Case, upon: Case | None) -> None:
        """Raises SavedMeanwhile when the actor's own text is another than `upon`: a second window."""
        own = self.saving.store.own(record.id, actor.id)
        if own is not None and own.case not in (upon, case):
            stamp = {"case": own.case, "updated_at": own.at, "updated_by": actor.name}
            raise SavedMeanwhile(actor, record.model_copy(update=stamp))

    def _begin(self, actor: Person, case: Case, case_id: str, attempt: str) -> CaseRecord:
        if not _ID.fullmatch(case_id):
            raise InvalidInput("事例の番号が正しくありません。新しく書き始めてください。")
        now = self.saving.clock()
        record = CaseRecord(
            id=case_id,
            case=case,
            author=actor.id,
            author_name=actor.name,
            version=1,
            created_at=now,
            updated_at=now,
            updated_by=actor.name,
            attempt=attempt,
        )
        self.saving.store.save(record)
        return record
