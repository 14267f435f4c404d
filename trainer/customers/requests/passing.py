"""Whether the call itself is to be passed on. A superior who is asked, who apologises or who calls back is no
handover: the caller goes on speaking with who is there."""

from __future__ import annotations

from functools import partial

from trainer.attempt import OperatorSaid
from trainer.customers.words import has, words
from trainer.dialogue import TRANSFER, DialogueAct
from trainer.escalation import Direction

_has = partial(has, __file__)


def direction_of(said: OperatorSaid) -> Direction | None:
    """Up to a superior, or over to a colleague; None if these words do not say."""
    if said.reading.has(DialogueAct.ESC_V) or names_superior(said.text):
        return Direction.VERTICAL
    return Direction.HORIZONTAL if said.reading.has(DialogueAct.ESC_H) else None


def names_superior(text: str) -> bool:
    """Whether somebody above the operator is named by their title."""
    return _has("superiors", text)


def passes_on(said: OperatorSaid) -> bool:
    """Whether these words announce that somebody else takes the call now."""
    if not said.reading.has(*TRANSFER) and not _has("asks_to", said.text.replace("、", "")):
        return False
    text = said.text
    for other in (*words(__file__)["not_now"], *words(__file__)["other_words"]):
        text = text.replace(other, "")
    if _has("now", text):
        return True
    if _has("not_now", said.text):
        return False
    later = _has("later", text)
    return not later and (_has("answers", text) or not _has("asked", text))
