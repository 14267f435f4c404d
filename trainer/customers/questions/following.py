"""Questions that need what was said before: 「それはいつですか」, 「もう片方は、どちらへ届きましたか」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.attempt import CustomerSaid
from trainer.customers.situation import Situation
from trainer.dialogue import CERTAIN, LIKELY, Question
from trainer.language.lexicon.word_lists import word_list
from trainer.language.questions.aims import weighed
from trainer.language.questions.answer_kinds import kinds_given
from trainer.language.questions.question_forms import question_words
from trainer.language.questions.topic_lexicon import akin
from trainer.language.questions.topics import kinds_named
from trainer.language.story.terms import is_content
from trainer.language.text.parsing import Parsed, parse
from trainer.language.text.plain_wording import plainly
from trainer.story import Fact

_SAYS_NOTHING = 6
"""Characters of a sentence that says nothing of the matter: 「はい。」."""

_SIDES = ("から", "まで", "までに")
"""With these a question says itself what it is after: 「いつからですか」."""


_ALIKE = 0.5
"""What likeness to the question with the words before it counts, beside likeness to the question alone."""

_ENOUGH, _SURELY = 1.28, 1.6
"""Sums of both from which on a fact is likely meant, and surely."""

_SENTENCE = re.compile(r"[^。?？!！\n]+[。?？!！]*")


def in_context(s: Situation, question: Question) -> Question:
    """The question with the facts it aims at in view of the words before it, if it points back to them and is
    not certain by itself."""
    words = s.said.text[question.start : question.end] if s.said else ""
    before = _words_before(s, question) if _points_back(words) else ""
    if not before or (question.facts and question.sureness >= CERTAIN):
        return question
    alone, together = _likeness(s, words), _likeness(s, before + words)
    total = {fact: alone[fact] + _ALIKE * together[fact] for fact in alone}
    best = max(total, key=lambda fact: total[fact], default=None)
    if best is None or total[best] < _ENOUGH:
        return question
    sureness = CERTAIN if total[best] >= _SURELY else LIKELY
    return question.model_copy(update={"facts": (best,), "sureness": sureness})


def _points_back(words: str) -> bool:
    for goes_on in question_words("goes_on"):
        words = words.replace(goes_on, "")
    return any(form in words for form in question_words("points_back"))


def _words_before(s: Situation, question: Question) -> str:
    """The sentence before the question, in the same breath or the last one of the turn before; "" if none."""
    texts = [e.text for e in s.attempt.operator if e.turn < s.turn][-1:]
    said = [*texts, s.said.text[: question.start] if s.said else ""]
    sentences = [m[0] for text in said for m in _SENTENCE.finditer(text) if len(m[0]) > _SAYS_NOTHING]
    return sentences[-1] if sentences else ""


def _likeness(s: Situation, words: str) -> dict[str, float]:
    parsed = parse(plainly(words))
    found = weighed(parsed, [(0, len(parsed.words))], (), s.scenario) if parsed.words else {}
    return {fact: weight.total for fact, weight in found.items()}


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
