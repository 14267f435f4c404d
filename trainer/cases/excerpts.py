"""Why a case was found: how well it fits the words, and the piece of text that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from trainer.case import Case, CaseRecord
from trainer.case_query import Marked
from trainer.store.grams import fold, spans

BEFORE, LENGTH = 24, 120
"""Characters of an excerpt before the first word, and altogether."""

TITLE_WEIGHT = 4.0
SATURATION, LENGTH_SHARE = 1.2, 0.75
"""k1 and b of BM25 (Robertson and Zaragoza 2009). Every hit holds every word, so that the rarity of a
word, the other half of BM25, would tell nothing about hits of one word and little about more."""


Words = Sequence[Sequence[str]]
"""What was looked for, folded: of each word the ways in which it may be written."""


def mark(text: str, words: Words) -> Marked:
    """The whole text with the places of these words."""
    return Marked(text=text, spans=spans(text, list(chain.from_iterable(words))))


def excerpt(case: Case, words: Words) -> Marked:
    """The first piece of the text that holds as many of the words as possible; without words, or when
    only the title holds them, the beginning of the situation."""
    texts = [" ".join(text.split()) for text in (case.situation, *case.texts())]
    folded = fold("\n".join(texts)).split("\n")  # one text a line, folded at one go
    held = [sum(any(way in text for way in word) for word in words) for text in folded]
    best = held.index(max(held))
    text = texts[best]
    start = max(0, _place(text, folded[best], words) - BEFORE) if held[best] else 0
    return mark(text[start : start + LENGTH], words)


def _place(text: str, folded: str, words: Words) -> int:
    """About where the first of the words stands in the text: the folded text may be shorter or longer,
    its beginnings grow with the text's."""
    goal = min(place for way in chain.from_iterable(words) if (place := folded.find(way)) >= 0)
    if len(folded) == len(text):  # as almost always: nothing to look for
        return goal
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if len(fold(text[: middle + 1])) <= goal:
            low = middle + 1
        else:
            high = middle
    return low


def rank(records: Iterable[CaseRecord], words: Words) -> list[CaseRecord]:
    """Best first, equals in the order given. The title and the tags weigh as much as four texts."""
    looks = [
        re.compile("|".join(re.escape(way) for way in sorted(word, key=len, reverse=True))) for word in words
    ]
    weighed = []
    for record in records:
        title = fold("\n".join((record.case.title, *record.case.tags)))
        text = fold("\n".join(record.case.texts()))
        counts = [TITLE_WEIGHT * len(look.findall(title)) + len(look.findall(text)) for look in looks]
        weighed.append((record, counts, len(text)))
    mean = sum(length for _, _, length in weighed) / len(weighed) if weighed else 1.0
    return [
        record
        for record, counts, length in sorted(weighed, key=lambda w: _score(w[1], w[2] / mean), reverse=True)
    ]


def _score(counts: Sequence[float], length: float) -> float:
    """`length`: of the text, as a share of the mean."""
    damped = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length)
    return sum(count / (count + damped) for count in counts)
