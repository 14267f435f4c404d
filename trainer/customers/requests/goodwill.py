"""Forms of what no scenario has to list: favours, demands, words taken back, comfort, goodbyes."""

from __future__ import annotations

from functools import partial

from trainer.customers.sentences import sentences
from trainer.customers.words import has, words
from trainer.language.questions.question_forms import excuses

LAST = 2
"""Sentences at the end of which a goodbye stands."""

_has = partial(has, __file__)


def gives(text: str) -> bool:
    """Whether the operator says that they will do something for the caller, or change something."""
    return any(_gives(sentence) for sentence in sentences(text))


def demands(sentence: str) -> bool:
    """Whether the caller is to pay, to come or to bear something first; a fee is no such thing."""
    return _has("demands", sentence) and not _has("fees", sentence)


def withdraws(text: str) -> bool:
    """Whether something said before is taken back; what others have told the caller wrongly is not."""
    guided = any(_has("guidance", x) and _has("our_words", x) for x in sentences(text))
    return guided or _has("withdraws", text)


def takes_back(text: str) -> bool:
    """Whether it is taken back that something will be done, whether or not the caller had agreed to it."""
    return _has("takes_back", text)


def makes_amends(text: str) -> bool:
    """Whether something is given for the trouble, in the last words: a coupon, sweets, a discount."""
    return any(_has("amends", sentence) for sentence in sentences(text)[-1:])


def some_day(text: str) -> bool:
    """「できるだけ早く」: a promise without a time."""
    return _has("some_day", text)


def says_goodbye(text: str) -> bool:
    """Whether the words end in a goodbye, rather than in a question."""
    last = sentences(text)[-LAST:]
    return bool(last) and not last[-1].endswith("か") and any(_has("goodbye", sentence) for sentence in last)


def comforts(text: str) -> bool:
    """「ご自分をお責めにならないでください」, 「お客様の落ち度ではございません」."""
    return any(_has("comfort", sentence) or excuses(sentence) for sentence in sentences(text))


def asks_what_to_do(text: str) -> bool:
    """「どうしたらいいの」."""
    return _has("what_to_do", text)


def _gives(sentence: str) -> bool:
    if not sentence.endswith(words(__file__)["will"]) or _has("no_gift", sentence):
        return False
    return _has("gives", sentence)
