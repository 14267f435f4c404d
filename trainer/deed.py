"""What all deeds in a call have in common: the call is the actor's own, nothing went unseen, and what is sent
twice is done once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from trainer import call
from trainer.answering import Answering
from trainer.attempt import AnyEvent, Attempt, CustomerSaid
from trainer.errors import Conflict, NotFound
from trainer.folded import Folded
from trainer.person import Person
from trainer.scenario import Cast

Deed = Callable[[Attempt, Cast, call.Stamp], list[AnyEvent]]
"""What a deed adds to the events of an attempt."""


@dataclass(frozen=True)
class Deeds:
    """`clock` gives seconds since the epoch. `key` is made by the client, once for each deed; `seen` is the
    number of events that the actor had on screen."""

    folded: Folded
    answering: Answering
    clock: Callable[[], float]

    def attempt(self, actor: Person, attempt_id: str) -> Attempt:
        """The actor's call as stored now. Raises NotFound also when it is somebody else's: ids tell
        nothing."""
        return _own(actor, self.folded.newest(attempt_id))

    def do(
        self, actor: Person, attempt_id: str, key: str, seen: int, deed: Deed, *, aside: bool = False
    ) -> Attempt:
        """The call after the deed, and after the script's answer to it. `aside`: the customer notices
        nothing of it, so an answer on its way is not cut short. Raises Conflict for what does not follow the
        newest event, NotFound, StoreUnavailable, and what the deed raises."""
        known = self.folded.known(attempt_id)
        if known is not None and len(known.events) == seen:
            # Nobody has to look in the database first: it refuses what does not follow what is stored.
            with suppress(Conflict):
                return self._done(_own(actor, known), key, seen, deed, aside)
        return self._done(self.attempt(actor, attempt_id), key, seen, deed, aside)

    def _done(self, attempt: Attempt, key: str, seen: int, deed: Deed, aside: bool) -> Attempt:
        if any(e.key == key for e in attempt.events):  # sent twice: the first time counts
            return self.answering.go_on(attempt)
        if not aside:
            attempt = self.answering.interrupted(attempt)
        if not _has_seen(attempt, seen):
            raise Conflict(
                "この通話は別の画面で先に進んでいます。最新の状態を表示しました。入力した文は残してあります。"
            )
        events = deed(attempt, self.folded.cast_of(attempt), call.Stamp(self.clock(), key))
        return self.answering.stored(attempt, events)


def _own(actor: Person, attempt: Attempt | None) -> Attempt:
    if attempt is None or attempt.started.trainee != actor.id:
        raise NotFound("この受講記録は見つかりません。ホームの一覧から選び直してください。")
    return attempt


def _has_seen(attempt: Attempt, seen: int) -> bool:
    """Whether `seen` events are all that there are. An answer that a model had begun may have come since: the
    trainee has not waited for it."""
    unseen = attempt.events[seen:]
    waited = attempt.started.speaker == "model" and all(isinstance(e, CustomerSaid) for e in unseen)
    return seen <= len(attempt.events) and (not unseen or waited)
