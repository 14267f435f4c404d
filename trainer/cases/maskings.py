"""The masking of a case under correction: kept with each step, so that a reload goes on where it was.

What is kept quotes no personal data: places in the text, their kinds, and words that a person declared to
be nobody's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trainer import masking
from trainer.case import Case
from trainer.cases.access import changeable
from trainer.masking import Corrections, Proposal
from trainer.person import Person
from trainer.personal import KnownPerson
from trainer.store.case_store import CaseStore
from trainer.store.masking_store import MaskingStore


@dataclass(frozen=True)
class Maskings:
    """`clock` gives seconds since the epoch. Everybody has corrections of their own. Raises NotFound for a
    case that the actor may not see, NotAllowed for one that they may not change."""

    store: CaseStore
    kept: MaskingStore
    clock: Callable[[], float]

    def begin(self, actor: Person, case_id: str, case: Case, known: Sequence[KnownPerson] = ()) -> Proposal:
        """The proposal for this text as the actor left it; a new one when the text has changed since."""
        changeable(self.store, actor, case_id)
        body = self.kept.masking(case_id, actor.id)
        if body is not None:
            found = masking.corrected(case, Corrections.model_validate_json(body), known)
            if found is not None:
                return found
            self.kept.drop_masking(case_id, actor.id)
        return masking.propose(case, known)

    def keep(self, actor: Person, case_id: str, case: Case, proposal: Proposal) -> None:
        """After each correction."""
        changeable(self.store, actor, case_id)
        body = masking.corrections(case, proposal).model_dump_json()
        self.kept.keep_masking(case_id, actor.id, self.clock(), body)

    def forget(self, actor: Person, case_id: str) -> None:
        """The masking is confirmed."""
        self.kept.drop_masking(case_id, actor.id)
