"""How a case is saved: a new version, unless somebody else saved first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from trainer.case import SHARED, Case, CaseRecord, CaseState, OwnText
from trainer.cases.access import changeable, is_supervisor
from trainer.cases.spellings import Spellings
from trainer.errors import Conflict
from trainer.person import Person, saver
from trainer.store.case_store import CaseStore


class SavedMeanwhile(Conflict):
    """Somebody else, or the actor in another window, saved first: `record` as it stands now. A text
    refused for a newer version is kept as the person's own (`Cases.own`)."""

    def __init__(self, actor: Person, record: CaseRecord) -> None:
        self.record = record
        when = datetime.fromtimestamp(record.updated_at).strftime("%m月%d日 %H:%M")
        super().__init__(
            f"この事例は{saver(actor, record.updated_by)}{when}に先に保存しました。"
            "書いた文は残っています。開き直して、新しい版を確かめてください。"
        )


@dataclass(frozen=True)
class Saving:
    """What every change of a case has in common. `clock` gives seconds since the epoch."""

    store: CaseStore
    clock: Callable[[], float]
    spellings: Spellings

    def changeable(self, actor: Person, case_id: str, seen: int | None = None) -> CaseRecord:
        """The case as it stands today, for those who may change it. Raises NotFound, NotAllowed, and with
        `seen` SavedMeanwhile for whoever did not see the newest version."""
        record = changeable(self.store, actor, case_id).on(self.today())
        if seen is not None and seen != record.version:
            raise SavedMeanwhile(actor, record)
        return record

    def must_be(self, record: CaseRecord, *states: CaseState) -> None:
        """Raises Conflict for a case in another state: the page shows an older one."""
        if record.state not in states:
            raise Conflict("この事例の状態が変わっています。開き直して、今の状態を確かめてください。")

    def save(self, actor: Person, record: CaseRecord, **changed: object) -> CaseRecord:
        """A new version with the fields `changed`. Raises SavedMeanwhile; the text is kept."""
        stamp = {"version": record.version + 1, "updated_at": self.clock(), "updated_by": actor.name}
        saved = record.model_copy(update={**stamp, **changed})
        try:
            self.store.save(saved)
        except Conflict as error:  # between our reading and our writing
            raise self.refused(actor, record, saved.case, record.version) from error
        self.spellings.read_on()
        return saved

    def replace(
        self, actor: Person, record: CaseRecord, case: Case, *, confirmed_by: str, note: str = ""
    ) -> CaseRecord:
        """A new text, and the state that goes with it: unconfirmed (`confirmed_by` "") it is a draft, and
        what others read waits for a supervisor unless the actor is one. Raises SavedMeanwhile."""
        state = record.state
        if state in SHARED and not is_supervisor(actor):
            state = CaseState.WAITING
        if not confirmed_by:
            state = CaseState.DRAFT
        note = note or (record.note if state is CaseState.DRAFT else "")
        return self.save(actor, record, case=case, confirmed_by=confirmed_by, state=state, note=note)

    def refused(self, actor: Person, record: CaseRecord, case: Case, seen: int) -> SavedMeanwhile:
        """The error to raise for a text that came too late, which is kept as the actor's own."""
        self.keep_own(actor, record, case, seen)
        return SavedMeanwhile(actor, self.store.record(record.id) or record)

    def keep_own(self, actor: Person, record: CaseRecord, case: Case, seen: int) -> None:
        """`seen`: the version that the text was written over."""
        own = OwnText(case_id=record.id, person=actor.id, seen=seen, at=self.clock(), case=case)
        self.store.keep_own(own)

    def today(self) -> date:
        return date.fromtimestamp(self.clock())
