"""Calls and their casts as they stand in the database, kept in memory: what was read once stays true."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Thread
from typing import TypeVar

from trainer.attempt import Attempt
from trainer.errors import NotFound
from trainer.language import prepare
from trainer.scenario import Cast
from trainer.store import Store

MOST_ATTEMPTS = 512
"""Kept folded; beyond that all are read anew."""
MOST_CASTS = 128
"""So with the casts: a digest names the same content for ever."""
T = TypeVar("T")


@dataclass(frozen=True)
class Folded:
    """Safe from any thread: whoever writes last has read or stored what stands in the database."""

    store: Store
    _attempts: dict[str, Attempt] = field(default_factory=dict)
    _casts: dict[str, Cast] = field(default_factory=dict)

    def known(self, attempt_id: str) -> Attempt | None:
        """The attempt as this process last saw it: another one may have gone on meanwhile."""
        return self._attempts.get(attempt_id)

    def newest(self, attempt_id: str) -> Attempt | None:
        """The attempt as stored now. Events are only ever added, so only the rest is read."""
        known = self.known(attempt_id)
        new = self.store.events(attempt_id, len(known.events) if known else 0)
        if not new:
            return known
        return self.keep(known.plus(*new) if known else Attempt.of(new))

    def keep(self, attempt: Attempt) -> Attempt:
        """Remembers an attempt all of whose events are stored."""
        _put(self._attempts, MOST_ATTEMPTS, attempt.id, attempt)
        return attempt

    def keep_cast(self, cast: Cast) -> None:
        """Remembers a cast that is stored under its digest, and makes it ready to be read in: there is time
        while the trainee reads what the customer has said, and types."""
        _put(self._casts, MOST_CASTS, cast.digest, cast)
        Thread(target=prepare, args=(cast.scenario,), name="prepare", daemon=True).start()

    def cast_of(self, attempt: Attempt) -> Cast:
        """The scenario, persona and voice the attempt was started with. Raises NotFound."""
        digest = attempt.started.cast
        known = self._casts.get(digest)
        if known is not None:
            return known
        body = self.store.kept(digest)
        if body is None:
            raise NotFound("この受講で使ったシナリオの控えが見つかりません。新しく始めてください。")
        cast = Cast.model_validate_json(body)
        self.keep_cast(cast)
        return cast


def _put(kept: dict[str, T], most: int, key: str, value: T) -> None:
    if len(kept) >= most and key not in kept:
        kept.clear()
    kept[key] = value
