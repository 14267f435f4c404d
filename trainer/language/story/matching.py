"""Looks for the words of a scenario (terms) in what was said: lemmas, synonyms, readings, negation.

A term is one or more content words. All of them must occur in order, with a few words between;
入らない does not match 入る.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from trainer.language.story.terms import (
    DIRECT,
    Term,
    Way,
    all_compiled,
    compiled,
    is_content,
    negative,
)
from trainer.language.text.parsing import SOUND_LENGTH, Parsed, parse
from trainer.language.text.values import values, values_between

_BETWEEN = 5
_LOOSE_SOUND = 6  # from here on a reading may end inside a word


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found: [start, end) of the normal form, and how sure (DIRECT, SYNONYM, ASKED)."""

    start: int
    end: int
    weight: float


def find(term: Term, parsed: Parsed, first: int, last: int) -> Hit | None:
    """The surest place of the term among the words [first, last)."""
    if first >= last or not term.possible(parsed):
        return None
    if term.value is None:
        return _found(term, parsed, first, last)
    low, high = parsed.words[first].start, parsed.words[last - 1].end
    for value in values_between(parsed.normal.text, low, high):
        if value.equals(term.value):
            if not term.beside:
                return Hit(value.start, value.end, DIRECT)
            beside = _found(term, parsed, first, last)
            return beside and Hit(min(value.start, beside.start), max(value.end, beside.end), beside.weight)
    return None


def _found(term: Term, parsed: Parsed, first: int, last: int) -> Hit | None:
    for way in term.ways:
        place = _sequence(term, way, parsed, first, last) or _by_sound(way.sound, parsed, first, last)
        if place is not None:
            return Hit(parsed.words[place[0]].start, parsed.words[place[1]].end, way.weight)
    return None


def _sequence(term: Term, way: Way, parsed: Parsed, first: int, last: int) -> tuple[int, int] | None:
    """Indices of the first and last word of the way."""
    keyed = way.keyed
    if not keyed or any(wanted.isdisjoint(parsed.vocabulary) for wanted in keyed):
        return None
    for i in range(first, last):
        if keyed[0].isdisjoint(parsed.keys[i]):
            continue
        at = i
        for k, wanted in enumerate(keyed[1:]):
            reach = at + 2 if way.tight[k] else at + 2 + _BETWEEN
            after = range(at + 1, min(reach, last))
            at = next((j for j in after if not wanted.isdisjoint(parsed.keys[j])), -1)
            if at < 0:
                break
        if at < 0:
            continue
        if way.negated == negative(parsed.words, at) or (not way.negated and len(keyed) == 1):
            return i, at
    return None


def _by_sound(sound: str, parsed: Parsed, first: int, last: int) -> tuple[int, int] | None:
    """Indices of the words that sound so; whole words, but for an ending after a long reading."""
    if not sound or sound not in parsed.heard:
        return None
    edges: dict[int, int] = {}
    place = 0
    for i in range(first, last):
        edges[place] = i
        place += len(parsed.sounds[i])
    edges[place] = last
    heard = "".join(parsed.sounds[first:last])
    at = heard.find(sound)
    while at >= 0:
        until = at + len(sound)
        if at in edges and (until in edges or len(sound) >= _LOOSE_SOUND):
            behind = next(edges[k] for k in range(until, place + 1) if k in edges)
            return edges[at], behind - 1
        at = heard.find(sound, at + 1)
    return None


class Terms:
    """Many terms, of which few can be met in one text: found by what each of them may begin with."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_text = {term.text: term for term in terms}
        self._openers: dict[str, list[str]] = {}
        self._sounds: dict[str, list[tuple[str, str]]] = {}
        self._values = {t.text for t in self._by_text.values() if t.value is not None and not t.beside}
        for term in self._by_text.values():
            for opener in term.openers:
                self._openers.setdefault(opener, []).append(term.text)
            for sound in term.sounds:
                self._sounds.setdefault(sound[:SOUND_LENGTH], []).append((sound, term.text))

    def possible(self, parsed: Parsed) -> set[str]:
        """The terms that `Term.possible` does not rule out."""
        found = set(self._values)
        for opener in self._openers.keys() & parsed.vocabulary:
            found.update(self._openers[opener])
        for part in self._sounds.keys() & parsed.heard_parts:
            found.update(text for sound, text in self._sounds[part] if sound in parsed.heard)
        return found

    def met(self, parsed: Parsed) -> frozenset[str]:
        """The terms that are met anywhere in the text."""
        words = len(parsed.words)
        return frozenset(t for t in self.possible(parsed) if find(self._by_text[t], parsed, 0, words))


@lru_cache(maxsize=16384)
def occurs(text: str, line: str) -> bool:
    """Whether the term is met anywhere in a line already said."""
    parsed = parse(line)
    return find(compiled(text), parsed, 0, len(parsed.words)) is not None


@lru_cache(maxsize=1024)
def say_keys(say: tuple[str, ...]) -> frozenset[str]:
    """Content words in which the caller tells a fact."""
    return frozenset(k for line in say for k in content_keys(line))


@lru_cache(maxsize=4096)
def content_keys(line: str) -> frozenset[str]:
    """Content words of a line, values such as 三日 left out."""
    parsed = parse(line)
    counted = {k for v in values(parsed.normal.text) for k in range(v.start, v.end)}
    words = [w for w in parsed.words if is_content(w) and w.start not in counted]
    return frozenset(w.norm.removeprefix("御") for w in words)


def any_of(terms: Iterable[str], parsed: Parsed, first: int, last: int) -> Hit | None:
    """The surest hit of any of the terms."""
    hits = [h for t in all_compiled(tuple(terms)) if (h := find(t, parsed, first, last))]
    return max(hits, key=lambda h: (h.weight, h.start - h.end), default=None)
