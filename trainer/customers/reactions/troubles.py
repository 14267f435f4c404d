"""Whether what troubles the caller still has to be brought up: not what has been told, in whatever words,
nor what the operator has met before it was said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from trainer.attempt import Attempt, OperatorSaid
from trainer.customers.memory import clocks
from trainer.customers.questions.matter import EVERYWHERE
from trainer.customers.requests.passing import names_superior
from trainer.customers.words import has
from trainer.dialogue import TRANSFER
from trainer.escalation import Trigger
from trainer.language.story.matching import content_keys
from trainer.story import Concern

MOSTLY = 0.6
"""Share of a line's words that have to have been said, for the line to be said already."""

MET = 0.4
"""The same for a question or a wish and what the operator has promised or offered."""

CALLS_FOR_OTHERS = frozenset({Trigger.T1, Trigger.T3, Trigger.T9})
"""Triggers with which a caller asks to be handed over."""

_has = partial(has, __file__)


def told_by_caller(lines: Sequence[str], attempt: Attempt) -> bool:
    """Whether the caller has said most of one of these lines before, as whatever it came."""
    spoken = [content_keys(e.text) for e in attempt.customer]
    return any(_mostly(keys, said) for keys in map(_keys, lines) for said in spoken)


def said_by_operator(concern: Concern, text: str) -> bool:
    """Whether the operator says most of it with these words."""
    said = content_keys(text)
    return any(_mostly(_keys(line), said) for line in concern.say)


def met_by_operator(concern: Concern, attempt: Attempt) -> bool:
    """Whether the operator has said most of it, or has promised, dated or offered what it asks for."""
    said = frozenset().union(*(content_keys(e.text) for e in attempt.operator))
    if any(_mostly(_keys(line), said) for line in concern.say):
        return True
    wishes = [w for line in concern.say for w in _sentences(line) if _has("open", w)]
    plans = [list(_plans(e)) for e in attempt.operator]
    if any(_dates("。".join(plan), wish) for plan in plans for wish in wishes):
        return True
    return any(_grants(sentence, wish) for plan in plans for sentence in plan for wish in wishes)


def without_answered(line: str, operator: str) -> str:
    """A concern without the questions at its beginning that the operator has just answered; at least its last
    sentence is left."""
    said = content_keys(operator)
    sentences = _sentences(line)
    while len(sentences) > 1 and _asks(sentences[0]) and _keys(sentences[0]) and _keys(sentences[0]) <= said:
        sentences.pop(0)
    return "".join(sentences).strip()


def others_announced(concern: Concern, attempt: Attempt) -> bool:
    """A call for somebody else, after the operator has said who that will be."""
    calls = bool(concern.raises) and set(concern.raises) <= CALLS_FOR_OTHERS
    announced = any(e.reading.has(*TRANSFER) and _names(e) for e in attempt.operator)
    titled = any(names_superior(e.text) for e in attempt.operator)
    dated = any(p.by_when for e in attempt.operator for p in e.reading.promises)
    return calls and (announced or (titled and dated))


def is_open(concern: Concern) -> bool:
    """A question or a wish, rather than a complaint."""
    return any(_has("open", line) for line in concern.say)


def _grants(plan: str, wish: str) -> bool:
    """Whether this plan of the operator's is what is wished for."""
    asked = _keys(wish)
    shared = len(asked & content_keys(plan))
    return shared > 1 and shared >= MET * len(asked)


def _dates(plans: str, wish: str) -> bool:
    """Whether these plans name the time that is asked for."""
    return _has("when", wish) and clocks(plans) and bool(_keys(wish) & content_keys(plans))


def _names(said: OperatorSaid) -> bool:
    """Says who it will be: by name, or by title with the reason."""
    titled = bool(said.reading.explained) and names_superior(said.text)
    return titled or any(p.who for p in said.reading.promises)


def _plans(said: OperatorSaid) -> Iterator[str]:
    """The sentences in which the operator tells what will be, or has been, done."""
    for sentence in re.split(r"[。\n]+", said.text):
        if not _has("given_back", sentence):
            yield sentence


def _asks(sentence: str) -> bool:
    return sentence.rstrip().endswith(("?", "？", "か。"))


def _sentences(line: str) -> list[str]:
    return [x for x in re.split(r"(?<=[。?？!！])", line) if x.strip()]


def _keys(line: str) -> frozenset[str]:
    return content_keys(line) - EVERYWHERE


def _mostly(keys: frozenset[str], said: frozenset[str]) -> bool:
    return len(keys) > 1 and len(keys & said) > MOSTLY * len(keys)
