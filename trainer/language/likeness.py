"""How like the operator's words are to the example questions of each fact (`Fact.questions`).

Compared are the content words, each as telling as it is rare in the scenario, and the kind of answer
asked for (いつ, どなた …) as if it were a word. Synonyms of the lexicon and words written with the same
kanji (届け先, 届ける) stand for one another in part. A long question that shares one common word with an
example is hardly like it, a short one that leaves out the rest is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import Any, NamedTuple

from trainer.language.lexicon_files import content
from trainer.language.parsing import Parsed, parse
from trainer.language.plain_wording import plainly
from trainer.language.question_forms import question_words
from trainer.language.terms import is_content, one_word, stand_ins
from trainer.language.topics import kinds_named
from trainer.language.word_lists import word_list
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
_ENOUGH = 0.6  # what a question has to tell for the likeness to be taken at its word
_OURS = 0.55  # weight of what the question says; the rest is that of what the example says
_LINES = 2048  # of facts, kept while a scenario is prepared
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


class Like(NamedTuple):
    """How like the words are to the nearest example of a fact, and which share of them the fact has
    anywhere in its examples and its own words; both 0–1."""

    nearest: float
    shared: float


NOT_ALIKE = Like(0.0, 0.0)


class Samples:
    """The example questions of the facts of one scenario, and the words of the facts themselves."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._owners: list[int] = []
        told: list[Mapping[str, float]] = []
        self._known: dict[str, dict[int, float]] = {}
        for number, fact in enumerate(facts):
            for lines, share in (
                (fact.questions, 1.0),
                (fact.asked_by, 1.0),
                (fact.gist, _GIST),
                (fact.say, _SAY),
            ):
                for line in lines:
                    words = taken_apart(line)[1]
                    for word in words:
                        has = self._known.setdefault(word, {})
                        has[number] = max(share, has.get(number, 0.0))
                    if lines is fact.questions:
                        told.append(words)
                        self._owners.append(number)
        self._rarity = {w: _rarity(len(has), len(facts)) for w, has in self._known.items()}
        self._weights = [{w: t * self._rarity[w] for w, t in words.items()} for words in told]
        self._totals = [sum(weights.values()) for weights in self._weights]
        self._holders: dict[str, list[int]] = {}
        for sample, words in enumerate(told):
            for word in words:
                self._holders.setdefault(word, []).append(sample)
        self._kanji: dict[str, list[str]] = {}
        for word in self._known:
            for sign in _signs(word):
                self._kanji.setdefault(sign, []).append(word)
        self._likes: dict[str, Mapping[str, float]] = {}

    def like(self, words: Mapping[str, float]) -> dict[int, Like]:
        """Number of the fact → likeness; facts that share no word are left out."""
        ours: dict[int, float] = {}
        theirs: dict[int, dict[str, float]] = {}
        shared: dict[int, float] = {}
        total = 0.0
        for word, tells in words.items():
            near = self._near(word)
            weight = tells * self._rarity.get(word, 1.0)
            total += weight
            met: dict[int, float] = {}
            has: dict[int, float] = {}
            for other, how in near.items():
                for sample in self._holders.get(other, ()):
                    met[sample] = max(how, met.get(sample, 0.0))
                    back = theirs.setdefault(sample, {})
                    back[other] = max(how, back.get(other, 0.0))
                for fact, share in self._known[other].items():
                    has[fact] = max(how * share, has.get(fact, 0.0))
            for sample, how in met.items():
                ours[sample] = ours.get(sample, 0.0) + weight * how
            for fact, how in has.items():
                shared[fact] = shared.get(fact, 0.0) + weight * how
        sure = min(1.0, total / _ENOUGH)
        nearest: dict[int, float] = {}
        for sample, hit in ours.items():
            weights = self._weights[sample]
            back_hit = sum(weights[w] * how for w, how in theirs[sample].items())
            like = sure * (hit / total) ** _OURS * (back_hit / self._totals[sample]) ** (1 - _OURS)
            owner = self._owners[sample]
            nearest[owner] = max(like, nearest.get(owner, 0.0))
        return {fact: Like(nearest.get(fact, 0.0), sure * hit / total) for fact, hit in shared.items()}

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


@lru_cache(maxsize=128)
def samples(facts: tuple[Fact, ...]) -> Samples:
    """The examples of a scenario, taken apart once."""
    return Samples(facts)
