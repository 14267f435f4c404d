"""What is said to a question that nothing in the scenario answers.

Which of these fits was judged on 175 such questions by readers who saw nothing but the replies
(docs/customer.md): asked of their own life callers wonder why, or nod; what they may not have noticed they
name; nobody fails to notice a yes or a no.
"""

from __future__ import annotations

from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.questions import asking
from trainer.customers.questions.naming import asked_for
from trainer.customers.situation import Situation
from trainer.mood import Band

SPARING = 4
"""Customer replies during which a caller does not wonder again why they are asked."""

FAR_OFF = 0.15
"""Sureness of a question below which it is far from all that the caller could tell."""

SUCH_THINGS = "そのあたり"
"""What is asked for, where it cannot be named."""


def cannot_tell(s: Situation, words: str, sureness: float = 0.0) -> Part:
    """The answer of who is asked for what they have nothing to tell of. In a calm mood nobody minds being
    asked of their own life. `sureness`: see `Question`."""
    own = asking.of_own_life(words)
    if own and sureness < FAR_OFF and s.mood.band is not Band.CALM and not _wondered_lately(s):
        return Part(Beat.OFF_TOPIC)
    if asking.wants_value(words) or asking.gives_choice(words):
        return not_noticed(words)
    return Part(Beat.MILD_YES) if own or asking.of_now(words) else not_noticed(words)


def not_noticed(words: str) -> Part:
    """The answer of who has not noticed or does not remember what is asked for; it names that if it can."""
    return Part(Beat.VAGUE, value=asked_for(words) or SUCH_THINGS)


def _wondered_lately(s: Situation) -> bool:
    return any(Beat.OFF_TOPIC in e.beats for e in s.attempt.customer[-SPARING:])
