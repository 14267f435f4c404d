"""Which detail of a fact is asked for, and whether the fact has it: a time, an amount, a person …"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from trainer.language.questions.answer_kinds import kinds_given
from trainer.language.questions.topics import kinds_named
from trainer.language.text.parsing import parse
from trainer.story import Fact

SHOWN = frozenset({"time", "amount", "length"})
"""Kinds that are written as values: that a fact does not give them is beyond doubt."""


@lru_cache(maxsize=64)
def wanted(words: str) -> frozenset[str]:
    """Kinds of answer that the words ask for outright: 「いつ、おいくらで」 a time and an amount."""
    parsed = parse(words)
    return kinds_named(parsed, 0, len(parsed.words))


def gives(fact: Fact) -> frozenset[str]:
    """Kinds of answer in what the caller says of the fact."""
    return kinds_given(fact.say)


def missing(words: str, facts: Sequence[Fact]) -> bool:
    """Whether a time, an amount … is asked for outright that none of the facts tells."""
    kinds = wanted(words) & SHOWN
    return bool(kinds) and all(kinds.isdisjoint(gives(fact)) for fact in facts)


def completing(words: str, facts: Sequence[Fact]) -> Fact | None:
    """The fact that tells what is asked for as well and the first of them does not; None if all is told."""
    left = wanted(words) - gives(facts[0])
    if len(left) == len(wanted(words)):
        return None  # the first answers in its own way: nothing shows what else is wanted
    return next((fact for fact in facts[1:] if left & gives(fact)), None)
