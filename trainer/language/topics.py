"""What an operator's question is about, whatever the scenario (lexicon/topics.yaml).

A phrasing is one or more words that must all stand in the stretch asked about, in any order, as
Japanese asks 「お買い上げはいつ」 and 「いつお買い上げ」 alike. A word is compared by its first letters and
begins where a word of the text begins, so that inflection does not matter and 景色 is no 色.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from pydantic import Field, TypeAdapter

from trainer.dialogue import Frozen
from trainer.language.entries import Examples
from trainer.language.forms import asking_word
from trainer.language.lexicon_files import content
from trainer.language.parsing import Folded, Parsed, katakana
from trainer.language.patterns import analysed
from trainer.language.plain_wording import plainly
from trainer.language.word_lists import word_list

Wants = Literal[
    "time",
    "place",
    "person",
    "thing",
    "number",
    "amount",
    "count",
    "length",
    "manner",
    "reason",
    "state",
    "story",
    "wish",
    "whether",
]
"""Kinds of answer."""

MOST = 4
"""Topics that one question is read as at most."""

_BESIDE = 0.7  # a further topic needs this share of the best one's weight
_HINT = 0.5
_MODIFIES = 0.5  # 「誕生日のプレゼント」 is about a present
_PART, _MORE = 0.2, 0.05  # what a further word of a phrasing, and a further phrasing, add
_LETTER, _LETTERS = 0.06, 6  # what each letter of a phrasing's own words adds, and how many count
_ASKING = ("いつ", "何", "どこ", "どちら", "どなた", "誰", "いくら", "いくつ", "どの")
_EXACT = frozenset({"time", "amount", "count", "length", "person"})
_AKIN = {
    "count": {"number", "length", "person"},
    "length": {"time", "count"},
    "amount": {"number"},
    "time": {"length"},
}
_INTERROGATIVE = ("いつ", "何", "いくら", "おいくら", "いくつ", "誰", "だれ", "どなた")
_KIND_WORDS = {"time": "when", "amount": "howmuch", "count": "howmany", "length": "minutes", "person": "who"}
_OTHER_KIND = 0.3  # a question for a time is hardly about an amount
_ANY_KIND = 0.7  # … and less about what has no kind of its own
_SHORT = 2  # letters by which a word is looked up


class TopicEntry(Frozen):
    """One thing that is asked for. `ask`: phrasings, `hint`: such as leave it open, `not`: words
    beside which none of them counts. `caller`: about the caller at this moment, not about the matter.
    `only`: answered by a fact of this topic or by none."""

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    title: str
    wants: Wants
    ask: tuple[str, ...] = Field(min_length=1)
    hint: tuple[str, ...] = ()
    unless: tuple[str, ...] = Field(default=(), alias="not")
    caller: bool = False
    only: bool = False
    examples: Examples


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


@dataclass(frozen=True, slots=True)
class _Phrasing:
    """`parts`: for each the words of which one must be met."""

    topic: str
    parts: tuple[tuple[str, ...], ...]
    weight: float


@lru_cache(maxsize=1)
def topic_entries() -> Mapping[str, TopicEntry]:
    """id → topic, in the order of the file. Raises pydantic.ValidationError if the file is wrong."""
    entries = TypeAdapter(tuple[TopicEntry, ...]).validate_python(content("topics")["topics"])
    return {entry.id: entry for entry in entries}


@lru_cache(maxsize=1)
def akin() -> Mapping[str, frozenset[str]]:
    """Topic → those that are answered by much the same."""
    found: dict[str, set[str]] = {}
    for group in content("topics")["akin"]:
        for topic in group:
            found.setdefault(topic, set()).update(set(group) - {topic})
    return {topic: frozenset(others) for topic, others in found.items()}


class _Index:
    """All phrasings, found by the words that are met."""

    def __init__(self) -> None:
        self.classes: dict[str, tuple[str, ...]] = {
            k: tuple(map(plainly, v)) for k, v in content("topics")["classes"].items()
        }
        self.kinds = {
            kind: tuple(w for w in self.classes[name] if w.startswith(_INTERROGATIVE))
            for kind, name in _KIND_WORDS.items()
        }
        self.phrasings = tuple(self._phrasings())
        self.unless = {entry.id: tuple(map(plainly, entry.unless)) for entry in topic_entries().values()}
        words = {w for p in self.phrasings for part in p.parts for w in part}
        words |= {w for several in self.classes.values() for w in several}
        words |= {w for several in self.unless.values() for w in several}
        self.heads: dict[str, list[str]] = {}
        for word in sorted(words):
            self.heads.setdefault(_plain(word)[:_SHORT], []).append(word)
        self.by_first: dict[str, list[_Phrasing]] = {}
        for phrasing in self.phrasings:
            rarest = min(phrasing.parts, key=len)
            for word in rarest:
                self.by_first.setdefault(word, []).append(phrasing)

    def _phrasings(self) -> Iterator[_Phrasing]:
        for entry in topic_entries().values():
            for texts, kind in ((entry.ask, 1.0), (entry.hint, _HINT)):
                for text in texts:
                    parts = tuple(self._words(part) for part in text.split())
                    letters = sum(len(p) for p in text.split() if not p.startswith("@"))
                    weight = kind * (1 - _LETTER * 2 + _LETTER * min(letters, _LETTERS))
                    yield _Phrasing(entry.id, parts, weight + kind * _PART * (len(parts) - 1))

    def _words(self, part: str) -> tuple[str, ...]:
        return self.classes[part.removeprefix("@")] if part.startswith("@") else (plainly(part),)


@lru_cache(maxsize=1)
def _index() -> _Index:
    return _Index()


@lru_cache(maxsize=1)
def _sounds() -> dict[str, list[tuple[str, str]]]:
    """First sounds → (reading, word) of the words that are long enough to be known by ear."""
    found: dict[str, list[tuple[str, str]]] = {}
    for words in _index().heads.values():
        for word in words:
            sound = analysed(word)[1]
            if len(sound) >= 4 and sound != katakana(word) and word[0] not in "^":
                found.setdefault(sound[:_SHORT], []).append((sound, word))
    return found


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
        if any(word in places for word in _index().unless[entry.id]):
            continue
        at = [span for span in spans if span]
        weight = phrasing.weight * _kind_fits(entry.wants, kinds)
        begins, ends = min(a for a, _ in at), max(b for _, b in at)
        if _modifies(parsed, ends, last) and not asking_word(parsed.words[max(0, begins - 3) : ends]):
            weight *= _MODIFIES
        known = found.get(entry.id)
        thing = next((_plain(w) for part in phrasing.parts for w in part if w.endswith("!")), "")
        best = Topic(entry.id, weight, begins, ends, thing, kinds)
        if known:
            best = max(best, known, key=lambda t: t.weight)
            best = replace(best, weight=best.weight + _MORE)
        found[entry.id] = best
    topics = sorted(found.values(), key=lambda t: (-t.weight, t.id))
    return tuple(t for t in topics if t.weight >= _BESIDE * topics[0].weight)[:MOST]


def _met(places: Places) -> Iterator[_Phrasing]:
    seen: set[int] = set()
    for word in places:
        for phrasing in _index().by_first.get(word, ()):
            if id(phrasing) not in seen:
                seen.add(id(phrasing))
                if all(any(w in places for w in part) for part in phrasing.parts):
                    yield phrasing


def _latest(part: Iterable[str], places: Places) -> tuple[int, int] | None:
    return max((places[w] for w in part if w in places), default=None)


def kinds_asked(places: Iterable[str]) -> frozenset[str]:
    """Kinds of answer that a word asks for outright: いつ, いくら, 何人, どなた …"""
    met = set(places)
    return frozenset(kind for kind, words in _index().kinds.items() if not met.isdisjoint(words))


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
    heads = _index().heads
    found: Places = {}
    for i in range(start, end):
        for head in (text[i : i + _SHORT], text[i]):
            for word in heads.get(head, ()):
                plain = _plain(word)
                if (len(plain) < _SHORT) is not (len(head) < _SHORT):
                    continue
                if text.startswith(plain, i) and _stands(word, plain, folded, text, i, start, end):
                    found[word] = _word_range(folded, parsed, (i, i + len(plain)))
    if not found or not any("一" <= c <= "龯" for c in text[start:]):
        found |= _heard(parsed, first, last)
    return found


def _plain(word: str) -> str:
    """Without the marks of where it has to stand."""
    return word.lstrip("^").rstrip("$|!")


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
        for sound, word in _sounds().get(text[i : i + _SHORT], ()):
            if i in folded.edges and text.startswith(sound, i):
                found[word] = _word_range(folded, parsed, (i, i + len(sound)))
    return found


def _folded_range(folded: Folded, parsed: Parsed, first: int, last: int) -> tuple[int, int]:
    """The stretch of the folded text that holds the words [first, last)."""
    return folded.within(parsed.words[first].start, parsed.words[last - 1].end)


def _word_range(folded: Folded, parsed: Parsed, span: tuple[int, int]) -> tuple[int, int]:
    start, end = folded.normal(*span)
    return parsed.words_between(start, start + 1)[0], parsed.words_between(end, end)[0]
