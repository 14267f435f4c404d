"""Questions that are elliptical after the caller's last words: 「それはいつですか」, 「もう少し詳しく」."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.attempt import CustomerSaid
from trainer.customers.situation import Situation
from trainer.language.answer_kinds import kinds_given
from trainer.language.parsing import Parsed, parse
from trainer.language.question_forms import question_words
from trainer.language.terms import is_content
from trainer.language.topic_lexicon import akin
from trainer.language.topics import kinds_named
from trainer.language.word_lists import word_list
from trainer.story import Fact

_SIDES = ("から", "まで", "までに")
"""With these a question says itself what it is after: 「いつからですか」."""


def picked_up(s: Situation, words: str) -> Fact | None:
    """What a question means that says nothing but that it asks: a thing that has to do with what the
    caller told last and gives such an answer, first one that is not told yet; None if it speaks of
    something itself, or nothing fits."""
    parsed = parse(words)
    last = _told_last(s)
    if last is None or not _elliptical(parsed):
        return None
    kinds = kinds_named(parsed, 0, len(parsed.words))
    near = [f for f in _neighbours(s, last) if f.id not in s.told and s.may_tell(f, asked=True)]
    fits = [f for f in (*near, last) if kinds & kinds_given(f.say)] if kinds else near
    return fits[0] if fits else None


def _told_last(s: Situation) -> Fact | None:
    """The last thing told in the caller's last words, their first ones included."""
    for event in reversed(s.attempt.events):
        if isinstance(event, CustomerSaid):
            return s.scenario.fact(event.tells[-1]) if event.tells else None
    return None


def _elliptical(parsed: Parsed) -> bool:
    """Whether no word of it says what it is about."""
    known = word_list("asking") | frozenset(question_words("elliptical"))
    content = [w for w in parsed.words if is_content(w) and w.norm not in known]
    sides = any(w.surface in _SIDES and w.pos.startswith("助詞") for w in parsed.words)
    return bool(parsed.words) and not sides and all(w.pos.startswith("名詞-数詞") for w in content)


def _neighbours(s: Situation, fact: Fact) -> Iterator[Fact]:
    """Facts that have a topic in common with this one, then such as have a topic akin to one of it."""
    others = [f for f in s.scenario.facts if f.id != fact.id and f.needs != "aside"]
    like = {t for topic in fact.topics for t in akin().get(topic, ())}
    yield from (f for f in others if set(f.topics) & set(fact.topics))
    yield from (f for f in others if set(f.topics) & like and not set(f.topics) & set(fact.topics))
