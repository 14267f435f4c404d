"""Which of several wordings of one thing may be said now, in view of what has been said in the call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from trainer.attempt import Attempt
from trainer.beat import Beat
from trainer.customers.memory import times
from trainer.customers.parts import Part
from trainer.customers.requests.holding import came_back_late
from trainer.customers.wording.freshness import unless
from trainer.customers.words import data
from trainer.escalation import Trigger
from trainer.scenario import Cast

BRIEF = 12
"""Characters of a word or two on the way to something else."""

CHOICE = 3
"""Lines among which there is always a choice, so that two calls do not sound alike."""

OF_ITSELF_AGAIN = frozenset(
    {
        Beat.AGAIN, Beat.WORN, Beat.REPEATED, Beat.APOLOGY_ENOUGH, Beat.CALLBACK_DOUBT, Beat.FLARE_RETELL,
        Beat.FLARE_QUESTIONS, Beat.CAUGHT_OUT, Beat.REMINDED, Beat.TRANSFER_DOUBT, Beat.TRANSFER_REFUSE,
        Beat.DEMAND_SUPERIOR, Beat.THREATEN, Beat.HANG_UP, Beat.CLOSE_CONTENT, Beat.CLOSE_GRUDGING,
        Beat.CLOSE_UNRESOLVED, Beat.SMALL_TALK, Beat.OFF_TOPIC, Beat.MACHINE, Beat.VENT, Beat.PRESS,
        Beat.LIMIT_PUSHBACK, Beat.LIMIT_BACKS_DOWN, Beat.TOUCHED, Beat.HOLD_BACK,
        Beat.CHECK_NO, Beat.APOLOGY_HEARD, Beat.GO_ON,
    }
)  # fmt: skip
"""Beats that speak of something earlier by what they are; for the others it has to have been before."""


TIME = "時刻"
"""Stands in the data for any day, hour or span of time."""

WAITS = frozenset({Beat.HOLD_OK, Beat.HOLD_GRUDGING})

EACH_ITS_OWN = frozenset(
    {
        Beat.OWN_DATA, Beat.UNKNOWN, Beat.CORRECT, Beat.CONFIRM, Beat.RIGHT, Beat.CONSENT, Beat.DOES,
        Beat.TRIES, Beat.EITHER, Beat.CHOOSES, Beat.DONE, Beat.DECLINES, Beat.VAGUE, Beat.HEARS,
    }
)  # fmt: skip
"""Beats that are about another thing each time: to have done so before is no second time."""


@dataclass(frozen=True)
class Assumption:
    """Lines of these `beats` with one of the words `says` are true only if the operator has used one of
    `needs` (just now, or `ever` in the call) and none of `without`; if the caller has done one of `done`
    before; from operator turn `turn` on; `returned`: if they have been with somebody else before; `late`: if
    the operator has come back from hold later than announced."""

    beats: frozenset[Beat]
    says: tuple[str, ...]
    needs: tuple[str, ...]
    without: tuple[str, ...]
    ever: bool
    done: frozenset[Beat]
    turn: int
    returned: bool
    late: bool

    def holds(self, cast: Cast, attempt: Attempt) -> bool:
        spoken = [e.text for e in attempt.operator]
        heard = "\n".join(spoken if self.ever else spoken[-1:])
        needed = not self.needs or _any(self.needs, heard)
        done = not self.done or any(self.done & set(e.beats) for e in attempt.customer)
        come_back = not self.returned or _has_returned(cast, attempt)
        kept_waiting = not self.late or came_back_late(attempt)
        happened = done and come_back and kept_waiting and attempt.turns >= self.turn
        return needed and not _any(self.without, heard) and happened


def _has_returned(cast: Cast, attempt: Attempt) -> bool:
    """Whether this is not the caller's first contact in the matter, or they have just been passed on."""
    moved = {Beat.TRANSFER_OK, Beat.TRANSFER_DOUBT, Beat.TRANSFER_REFUSE}
    passed = any(moved & set(e.beats) for e in attempt.customer)
    return passed or bool(cast.scenario.overheard) or Trigger.T5 in {t for _, t in attempt.raised}


def _any(words: Sequence[str], heard: str) -> bool:
    return any(word in heard for word in words) or (TIME in words and bool(times(heard)))


@lru_cache(maxsize=1)
def _assumptions() -> tuple[Assumption, ...]:
    return tuple(
        Assumption(
            beats=frozenset(Beat(beat) for beat in row["beats"]),
            says=tuple(row["says"]),
            needs=tuple(row.get("needs", ())),
            without=tuple(row.get("without", ())),
            ever=row.get("ever", False),
            done=frozenset(Beat(beat) for beat in row.get("done", ())),
            turn=row.get("turn", 0),
            returned=row.get("returned", False),
            late=row.get("late", False),
        )
        for row in data(__file__)["assumes"]
    )


def true_now(pool: Sequence[str], part: Part, cast: Cast, attempt: Attempt) -> Sequence[str]:
    """The lines whose assumptions hold; () if none does."""
    assumed = [a for a in _assumptions() if part.beat in a.beats and not a.holds(cast, attempt)]
    return [line for line in pool if not any(word in line for a in assumed for word in a.says)]


def fitting(pool: Sequence[str], part: Part, cast: Cast, attempt: Attempt, *, again: bool) -> Sequence[str]:
    """The lines that say nothing untrue, () if none does: none that claims a second time at the first;
    `again`: the reply has said that it is the second. `part.brief`: the short ones if there are."""
    if part.beat not in OF_ITSELF_AGAIN and not (again or _has_been(part.beat, attempt)):
        pool = [line for line in pool if not claims_second_time(line)]
    pool = true_now(pool, part, cast, attempt)
    if pool and part.brief:
        longest = max(BRIEF, sorted(map(len, pool))[min(CHOICE, len(pool)) - 1])
        pool = unless(pool, lambda line: len(line) > longest)
    return pool


def claims_second_time(line: str) -> bool:
    """Whether a line speaks of something as happening again (「またですか」)."""
    for other in data(__file__)["not_second_time"]:
        line = line.replace(other, "")
    return any(word in line for word in data(__file__)["second_time"])


def _has_been(beat: Beat, attempt: Attempt) -> bool:
    alike = WAITS if beat in WAITS else {beat}
    return beat not in EACH_ITS_OWN and any(alike & set(e.beats) for e in attempt.customer)
