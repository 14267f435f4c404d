"""How the words of the cases are written, learned from the cases themselves."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Thread

from trainer.case_query import Spelling
from trainer.errors import StoreUnavailable
from trainer.language.text.spellings import keys, sought, spellings
from trainer.store.case_store import SpellingStore

AT_ONCE = 100
"""So many cases are read while the caller waits, about 1.5 ms each."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Spellings:
    """A word that is looked for is found in all spellings that were learned."""

    store: SpellingStore

    def read_on(self) -> None:
        """Learns from all cases that were saved since it was called last; of many, as after an import,
        from most in a thread of its own."""
        if self._read_some():
            Thread(target=self._read_rest, name="spellings", daemon=True).start()

    def of(self, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """What stands for these folded words: of each group one must stand in a case."""
        return sought(words, self.store.spellings(keys(words))) if words else ()

    def _read_some(self) -> bool:
        """Whether there may be more."""
        if some := self.store.unread(AT_ONCE):
            texts = ("\n".join(case.texts()) for _, case in some)
            self.store.learn(frozenset[Spelling]().union(*map(spellings, texts)), some[-1][0])
        return len(some) == AT_ONCE

    def _read_rest(self) -> None:
        try:
            while self._read_some():
                pass
        except StoreUnavailable as error:  # the next save, or the next start, goes on from there
            log.warning("%s", error)
