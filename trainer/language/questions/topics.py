"""What an operator's question is about, whatever the scenario (lexicon/topics.yaml).

A phrasing is one or more words that must all stand in the stretch asked about, in any order, as
Japanese asks 「お買い上げはいつ」 and 「いつお買い上げ」 alike. A word is compared by its first letters and
begins where a word of the text begins, so that inflection does not matter and 景色 is no 色.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from trainer.language.lexicon.word_lists import word_list
from trainer.language.questions.topic_lexicon import SHORT, Phrasing, index, sounds, topic_entries, unmarked
from trainer.language.text.forms import asking_word
from trainer.language.text.parsing import Folded, Parsed

MOST = 4
"""Topics that one question is read as at most."""

_BESIDE = 0.7  # a further topic needs this share of the best one's weight
_MODIFIES = 0.5  # 「誕生日のプレゼント」 is about a present
_MORE = 0.05  # what a further phrasing adds
_ASKING = ("いつ", "何", "どこ", "どちら", "どなた", "誰", "いくら", "いくつ", "どの")
_EXACT = frozenset({"time", "amount", "count", "length", "person"})
_AKIN = {
    "count": {"number", "length", "person"},
    "length": {"time", "count"},
    "amount": {"number"},
    "time": {"length"},
}
_OTHER_KIND = 0.3  # a question for a time is hardly about an amount
_ANY_KIND = 0.7  # … and less about what has no kind of its own


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic read in a question: how sure (about 0.3–1.7), and the words [first, last) that show it.
    `thing`: what it is asked of by name (ランプ, 領収書); "" if it is of no thing in particular.
    `kinds`: of answers that the question names outright."""

    id: str
    weight: float
    first: int
    last: int
    thing: str = ""
    kinds: frozenset[str] = frozenset()


Places = dict[str, tuple[int, int]]
"""Word of the lexicon → the last words [first, last) in which it is met."""


def read_topics(parsed: Parsed, first: int, last: int) -> tuple[Topic, ...]:
    """What the words [first, last) ask for, the surest first; () if it is nothing known."""
    places = _places(parsed, first, last)
    if not places:
        return ()
    kinds = kinds_asked(places)
    found: dict[str, Topic] = {}
    for phrasing in _met(places):
        entry = topic_entries()[phrasing.topic]
        spans = [_latest(part, places) for part in phrasing.parts]
        if any(word in places for word in index().unless[entry.id]):
            continue
        at = [span for span in spans if span]
        weight = phrasing.weight * _kind_fits(entry.wants, kinds)
        begins, ends = min(a for a, _ in at), max(b for _, b in at)
        if _modifies(parsed, ends, last) and not asking_word(parsed.words[max(0, begins - 3) : ends]):
            weight *= _MODIFIES
        known = found.get(entry.id)
        thing = next((unmarked(w) for part in phrasing.parts for w in part if w.endswith("!")), "")
        best = Topic(entry.id, weight, begins, ends, thing, kinds)
        if known:
            best = max(best, known, key=lambda t: t.weight)
            best = replace(best, weight=best.weight + _MORE)
        found[entry.id] = best
    topics = sorted(found.values(), key=lambda t: (-t.weight, t.id))
    return tuple(t for t in topics if t.weight >= _BESIDE * topics[0].weight)[:MOST]


def _met(places: Places) -> Iterator[Phrasing]:
    seen: set[int] = set()
    for word in places:
        for phrasing in index().by_first.get(word, ()):
            if id(phrasing) not in seen:
                seen.add(id(phrasing))
                if all(any(w in places for w in part) for part in phrasing.parts):
                    yield phrasing


def _latest(part: Iterable[str], places: Places) -> tuple[int, int] | None:
    return max((places[w] for w in part if w in places), default=None)


def kinds_asked(places: Iterable[str]) -> frozenset[str]:
    """Kinds of answer that a word asks for outright: いつ, いくら, 何人, どなた …"""
    met = set(places)
    return frozenset(kind for kind, words in index().kinds.items() if not met.isdisjoint(words))


def kinds_named(parsed: Parsed, first: int, last: int) -> frozenset[str]:
    """Kinds of answer that the words [first, last) ask for outright, whatever they are about."""
    return kinds_asked(_places(parsed, first, last))


def _kind_fits(wants: str, kinds: frozenset[str]) -> float:
    if not kinds or wants in kinds or any(wants in _AKIN.get(kind, ()) for kind in kinds):
        return 1.0
    return _OTHER_KIND if wants in _EXACT else _ANY_KIND


def _modifies(parsed: Parsed, after: int, last: int) -> bool:
    """Whether the words before `after` only describe what follows: 「箱の中身」; 「型番のほう」 does not."""
    words = parsed.words
    while after < last and words[after].pos.startswith(("接尾辞", "名詞")):
        after += 1
    if after + 1 >= last or words[after].surface != "の" or not words[after].pos.startswith("助詞-格"):
        return False
    head = words[after + 1]
    if head.pos.startswith("接頭辞") and after + 2 < last:
        head = words[after + 2]
    return head.pos.startswith("名詞") and head.norm not in word_list("formal_nouns")


def _places(parsed: Parsed, first: int, last: int) -> Places:
    """Where words of the lexicon stand in the words [first, last)."""
    folded = parsed.surface
    start, end = _folded_range(folded, parsed, first, last)
    text = folded.text[:end]
    heads = index().heads
    found: Places = {}
    for i in range(start, end):
        for head in (text[i : i + SHORT], text[i]):
            for word in heads.get(head, ()):
                plain = unmarked(word)
                if (len(plain) < SHORT) is not (len(head) < SHORT):
                    continue
                if text.startswith(plain, i) and _stands(word, plain, folded, text, i, start, end):
                    found[word] = _word_range(folded, parsed, (i, i + len(plain)))
    if not found or not any("一" <= c <= "龯" for c in text[start:]):
        found |= _heard(parsed, first, last)
    return found


def _stands(word: str, plain: str, folded: Folded, text: str, i: int, start: int, end: int) -> bool:
    after = text[i + len(plain) :]
    if word.startswith("^") and i != start or word.endswith("$") and after:
        return False
    if word.endswith("|") and i + len(plain) not in folded.edges:
        return False
    if i not in folded.edges and text[i - 1 : i] not in {"お", "ご", "御"}:
        return False
    return plain not in _ASKING or not after.startswith(("も", "でも", "か月", "かの", "かお"))


def _heard(parsed: Parsed, first: int, last: int) -> Places:
    """The same by ear, for what was written in kana only."""
    folded = parsed.sound
    start, end = _folded_range(folded, parsed, first, last)
    text = folded.text[:end]
    found: Places = {}
    for i in range(start, end):
        for sound, word in sounds().get(text[i : i + SHORT], ()):
            if i in folded.edges and text.startswith(sound, i):
                found[word] = _word_range(folded, parsed, (i, i + len(sound)))
    return found


def _folded_range(folded: Folded, parsed: Parsed, first: int, last: int) -> tuple[int, int]:
    """The stretch of the folded text that holds the words [first, last)."""
    return folded.within(parsed.words[first].start, parsed.words[last - 1].end)


def _word_range(folded: Folded, parsed: Parsed, span: tuple[int, int]) -> tuple[int, int]:
    start, end = folded.normal(*span)
    return parsed.words_between(start, start + 1)[0], parsed.words_between(end, end)[0]
