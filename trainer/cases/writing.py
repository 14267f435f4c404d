"""What changes one case: writing, confirming its masking, review, restoring, the bin."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trainer.case import SHARED, Case, CaseRecord, CaseState, CaseVersion, OwnText, field_label
from trainer.cases.access import (
    is_supervisor,
    may_change,
    may_see,
    must_be_supervisor,
    state_is_open_to,
    visible,
)
from trainer.cases.changes import Change, changes
from trainer.errors import Conflict, InvalidInput, NotAllowed, NotFound
from trainer.lengths import KEPT, excess_of, too_long
from trainer.person import Person
from trainer.store.case_store import CaseStore

REVIEW_AFTER = timedelta(days=183)
"""A published case is looked at again after half a year."""

MAX_REASON = 1_000

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

_NEEDED = {"title": "題名", "situation": "状況", "lesson": "教訓"}


class SavedMeanwhile(Conflict):
    """Somebody else saved first. `by` and `at` (epoch seconds) say who and when; the refused text is
    kept as the person's own (`Cases.own`)."""

    def __init__(self, record: CaseRecord) -> None:
        self.by, self.at, self.version = record.updated_by, record.updated_at, record.version
        when = datetime.fromtimestamp(self.at).strftime("%m月%d日 %H:%M")
        super().__init__(
            f"この事例は{self.by}さんが{when}に先に保存しました。あなたの文章は自分用の下書きに残してあります。"
            "新しい版を開いて、必要なところを写してください。"
        )


@dataclass(frozen=True)
class Cases:
    """`clock` gives seconds since the epoch; `new_id` a fresh unguessable id. `seen` is everywhere the
    version the person had before them: whoever did not see the newest one gets SavedMeanwhile.

    Nobody but who wrote it sees a text whose masking was not confirmed. Hence a draft is saved as it
    is typed, while a change to a case that others can read waits as the person's own text until
    `confirm` makes it the new version."""

    store: CaseStore
    clock: Callable[[], float]
    new_id: Callable[[], str]

    # ------------------------------------------------------------ writing

    def save_draft(
        self, actor: Person, case: Case, *, case_id: str = "", seen: int = 0, attempt: str = ""
    ) -> CaseRecord:
        """Autosave. Without `case_id`, or with one that the page made itself (so that a repeated first
        save makes no second case), a new draft. Otherwise the draft's text is replaced, or, when
        others can read the case already, kept aside as the actor's own text and the record is
        returned unchanged. Raises SavedMeanwhile, NotFound, NotAllowed, InvalidInput."""
        _must_be_kept(case)
        if not case_id or (seen == 0 and self.store.record(case_id) is None):
            return self._begin(actor, case, case_id or self.new_id(), attempt)
        record = self._changeable(actor, case_id)
        if case == record.case:
            return record
        if seen != record.version:
            raise self._refused(actor, record, case, seen)
        if record.state is CaseState.DRAFT:
            return self._replace(actor, record, case, confirmed_by="")
        self._keep_own(actor, record, case, seen)
        return record

    def confirm(self, actor: Person, case: Case, *, case_id: str, seen: int) -> CaseRecord:
        """`case` becomes the text, and the actor vouches that nothing personal is left in it. On a
        case that others read: a supervisor's change is published at once, the author's goes back
        to 確認待ち. Raises SavedMeanwhile (the text is kept), NotFound, NotAllowed, InvalidInput for
        what is too long to be shared."""
        _must_fit(case)
        record = self._changeable(actor, case_id)
        if seen != record.version:
            raise self._refused(actor, record, case, seen)
        saved = self._replace(actor, record, case, confirmed_by=actor.name)
        if record.state is not CaseState.DRAFT:
            self.store.drop_own(case_id, actor.id)
        return saved

    def own(self, actor: Person, case_id: str) -> OwnText | None:
        """The actor's own unshared text for this case; an editor opens with it if there is one."""
        self._changeable(actor, case_id)
        return self.store.own(case_id, actor.id)

    def drop_own(self, actor: Person, case_id: str) -> None:
        """The actor has copied what they needed."""
        self.store.drop_own(case_id, actor.id)

    # ------------------------------------------------------------ review

    def submit(self, actor: Person, case_id: str, *, seen: int) -> CaseRecord:
        """下書き → 確認待ち. Raises InvalidInput while the masking is unconfirmed, a needed field empty or
        one too long."""
        record = self._changeable(actor, case_id, seen)
        self._must_be(record, CaseState.DRAFT)
        if not record.confirmed_by:
            raise InvalidInput("個人情報の伏せ字がまだ確認されていません。確認してから出してください。")
        if empty := missing(record.case):
            raise InvalidInput(f"{'、'.join(empty)}が空です。書いてから出してください。")
        _must_fit(record.case)
        return self._save(actor, record, state=CaseState.WAITING, note="")

    def take_back(self, actor: Person, case_id: str, *, seen: int) -> CaseRecord:
        """確認待ち → 下書き, by its author."""
        record = self._changeable(actor, case_id, seen)
        self._must_be(record, CaseState.WAITING)
        if record.author != actor.id:
            raise NotAllowed("取り下げられるのは書いた人だけです。差し戻しを使ってください。")
        return self._save(actor, record, state=CaseState.DRAFT, note="")

    def publish(self, actor: Person, case_id: str, *, seen: int, review_on: date | None = None) -> CaseRecord:
        """確認待ち or 要更新 → 公開, to be looked at again on `review_on` (None: in half a year).
        Supervisors only. Raises InvalidInput for a day that has passed."""
        must_be_supervisor(actor)
        record = self._changeable(actor, case_id, seen)
        self._must_be(record, CaseState.WAITING, CaseState.STALE)
        today = self._today()
        if review_on is not None and review_on <= today:
            raise InvalidInput("見直す日は明日以降にしてください。")
        due = review_on or today + REVIEW_AFTER
        return self._save(actor, record, state=CaseState.PUBLISHED, review_on=due, note="")

    def send_back(self, actor: Person, case_id: str, comment: str, *, seen: int) -> CaseRecord:
        """確認待ち → 下書き, with what is to be mended. Supervisors only."""
        must_be_supervisor(actor)
        record = self._changeable(actor, case_id, seen)
        self._must_be(record, CaseState.WAITING)
        return self._save(actor, record, state=CaseState.DRAFT, note=_reason(comment))

    def mark_stale(self, actor: Person, case_id: str, reason: str, *, seen: int) -> CaseRecord:
        """公開 → 要更新, with what is doubted; by a supervisor or the author."""
        record = self._changeable(actor, case_id, seen)
        self._must_be(record, *SHARED)
        return self._save(actor, record, state=CaseState.STALE, note=_reason(reason))

    # ------------------------------------------------------------ history

    def versions(self, actor: Person, case_id: str) -> list[CaseVersion]:
        """Newest first. Readers get the versions that were once shared, supervisors those that once
        waited too, the author all. A text that was never confirmed is kept only as the newest."""
        record = visible(self.store, actor, case_id)
        found = self.store.versions(case_id)
        return [v for v in found if state_is_open_to(actor, record.author, v.state)]

    def diff(self, actor: Person, case_id: str, before: int, after: int) -> list[Change]:
        """What changed between two versions, field by field. Raises NotFound."""
        known = {v.version: v for v in self.versions(actor, case_id)}
        if before not in known or after not in known:
            raise NotFound("この版は見つかりません。一覧から選び直してください。")
        return changes(known[before].case, known[after].case)

    def restore(self, actor: Person, case_id: str, version: int, *, seen: int) -> CaseRecord:
        """The text of an old version as a new version; the state goes as with `confirm`."""
        record = self._changeable(actor, case_id, seen)
        old = next((v for v in self.versions(actor, case_id) if v.version == version), None)
        if old is None:
            raise NotFound("この版は見つかりません。一覧から選び直してください。")
        note = f"{version}版に戻しました"
        return self._replace(actor, record, old.case, confirmed_by=old.confirmed_by, note=note)

    def link(
        self, actor: Person, case_id: str, *, scenario: str | None = None, best_attempt: str | None = None
    ) -> CaseRecord:
        """Notes the scenario made from the case, and the best call of it; None leaves as it is, ""
        takes away. Nobody who is writing is disturbed."""
        self._changeable(actor, case_id)
        self.store.link(case_id, scenario=scenario, best_attempt=best_attempt)
        return visible(self.store, actor, case_id)

    # ------------------------------------------------------------ the bin

    def delete(self, actor: Person, case_id: str) -> CaseRecord:
        """Into the bin. A case that others read only by a supervisor."""
        record = self._changeable(actor, case_id)
        if record.state in SHARED and not is_supervisor(actor):
            raise NotAllowed("公開した事例を削除できるのはSVだけです。SVに頼んでください。")
        return self._save(actor, record, deleted_at=self.clock())

    def undelete(self, actor: Person, case_id: str) -> CaseRecord:
        return self._save(actor, self._binned(actor, case_id), deleted_at=0.0)

    def erase(self, actor: Person, case_id: str) -> None:
        """Out of the bin for good, with history, comments and votes. It cannot be undone."""
        self._binned(actor, case_id)
        self.store.erase(case_id)

    # ------------------------------------------------------------ how it is done

    def _begin(self, actor: Person, case: Case, case_id: str, attempt: str) -> CaseRecord:
        if not _ID.fullmatch(case_id):
            raise InvalidInput("事例の番号が正しくありません。新しく書き始めてください。")
        now = self.clock()
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
        self.store.save(record)
        return record

    def _replace(
        self, actor: Person, record: CaseRecord, case: Case, *, confirmed_by: str, note: str = ""
    ) -> CaseRecord:
        state = record.state
        if state in SHARED and not is_supervisor(actor):
            state = CaseState.WAITING
        if not confirmed_by:
            state = CaseState.DRAFT
        note = note or (record.note if state is CaseState.DRAFT else "")
        return self._save(actor, record, case=case, confirmed_by=confirmed_by, state=state, note=note)

    def _save(self, actor: Person, record: CaseRecord, **changed: object) -> CaseRecord:
        stamp = {"version": record.version + 1, "updated_at": self.clock(), "updated_by": actor.name}
        saved = record.model_copy(update={**stamp, **changed})
        try:
            self.store.save(saved)
        except Conflict as error:  # between our reading and our writing
            raise self._refused(actor, record, saved.case, record.version) from error
        return saved

    def _changeable(self, actor: Person, case_id: str, seen: int | None = None) -> CaseRecord:
        record = visible(self.store, actor, case_id).on(self._today())
        if not may_change(actor, record):
            raise NotAllowed("この事例を変えられるのは、書いた人とSVだけです。")
        if seen is not None and seen != record.version:
            raise SavedMeanwhile(record)
        return record

    def _binned(self, actor: Person, case_id: str) -> CaseRecord:
        record = self.store.record(case_id)
        if record is None or not record.deleted_at or not may_see(actor, record):
            raise NotFound("この事例はごみ箱にありません。")
        if record.state in SHARED and not is_supervisor(actor):
            raise NotAllowed("公開した事例を元に戻したり消したりできるのはSVだけです。")
        return record

    def _refused(self, actor: Person, record: CaseRecord, case: Case, seen: int) -> SavedMeanwhile:
        self._keep_own(actor, record, case, seen)
        return SavedMeanwhile(self.store.record(record.id) or record)

    def _keep_own(self, actor: Person, record: CaseRecord, case: Case, seen: int) -> None:
        own = OwnText(case_id=record.id, person=actor.id, seen=seen, at=self.clock(), case=case)
        self.store.keep_own(own)

    def _must_be(self, record: CaseRecord, *states: CaseState) -> None:
        if record.state not in states:
            raise Conflict("この事例の状態が変わっています。開き直して、今の状態を確かめてください。")

    def _today(self) -> date:
        return date.fromtimestamp(self.clock())


def missing(case: Case) -> list[str]:
    """Labels of the fields without which a case teaches nobody anything, and which are empty."""
    return [label for name, label in _NEEDED.items() if not str(getattr(case, name)).strip()]


def overlong(case: Case, *, most: int | None = None) -> list[str]:
    """Which field is how many characters too long to be shared (with `most`: longer than that)."""
    return [excess.told(field_label(excess.path)) for excess in too_long(case, most=most)]


def _must_fit(case: Case) -> None:
    if found := overlong(case):
        raise InvalidInput(f"{''.join(found)}短くしてから出してください。")


def _must_be_kept(case: Case) -> None:
    if found := overlong(case, most=KEPT):
        raise InvalidInput(
            f"{''.join(found)}ここまで長い文は保存できません。欄に残っているうちに分けてください。"
        )


def _reason(text: str) -> str:
    if not text.strip():
        raise InvalidInput("理由が空です。どこを直せばよいかを書いてください。")
    if found := excess_of(text.strip(), MAX_REASON):
        raise InvalidInput(found.told("理由"))
    return text.strip()
