"""The unmasked text of a case, kept for a while if the centre wants it so: encrypted, for its author."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trainer.case import Case
from trainer.errors import NotFound
from trainer.person import Person
from trainer.store.originals import Original, OriginalStore
from trainer.vault import DAY, Vault


@dataclass(frozen=True)
class Originals:
    """`vault` None, or `days` 0: nothing is ever kept. `clock` gives seconds since the epoch."""

    store: OriginalStore
    vault: Vault | None
    days: int
    clock: Callable[[], float]

    @property
    def kept(self) -> bool:
        return self.vault is not None and self.days > 0

    def keep(self, actor: Person, case_id: str, case: Case) -> None:
        """Before masking replaces it. Does nothing unless the setting says so; what is due is dropped."""
        self.drop_due()
        if self.vault is not None and self.kept:
            now = self.clock()
            sealed = self.vault.seal(case.model_dump_json(), now)
            self.store.keep_original(Original(case_id, actor.id, now, sealed))

    def read(self, actor: Person, case_id: str) -> Case:
        """For who masked it, as long as its time lasts. Raises NotFound to everybody else."""
        found = self.store.original(case_id)
        if found is not None and found.person == actor.id and self.vault is not None:
            text = self.vault.open(found.sealed, days=self.days, now=self.clock())
            if text is not None:
                return Case.model_validate_json(text)
        raise NotFound(
            "原文は残っていません。保存の期限が過ぎたか、残さない設定です。元の通話や資料をご覧ください。"
        )

    def drop_due(self) -> int:
        """Deletes what is older than the setting allows, all of it when nothing may be kept."""
        return self.store.drop_originals(self.clock() - self.days * DAY if self.kept else float("inf"))
