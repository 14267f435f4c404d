"""Who may see a case, and who may change it."""

from __future__ import annotations

from trainer.case import SHARED, CaseRecord, CaseState
from trainer.errors import NotAllowed, NotFound
from trainer.person import Person, Role
from trainer.store.case_store import CaseStore


def is_supervisor(person: Person) -> bool:
    """Whether the person has chosen the role."""
    return person.role is Role.SUPERVISOR


def state_is_open_to(person: Person, author: str, state: CaseState) -> bool:
    """The rule of the house: drafts are their author's, waiting ones the supervisors' too."""
    if author == person.id or state in SHARED:
        return True
    return state is CaseState.WAITING and is_supervisor(person)


def may_see(person: Person, record: CaseRecord) -> bool:
    """What lies in the bin, its author and supervisors only; else by `state_is_open_to`."""
    if not state_is_open_to(person, record.author, record.state):
        return False
    return not record.deleted_at or is_supervisor(person) or record.author == person.id


def may_change(person: Person, record: CaseRecord) -> bool:
    """Authors change their own cases, supervisors all that they see."""
    return may_see(person, record) and (record.author == person.id or is_supervisor(person))


def visible(store: CaseStore, person: Person, case_id: str) -> CaseRecord:
    """The case, unless `person` may not see it or it lies in the bin. Raises NotFound."""
    record = store.record(case_id)
    if record is None or record.deleted_at or not may_see(person, record):
        raise NotFound(
            "この事例は見つかりません。削除されたか、まだ公開されていません。検索から選び直してください。"
        )
    return record


def changeable(store: CaseStore, person: Person, case_id: str) -> CaseRecord:
    """The case, if `person` may change it. Raises NotFound, NotAllowed."""
    record = visible(store, person, case_id)
    if not may_change(person, record):
        raise NotAllowed(
            "この事例を変えられるのは、書いた人とSVだけです。直してほしいところは、コメントで伝えてください。"
        )
    return record


def must_be_supervisor(person: Person) -> None:
    """Raises NotAllowed for anybody else."""
    if not is_supervisor(person):
        raise NotAllowed("事例の確認と公開はSVの画面でできます。設定で役割を確かめてください。")
