"""A call tried again from one of the trainee's own turns."""

from __future__ import annotations

from trainer.attempt import AnyEvent, Attempt, CustomerSaid, Ended, OperatorSaid
from trainer.errors import InvalidInput


def branched(old: Attempt, turn: int, attempt_id: str, at: float) -> Attempt:
    """A new attempt `attempt_id`, begun `at` (seconds since the epoch), that shares everything before
    operator turn `turn` with the old one. Raises InvalidInput when the trainee said nothing in that turn."""
    if not any(isinstance(e, OperatorSaid) and e.turn == turn for e in old.events):
        raise InvalidInput("この発話からはやり直せません。記録の中の自分の発話を選んでください。")
    begun = {"attempt": attempt_id, "at": at, "branch_of": old.id, "branch_turn": turn}
    return Attempt.of([old.started.model_copy(update=begun), *_before(old, turn)[1:]])


def _before(old: Attempt, turn: int) -> list[AnyEvent]:
    """Up to the customer's answer of the turn before."""
    last = max(i for i, e in enumerate(old.events) if isinstance(e, CustomerSaid) and e.turn <= turn - 1)
    return [e for e in old.events[: last + 1] if not isinstance(e, Ended)]
