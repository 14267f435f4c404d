"""Which facts the caller has told, and which of these an utterance may speak of."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from trainer.language.story.matching import Terms, content_keys, say_keys
from trainer.language.story.of_facts import remembered
from trainer.language.story.terms import Term, compiled
from trainer.language.text.parsing import Parsed, parse
from trainer.language.text.values import values
from trainer.story import Fact


class Named(NamedTuple):
    """A fact, and what may name it in an utterance."""

    fact: Fact
    terms: tuple[Term, ...]


def spoken_of(facts: tuple[Fact, ...], parsed: Parsed, heard: tuple[str, ...]) -> list[Named]:
    """The facts told so far that the words may give back, rightly or wrongly: by a value or by what
    names them."""
    known = _words_of(facts)
    possible = known.naming.possible(parsed)
    valued = bool(values(parsed.normal.text))
    near = [
        Named(one.fact, tuple(term for term in one.terms if term.text in possible))
        for one in (known.facts if possible or valued else ())
    ]
    near = [one for one in near if one.terms or valued]
    if not near or not heard:
        return near
    told = frozenset[str]().union(*(_met(known.telling, line) for line in heard))
    return [one for one in near if _told(one.fact, told, heard)]


class _Words(NamedTuple):
    """Facts with all that names them; the terms that name any of them, and those that tell them."""

    facts: tuple[Named, ...]
    naming: Terms
    telling: Terms


@remembered
def _words_of(facts: tuple[Fact, ...]) -> _Words:
    named = tuple(Named(fact, _naming(fact)) for fact in facts)
    telling = Terms(compiled(text) for fact in facts for text in fact.gist)
    return _Words(named, Terms(term for one in named for term in one.terms), telling)


def _naming(fact: Fact) -> tuple[Term, ...]:
    """Words by which one knows that a fact is meant: its gist without values, else what asks for
    it (型番は…)."""
    terms = tuple(term for text in fact.gist if (term := compiled(text)).value is None)
    return terms or tuple(compiled(text) for text in fact.asked_by)


@lru_cache(maxsize=1024)
def _met(terms: Terms, line: str) -> frozenset[str]:
    return terms.met(parse(line))


def _told(fact: Fact, met: frozenset[str], heard: tuple[str, ...]) -> bool:
    """`met`: gist words of any facts in the lines `heard`."""
    if fact.gist:
        return sum(term in met for term in fact.gist) >= max(1, len(fact.gist) // 2)
    wanted = say_keys(fact.say)
    return any(len(wanted & content_keys(line)) >= min(2, len(wanted)) for line in heard)
