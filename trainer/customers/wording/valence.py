"""Which pieces of a reply go together: nobody says yes and no, or thanks and scolds, in one breath."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.beat import Beat
from trainer.customers.parts import Part

YIELDS = frozenset(
    {
        Beat.CONFIRM, Beat.RIGHT, Beat.DOES, Beat.TRIES, Beat.DONE, Beat.TOUCHED, Beat.NOTED,
        Beat.APOLOGY_HEARD, Beat.THANKS, Beat.HOLD_OK, Beat.CONSENT, Beat.OFFER_ACCEPT,
        Beat.EXPLAINED_OK, Beat.PROMISE_OK, Beat.CALLBACK_OK, Beat.CHECK_YES, Beat.TRANSFER_OK,
        Beat.LIMIT_BACKS_DOWN, Beat.CLOSE_CONTENT,
    }
)  # fmt: skip
"""Says yes, thanks, gives way."""

RESISTS = frozenset(
    {
        Beat.AGAIN, Beat.OFF_TOPIC, Beat.CORRECT, Beat.WORN, Beat.APOLOGY_EMPTY, Beat.APOLOGY_ENOUGH,
        Beat.VENT, Beat.PRESS, Beat.HOLD_GRUDGING, Beat.HOLD_ABRUPT, Beat.OFFER_HAGGLE, Beat.OFFER_REFUSE,
        Beat.OFFER_DOUBT, Beat.EXPLAINED_DOUBT, Beat.PROMISE_WHEN, Beat.CALLBACK_DOUBT, Beat.REFUSED,
        Beat.CHECK_NO, Beat.TRANSFER_DOUBT, Beat.TRANSFER_REFUSE, Beat.DEMAND_SUPERIOR, Beat.FLARE_DENY,
        Beat.FLARE_COLD, Beat.FLARE_BLAME, Beat.FLARE_CALM_DOWN, Beat.FLARE_RETELL, Beat.FLARE_HURRY,
        Beat.FLARE_QUESTIONS, Beat.INSULTED, Beat.CAUGHT_OUT, Beat.REMINDED, Beat.REPEATED,
        Beat.LIMIT_PUSHBACK, Beat.THREATEN, Beat.HANG_UP, Beat.CLOSE_GRUDGING, Beat.CLOSE_UNRESOLVED,
    }
)  # fmt: skip
"""Says no, complains, demands. What is in neither set tells, asks or waits, and goes with both."""

SILENT = frozenset({Beat.UNKNOWN, Beat.NOTHING, Beat.GUARDED})
"""Gives no answer: a yes or thanks before it would sound like one."""

NEVERTHELESS = frozenset(
    {
        (Beat.CONFIRM, Beat.PRESS),
        (Beat.CONFIRM, Beat.VENT),
        (Beat.CONFIRM, Beat.CHECK_NO),
        (Beat.NOTED, Beat.PRESS),
        (Beat.NOTED, Beat.OFFER_HAGGLE),
        (Beat.APOLOGY_HEARD, Beat.PRESS),
        (Beat.APOLOGY_HEARD, Beat.PROMISE_WHEN),
        (Beat.EXPLAINED_OK, Beat.PRESS),
        (Beat.CORRECT, Beat.CONSENT),
        (Beat.CORRECT, Beat.DOES),
        (Beat.CORRECT, Beat.TRIES),
        (Beat.CORRECT, Beat.RIGHT),
        (Beat.RIGHT, Beat.CORRECT),
        (Beat.CORRECT, Beat.CALLBACK_OK),
        (Beat.CORRECT, Beat.PROMISE_OK),
        (Beat.CORRECT, Beat.OFFER_ACCEPT),
        (Beat.CORRECT, Beat.HOLD_OK),
        (Beat.CORRECT, Beat.TRANSFER_OK),
    }
)
"""Opposite on paper, natural in speech: agreeing with how the grievance was put before pressing on, or
putting a slip right before agreeing."""


OVER = frozenset({Beat.CHECK_YES})
"""Says that nothing is left: nothing is told behind it."""

TELLS = frozenset({Beat.CONCERN, Beat.ANSWER, Beat.GO_ON})


def agree(first: Beat, then: Beat) -> bool:
    """Whether `then` may follow `first` in one reply."""
    if (first, then) in NEVERTHELESS:
        return True
    if first in OVER and then in TELLS:
        return False
    if first in YIELDS:
        return then not in RESISTS and then not in SILENT
    return first not in RESISTS or then not in YIELDS


def in_one_voice(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts without the short reactions that another part takes back. What the caller tells, accepts or
    corrects stays, once; of two mere reactions the objection does, for it must not go unheard."""
    kept: list[Part] = []
    for part in parts:
        if _bare(part) and any(_bare(k) and k.beat is part.beat for k in kept):
            continue  # nobody says yes twice
        if part.beat is Beat.CORRECT and any(k.beat is Beat.CORRECT and k.value == part.value for k in kept):
            continue
        while kept and not agree(kept[-1].beat, part.beat):
            if not _bare(kept[-1]) or (kept[-1].beat in RESISTS and _bare(part)):
                break
            kept.pop()
        if not kept or agree(kept[-1].beat, part.beat) or not _bare(part):
            kept.append(part)
    return tuple(kept)


def _bare(part: Part) -> bool:
    """A reaction that carries nothing of the matter."""
    return not (part.fact or part.concern or part.value or part.remedy)
