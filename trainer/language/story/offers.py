"""Remedies of the scenario that are offered: not refused, not merely mentioned or asked about."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from trainer.dialogue import SURE, ActSpan, DialogueAct, Offer
from trainer.language.questions.question_forms import not_this, question_words
from trainer.language.story.matching import any_of
from trainer.language.story.terms import negative
from trainer.language.text.forms import Forms, asks, past, requests, segments, will
from trainer.language.text.parsing import Clause, Parsed
from trainer.scenario import Scenario
from trainer.story import Remedy

_BARE = 10  # words
_FRAMES = ("offer-question", "offer-frame", "found")
_BEHIND = ("offer-question", "shall-we")
_AGAINST = ("refusal", "aside", "reported-wish")
_FIRM = 0.6  # confidence from which on an explanation offers nothing
_A = DialogueAct
_GIVES = frozenset({_A.PROPOSE, _A.COMMIT, _A.FOLLOW})
_LOOKS_BACK = frozenset({_A.APO_PART, _A.APO_FULL, _A.APO_BARE, _A.OPEN, _A.TAKEOVER})
"""Acts whose words name what has happened or who speaks: nothing is offered there, unless they promise it."""


def read_offers(
    parsed: Parsed, forms: Forms, acts: Iterable[ActSpan], scenario: Scenario
) -> tuple[Offer, ...]:
    """Offers in order, each remedy once. `acts` are those read in the same words."""
    sure = [a for a in acts if a.confidence >= SURE]
    found: dict[str, Offer] = {}
    for clause, after in zip_longest(parsed.clauses, parsed.clauses[1:]):
        framed = _frame(parsed, forms, clause, after)
        for first, last in segments(parsed, clause):
            if not framed and not will(parsed, first, last):
                continue
            for remedy in scenario.remedies:
                if remedy.id in found or not (offer := _offer(parsed, forms, clause, first, last, remedy)):
                    continue
                if not _looks_back(sure, offer) and not _explains(sure, offer):
                    found[remedy.id] = offer
    return tuple(sorted(found.values(), key=lambda o: (o.start, o.end)))


def _looks_back(acts: Iterable[ActSpan], offer: Offer) -> bool:
    """「書類を二度もお送りいただき、申し訳ございません」, 「お支払いセンターの佐伯と申します」."""
    here = {a.act for a in acts if a.meets(offer)}
    return bool(here & _LOOKS_BACK) and not here & _GIVES


def _explains(acts: Iterable[ActSpan], offer: Offer) -> bool:
    """「組戻しと申しますのは、お相手のご承諾があって初めてお返しいただけるお手続きです」"""
    here = {a.act: a.confidence for a in acts if a.meets(offer)}
    return here.get(_A.EXPLAIN, 0.0) >= _FIRM and not _GIVES & here.keys()


def _frame(parsed: Parsed, forms: Forms, clause: Clause, after: Clause | None) -> bool:
    """Whether the clause, or a bare 「いかがでしょうか」 or 「そちらでお取りしましょうか」 right behind
    it, offers something."""
    if any(forms.in_clause(name, clause) for name in _FRAMES):
        return True
    if after is None or asks(parsed, clause):
        return False
    return after.last - after.first <= _BARE and any(forms.in_clause(name, after) for name in _BEHIND)


def _offer(
    parsed: Parsed, forms: Forms, clause: Clause, first: int, last: int, remedy: Remedy
) -> Offer | None:
    hit = any_of(remedy.offers, parsed, first, last)
    if hit is None or parsed.words_between(hit.start, hit.end)[0] < not_this(parsed, clause):
        return None  # 「差し直しではなく、新しいものへの交換です」
    start, end = parsed.words[first].start, parsed.words[last - 1].end
    if any(forms.has(name, start, end) for name in _AGAINST):
        return None
    if past(parsed, first, last) and not forms.has("found", start, end):
        return None
    if forms.has("ask-verb", start, end) and requests(parsed, clause):
        return None
    if parsed.normal.text.startswith(question_words("result_of"), hit.end):
        return None  # 「優先登録の結果は、明日の朝お電話いたします」
    at = parsed.words_between(hit.start, hit.end)[1] - 1
    if negative(parsed.words[:last], at) and not forms.has("polite-negative", start, end):
        return None
    a, b = parsed.span(*parsed.trimmed(start, clause.end))
    return Offer(start=a, end=b, remedy=remedy.id)
