"""How like the operator's words are to the example questions of each fact (`Fact.questions`).

Two measures: how near they are to its examples as vectors (`encoder.py`), which knows other words for the
same thing, and which share of the content words the fact has at all, which knows the scenario's own names.
A word is as telling as it is rare in the scenario, and the kind of answer asked for (いつ, どなた …) counts
as if it were a word. Synonyms of the lexicon and words written with the same kanji (届け先, 届ける) stand for
one another in part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import Any, NamedTuple

import numpy as np

from trainer.language.lexicon.files import content
from trainer.language.lexicon.word_lists import word_list
from trainer.language.questions.encoder import sample, vectors
from trainer.language.questions.question_forms import question_words
from trainer.language.questions.topics import kinds_named
from trainer.language.story.of_facts import remembered
from trainer.language.story.terms import is_content, one_word, stand_ins
from trainer.language.text.parsing import Parsed, parse
from trainer.language.text.plain_wording import plainly
from trainer.story import Fact

Range = tuple[int, int]
"""Words [first, last)."""

_KIND, _PRONOUN, _COMMON, _NUMBER = 0.8, 0.5, 0.4, 0.5
"""What a kind of answer, a word that asks or points, a noun of any question and a numeral tell, beside
a word of the matter."""

_DOING = 0.5  # … and that something is to be done
_TAIL = 9  # words in which a request closes
_KANJI = 0.5  # of words that have all their kanji in common
_PART = 0.7  # of a word that is part of the other: 番号, ファックス番号
_NEAR = 0.6  # of words that lexicon/near_words.yaml puts together
_GIST, _SAY = 0.8, 0.5  # what the fact's own words count beside those of its questions
_LEAST = 0.2  # below this, words have nothing to do with one another
_ENOUGH = 0.6  # what a question has to tell for the share to be taken at its word
_KNOWN = 0.3  # what a word has to be like one of the fact's own for the fact to know it
_MARKS_TOPIC = frozenset({"は", "って", "も"})
_SEVERAL = 4  # examples whose nearness is averaged
_FAR = -2.0  # where a fact has no further example
_LINES = 4096  # of facts, kept while a scenario is prepared
_DECIMALS = 5  # to which nearness is the same on every machine
_REMEMBERED = 4096  # words of operators whose likes are kept


@lru_cache(maxsize=1)
def _asking_only() -> frozenset[str]:
    return frozenset(content("topics")["asking_only"]) | frozenset(_words()["empty"])


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    """lexicon/near_words.yaml."""
    found: Mapping[str, Any] = content("near_words")
    return found


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset((*content("topics")["common"], *_words()["vague"])) | word_list("formal_nouns")


def compared(parsed: Parsed, places: Iterable[Range]) -> dict[str, float]:
    """What of the words in `places` is compared → how much it tells in any scenario, 0–1."""
    found: dict[str, float] = {}
    for first, last in places:
        for word in parsed.words[first:last]:
            key = word.norm.removeprefix("御")
            if is_content(word) and key not in _asking_only():
                found[key] = _tells(key, word.pos)
        if first < last:
            if _asks_to_do(parsed, first, last):
                found["!"] = _DOING
            found |= {f"?{kind}": _KIND for kind in kinds_named(parsed, first, last)}
    return found


@lru_cache(maxsize=_LINES)
def taken_apart(line: str) -> tuple[str, Mapping[str, float]]:
    """Normal form of a line of a fact as a plain speaker would say it, and what is compared of it."""
    parsed = parse(plainly(line))
    return parsed.normal.text, compared(parsed, [(0, len(parsed.words))])


def _asks_to_do(parsed: Parsed, first: int, last: int) -> bool:
    """「コンセントを抜いていただけますか」; 「教えていただけますか」 asks to be told."""
    said = parsed.normal.text[parsed.words[max(first, last - _TAIL)].start : parsed.words[last - 1].end]
    asked = any(form in said for form in question_words("to_do"))
    return asked and not any(verb in said for verb in question_words("telling"))


def _tells(key: str, pos: str) -> float:
    if key in word_list("asking") or pos.startswith("代名詞"):
        return _PRONOUN
    if pos.startswith("名詞-数詞"):
        return _NUMBER
    return _COMMON if key in _common() else 1.0


def set_topics(parsed: Parsed, places: Iterable[Range]) -> Iterator[str]:
    """The nouns that the words in `places` say they are about: 池 in 「お庭に池はございますか」, and both in
    「お車のナンバーは何番ですか」."""
    words = parsed.words
    for first, last in places:
        for i in range(first, last - 1):
            if words[i + 1].surface not in _MARKS_TOPIC or not words[i + 1].pos.startswith("助詞"):
                continue
            owner = i - 2 if i - 2 >= first and words[i - 1].surface == "の" else i
            for word in (words[owner], words[i]):
                key = word.norm.removeprefix("御")
                if word.pos.startswith("名詞") and is_content(word) and tells_much(key):
                    yield key


def tells_much(key: str) -> bool:
    """Whether the word (in normal form, without 御) says what a question is about."""
    return key not in _asking_only() and key not in _common()


class Like(NamedTuple):
    """How near the words are to the nearest line of a fact and to the four nearest on average (cosines), and
    which share of them the fact has anywhere in its lines, 0–1."""

    nearest: float
    mean: float
    shared: float


NOT_ALIKE = Like(0.0, 0.0, 0.0)


def lines_of(facts: Sequence[Fact]) -> Iterator[tuple[int, str]]:
    """Every line that says what a fact is, with the number of the fact; the lines of a fact together."""
    for number, fact in enumerate(facts):
        yield from ((number, line) for line in (*fact.questions, *fact.asked_by, *fact.gist, *fact.say))


class Samples:
    """The lines of the facts of one scenario as vectors, and the words in them."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        told = list(lines_of(facts))
        self._vectors = vectors([sample(*taken_apart(line)) for _, line in told])
        counts = np.bincount([number for number, _ in told], minlength=len(facts))
        self._places = np.full((len(facts), max([*counts.tolist(), _SEVERAL])), len(told))
        for number, (count, end) in enumerate(zip(counts, np.cumsum(counts), strict=True)):
            self._places[number, :count] = range(end - count, end)
        self._several = np.clip(counts, 1, _SEVERAL)
        self._known: dict[str, dict[int, float]] = {}
        for number, fact in enumerate(facts):
            for lines, share in ((fact.questions + fact.asked_by, 1.0), (fact.gist, _GIST), (fact.say, _SAY)):
                for word in {word for line in lines for word in taken_apart(line)[1]}:
                    has = self._known.setdefault(word, {})
                    has[number] = max(share, has.get(number, 0.0))
        self._rarity = {w: _rarity(len(has), len(facts)) for w, has in self._known.items()}
        self._kanji: dict[str, list[str]] = {}
        for word in self._known:
            for sign in _signs(word):
                self._kanji.setdefault(sign, []).append(word)
        self._likes: dict[str, Mapping[str, float]] = {}

    def like(self, text: str, words: Mapping[str, float]) -> list[Like]:
        """For each fact in order. `text`: the normal form of what is asked; `words`: what `compared` finds
        in it."""
        cosines = np.append(self._vectors @ vectors([sample(text, words)])[0], np.float32(_FAR))
        near = -np.partition(-cosines[self._places], _SEVERAL - 1, axis=1)[:, :_SEVERAL]
        nearest = near.max(axis=1)
        mean = np.where(near > _FAR, near, 0.0).sum(axis=1) / self._several
        shared = self._shared(words)
        return [
            Like(round(float(one), _DECIMALS), round(float(other), _DECIMALS), shared.get(number, 0.0))
            for number, (one, other) in enumerate(zip(nearest, mean, strict=True))
        ]

    def knowing(self, word: str) -> frozenset[int]:
        """Numbers of the facts in whose lines the word, or one much like it, occurs."""
        return frozenset(
            fact
            for other, how in self._near(word).items()
            for fact, share in self._known[other].items()
            if how * share >= _KNOWN
        )

    def _shared(self, words: Mapping[str, float]) -> dict[int, float]:
        """Number of the fact → which share of the words it has."""
        shared: dict[int, float] = {}
        total = 0.0
        for word, tells in words.items():
            weight = tells * self._rarity.get(word, 1.0)
            total += weight
            has: dict[int, float] = {}
            for other, how in self._near(word).items():
                for fact, share in self._known[other].items():
                    has[fact] = max(how * share, has.get(fact, 0.0))
            for fact, how in has.items():
                shared[fact] = shared.get(fact, 0.0) + weight * how
        sure = min(1.0, total / _ENOUGH)
        return {fact: sure * hit / total for fact, hit in shared.items()}

    def _near(self, word: str) -> Mapping[str, float]:
        """Words of the facts that may stand for this one → how well, 0–1."""
        if word not in self._likes:
            if len(self._likes) >= _REMEMBERED:
                self._likes.clear()
            self._likes[word] = dict(self._nearest(word))
        return self._likes[word]

    def _nearest(self, word: str) -> Iterator[tuple[str, float]]:
        if word.startswith(("?", "!")):
            if word in self._known:
                yield word, 1.0
            return
        stand = _stand_ins(word)
        signs = _signs(word)
        alike = {other for sign in signs for other in self._kanji.get(sign, ())}
        for other in alike | {w for w in (word, *stand) if w in self._known}:
            if other == word:
                yield other, 1.0
                continue
            both = len(signs & _signs(other)) / max(len(signs | _signs(other)), 1)
            within = _PART if len(other) > 1 and len(word) > 1 and (other in word or word in other) else 0.0
            near = max(stand.get(other, 0.0), _KANJI * both, within)
            if near >= _LEAST:
                yield other, near


@lru_cache(maxsize=1)
def _near_words() -> Mapping[str, Mapping[str, float]]:
    """Word → what may stand for it among questions (lexicon/near_words.yaml)."""
    found: dict[str, dict[str, float]] = {}
    for group in _words()["near"]:
        keys = {key for text in group for key in one_word(plainly(text))}
        for key in keys:
            found.setdefault(key, {}).update(dict.fromkeys(keys - {key}, _NEAR))
    return found


@lru_cache(maxsize=_REMEMBERED)
def _stand_ins(word: str) -> Mapping[str, float]:
    return {**_near_words().get(word, {}), **stand_ins(word)}


def _signs(word: str) -> frozenset[str]:
    """By which words are found that may be alike: their kanji, and katakana in pairs."""
    kanji = {sign for sign in word if "一" <= sign <= "龯"}
    pairs = {word[i : i + 2] for i in range(len(word) - 1)}
    return frozenset(kanji | {pair for pair in pairs if all("ァ" <= sign <= "ー" for sign in pair)})


def _rarity(several: int, facts: int) -> float:
    """How telling a word is that so many of the facts have: 1 if only one has it, less the more do."""
    return 1 - log(several) / log(max(facts, 2) + 1)


@remembered
def samples(facts: tuple[Fact, ...]) -> Samples:
    """The lines of a scenario, taken apart once."""
    return Samples(facts)
