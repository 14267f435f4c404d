"""Many cases at once: an import that is wholly there or not at all, and the shipped cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trainer.case import Batch, CaseRecord, CaseState, Undone
from trainer.cases.access import is_supervisor
from trainer.cases.spellings import Spellings
from trainer.errors import InvalidInput, NotAllowed, NotFound
from trainer.person import Person
from trainer.store.case_store import ImportStore, Progress

MAX_ROWS = 20_000


@dataclass(frozen=True)
class CaseImports:
    """`clock` gives seconds since the epoch; `new_id` a fresh unguessable id."""

    store: ImportStore
    clock: Callable[[], float]
    new_id: Callable[[], str]
    spellings: Spellings

    def add_many(
        self,
        actor: Person,
        records: Sequence[CaseRecord],
        batch_id: str,
        progress: Progress | None = None,
    ) -> bool:
        """Adds all records as the actor's own, or none: when one is refused, when `progress(done,
        total)` answers False (then False is returned), when the process dies. `batch_id` is made by the
        page once for each import, so that a double click imports once.

        Only supervisors bring in anything but drafts, and only with confirmed masking. Raises
        InvalidInput, NotAllowed, Conflict (id or batch in use)."""
        _must_be_importable(actor, records)
        now = self.clock()
        owned = {"author": actor.id, "author_name": actor.name, "updated_by": actor.name, "version": 1}
        kept = [
            r.model_copy(
                update={
                    **owned,
                    "created_at": r.created_at or now,
                    "updated_at": now,
                    "helpful": 0,
                    "deleted_at": 0.0,
                }
            )
            for r in records
        ]
        added = self.store.add_many(kept, Batch(id=batch_id, person=actor.id, at=now), progress)
        self.spellings.read_on()
        return added

    def known(self, ids: Sequence[str]) -> set[str]:
        """Those of these ids that are in use: an import gives such cases new ones."""
        return self.store.known(ids)

    def batches(self, actor: Person) -> list[Batch]:
        """The actor's imports that can be taken back, newest first."""
        return self.store.batches(actor.id)

    def undo_import(self, actor: Person, batch_id: str) -> Undone:
        """Erases what the import brought, except what somebody has worked on since. Raises NotFound for
        an import that is somebody else's."""
        batch = self.store.batch(batch_id)
        if batch is None or batch.person != actor.id:
            raise NotFound("この取り込みは見つかりません。もう取り消されています。画面を開き直してください。")
        return self.store.undo_batch(batch_id)

    def unseeded(self, ids: Sequence[str]) -> list[str]:
        """Those of these shipped cases that were never put in."""
        return self.store.unseeded(ids)

    def seed(self, shipped: Sequence[CaseRecord]) -> int:
        """Puts in the shipped cases that never were, published; neither a deleted nor a changed one
        comes back. Returns how many are new."""
        now = self.clock()
        stamp = {"version": 1, "created_at": now, "updated_at": now, "state": CaseState.PUBLISHED}
        new = self.store.seed([r.model_copy(update=stamp) for r in shipped])
        self.spellings.read_on()
        return new


def _must_be_importable(actor: Person, records: Sequence[CaseRecord]) -> None:
    if not records:
        raise InvalidInput("取り込む事例がありません。見出しの下に一件以上の行がある表を選んでください。")
    if len(records) > MAX_ROWS:
        raise InvalidInput(f"一度に取り込めるのは{MAX_ROWS:,}件までです。ファイルを分けてください。")
    shared = [r for r in records if r.state is not CaseState.DRAFT]
    if shared and not is_supervisor(actor):
        raise NotAllowed("下書き以外の事例を取り込めるのはSVだけです。下書きとして取り込んでください。")
    if any(not r.confirmed_by for r in shared):
        raise InvalidInput("個人情報の伏せ字が確認されていない事例は、下書きとして取り込んでください。")
