"""How the words of the cases are written, learned from the cases themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.case_query import Spelling
from trainer.language.spellings import keys, sought, spellings
from trainer.store.case_store import SpellingStore


@dataclass(frozen=True)
class Spellings:
    """A word that is looked for is found in all spellings that were learned."""

    store: SpellingStore

    def read_on(self) -> None:
        """Learns from all cases that were saved since it was called last."""
        while some := self.store.unread():
            texts = ("\n".join(case.texts()) for _, case in some)
            self.store.learn(frozenset[Spelling]().union(*map(spellings, texts)), some[-1][0])

    def of(self, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """What stands for these folded words: of each group one must stand in a case."""
        return sought(words, self.store.spellings(keys(words))) if words else ()
