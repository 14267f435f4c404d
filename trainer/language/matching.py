"""Looks for the words of a scenario (terms) in what was said: lemmas, synonyms, readings, negation.

A term is one or more content words. All of them must occur in order, with a few words between;
入らない does not match 入る.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trainer.language.lexicon import Lexicon, lexicon
from trainer.language.parsing import Parsed, parse, plain
from trainer.language.tokens import Token
from trainer.language.values import Value, values, values_between
from trainer.language.word_lists import word_list

DIRECT, SYNONYM, ASKING_WORD, ASKED = 1.0, 0.8, 0.7, 0.6
"""Weights of a hit: the scenario's own word, a synonym, いつ for いつから, a word of the same topic."""

_BETWEEN = 5
_SOUND_LENGTH = 4  # shorter readings have homophones
_LOOSE_SOUND = 6  # from here on a reading may end inside a word
_CONTENT = (
    "名詞-普通名詞",
    "名詞-固有名詞",
    "名詞-数詞",
    "動詞",
    "形容詞",
    "形状詞-一般",
    "代名詞",
    "副詞",
    "接尾辞-名詞的",
)
_NEGATIVE = frozenset({"ない", "ず", "無い", "ぬ", "まい"})

Keyed = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found: [start, end) of the normal form, and how sure (DIRECT, SYNONYM, ASKED)."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Way:
    """One way of saying a term: its words, whether the last is negated, and its reading if that is
    long enough to be looked for as it is."""

    weight: float
    keyed: Keyed
    negated: bool
    sound: str


@dataclass(frozen=True, slots=True)
class Term:
    """A scenario's word with all its stand-ins, the surest first; `value` if it is a number or day."""

    text: str
    asking: bool
    ways: tuple[Way, ...]
    value: Value | None
    openers: frozenset[str]
    sounds: tuple[str, ...]

    def possible(self, parsed: Parsed) -> bool:
        """A quick first test; a value is looked for in any case."""
        key = (self.text, self.asking)
        if key not in parsed.memo:
            parsed.memo[key] = (
                self.value is not None
                or not self.openers.isdisjoint(parsed.vocabulary)
                or any(sound in parsed.heard for sound in self.sounds)
            )
        return parsed.memo[key]


def negative(words: Sequence[Token], i: int) -> bool:
    """Whether the word i is negated: 入らない, 来ておりません, できず, 連絡がない."""
    for word in words[i + 1 : i + 7]:
        if word.norm in _NEGATIVE and word.pos.startswith(("助動詞", "形容詞")):
            return True
        if not word.pos.startswith(("助動詞", "助詞", "動詞-非自立可能", "接頭辞")) or word.surface in {
            "と",
            "ので",
        }:
            return False
    return False


def is_content(word: Token) -> bool:
    return word.pos.startswith(_CONTENT) and word.norm not in word_list("empty")


@lru_cache(maxsize=8192)
def _plain(text: str) -> tuple[Keyed, bool, str]:
    """Words, negation and reading of a term."""
    parsed = parse(text)
    words = parsed.words
    content = [i for i, w in enumerate(words) if is_content(w)]
    if not content:
        content = [i for i, w in enumerate(words) if w.pos.startswith(("名詞", "動詞", "代名詞", "副詞"))]
    negated = bool(content) and negative(words, content[-1])
    sound = "".join(parsed.sounds)
    asking = word_list("asking")
    if (
        len(words) > len(content)
        and len(sound) >= _SOUND_LENGTH
        and all(words[i].norm in asking for i in content)
    ):
        return (), negated, sound  # どうすれば must not match every どう
    return tuple(parsed.keys[i] for i in content), negated, sound if len(sound) >= _SOUND_LENGTH else ""


@lru_cache(maxsize=4)
def _groups(words: Lexicon, asking: bool) -> dict[str, dict[str, float]]:
    """word → its stand-ins and their weights."""
    out: dict[str, dict[str, float]] = {}
    for entry in words.synonyms:
        if entry.ask and not asking:
            continue
        weight = ASKING_WORD if entry.wh else ASKED if entry.ask else SYNONYM
        for word in entry.words:
            known = out.setdefault(word, {})
            for other in entry.words:
                if other != word and other not in entry.wide:
                    known[other] = max(weight, known.get(other, 0.0))
    return out


def compiled(text: str, asking: bool = False) -> Term:
    """The term with all its stand-ins; `asking` adds those that only questions use."""
    return _compiled(text, asking, lexicon())


@lru_cache(maxsize=8192)
def _compiled(text: str, asking: bool, words: Lexicon) -> Term:
    groups = _groups(words, asking)
    keyed, negated, sound = _plain(text)
    ways = [Way(DIRECT, keyed, negated, sound)]
    if len(keyed) > 1:
        widened = tuple(frozenset(_widen(k, groups)) for k in keyed)
        if widened != keyed:
            ways.append(Way(SYNONYM, widened, negated, ""))
    names = {text} | (set(keyed[0]) if len(keyed) == 1 else set())
    others: dict[str, float] = {}
    for name in sorted(names):
        for other, weight in groups.get(name, {}).items():
            others[other] = max(weight, others.get(other, 0.0))
    for other, weight in others.items():
        other_keyed, other_negated, other_sound = _plain(other)
        if (other_keyed or other_sound) and not (negated and _ends_in_not(text) and not other_negated):
            ways.append(Way(weight, other_keyed, other_negated, other_sound))
    found = values(plain(text))
    ways.sort(key=lambda w: -w.weight)
    openers = frozenset(k for way in ways for keyed in way.keyed[:1] for k in keyed)
    sounds = tuple({way.sound for way in ways if way.sound})
    return Term(text, asking, tuple(ways), found[0] if found else None, openers, sounds)


def _ends_in_not(text: str) -> bool:
    """A negated verb (動かない) has no stand-ins that are not negated themselves."""
    return parse(text).words[-1].lemma in {"ない", "ぬ"}


def _widen(keyed: frozenset[str], groups: dict[str, dict[str, float]]) -> Iterator[str]:
    for key in keyed:
        yield key
        for other in groups.get(key, {}):
            other_keyed, other_negated, _ = _plain(other)
            if len(other_keyed) == 1 and not other_negated:
                yield from other_keyed[0]


def find(term: Term, parsed: Parsed, first: int, last: int) -> Hit | None:
    """The surest place of the term among the words [first, last)."""
    if first >= last or not term.possible(parsed):
        return None
    if term.value is not None:
        low, high = parsed.words[first].start, parsed.words[last - 1].end
        for value in values_between(parsed.normal.text, low, high):
            if value.equals(term.value):
                return Hit(value.start, value.end, DIRECT)
        if len(term.ways[0].keyed) <= 2:
            return None
    for way in term.ways:
        place = _sequence(way, parsed, first, last) or _by_sound(way.sound, parsed, first, last)
        if place is not None:
            return Hit(parsed.words[place[0]].start, parsed.words[place[1]].end, way.weight)
    return None


def _sequence(way: Way, parsed: Parsed, first: int, last: int) -> tuple[int, int] | None:
    """Indices of the first and last word of the way."""
    keyed = way.keyed
    if not keyed or any(wanted.isdisjoint(parsed.vocabulary) for wanted in keyed):
        return None
    for i in range(first, last):
        if keyed[0].isdisjoint(parsed.keys[i]):
            continue
        at = i
        for wanted in keyed[1:]:
            after = range(at + 1, min(at + 2 + _BETWEEN, last))
            at = next((j for j in after if not wanted.isdisjoint(parsed.keys[j])), -1)
            if at < 0:
                break
        if at >= 0 and (way.negated == negative(parsed.words, at) or (not way.negated and len(keyed) == 1)):
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


@lru_cache(maxsize=16384)
def occurs(text: str, line: str) -> bool:
    """Whether the term is met anywhere in a line already said."""
    parsed = parse(line)
    return find(compiled(text), parsed, 0, len(parsed.words)) is not None


@lru_cache(maxsize=1024)
def say_keys(say: tuple[str, ...]) -> frozenset[str]:
    """Content words in which the caller tells a fact."""
    return frozenset(k for line in say for k in content_keys(line))


@lru_cache(maxsize=1024)
def content_keys(line: str) -> frozenset[str]:
    """Content words of a line, values such as 三日 left out."""
    parsed = parse(line)
    counted = {k for v in values(parsed.normal.text) for k in range(v.start, v.end)}
    words = [w for w in parsed.words if is_content(w) and w.start not in counted]
    return frozenset(w.norm.removeprefix("御") for w in words)


def any_of(terms: Iterable[str], parsed: Parsed, first: int, last: int) -> Hit | None:
    """The surest hit of any of the terms."""
    hits = [h for t in terms if (h := find(compiled(t), parsed, first, last))]
    return max(hits, key=lambda h: (h.weight, h.start - h.end), default=None)
