"""Words of a scenario compiled for matching: their content words, stand-ins and readings.

A term of several words never shrinks to a loose one: 「同じ品」 keeps 同じ, 「新しいもの」 keeps もの, and
「十九日に修理」 is met only where both the day and the repair are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trainer.language.lexicon.index import Lexicon, lexicon
from trainer.language.lexicon.word_lists import word_list
from trainer.language.text.parsing import SOUND_LENGTH, Parsed, parse, plain
from trainer.language.text.tokens import Token
from trainer.language.text.values import Value, values

DIRECT, SYNONYM, ASKING_WORD, ASKED = 1.0, 0.8, 0.7, 0.6
"""Weights of a hit: the scenario's own word, a synonym, いつ for いつから, a word of the same topic."""

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
class Way:
    """One way of saying a term: its words, whether the last is negated, and its reading if that is
    long enough to be looked for as it is. `tight`: the next word must follow at once (二重)."""

    weight: float
    keyed: Keyed
    negated: bool
    sound: str
    tight: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A scenario's word with all its stand-ins, the surest first; `value` if it is a number or day,
    `beside` whether other words must be met with it."""

    text: str
    ways: tuple[Way, ...]
    value: Value | None
    beside: bool
    openers: frozenset[str]
    sounds: tuple[str, ...]

    def possible(self, parsed: Parsed) -> bool:
        """A quick first test; a value that stands alone is looked for in any case."""
        key = self.text
        if key not in parsed.memo:
            parsed.memo[key] = (
                (self.value is not None and not self.beside)
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
    return (word.pos.startswith(_CONTENT) and word.norm not in word_list("empty")) or (
        word.pos.startswith("連体詞") and word.norm in word_list("telling")
    )


@lru_cache(maxsize=8192)
def _plain(text: str, loose: bool) -> Way:
    """The words as they are. `loose`: if none of them has content, a verb will do."""
    parsed = parse(text)
    words = parsed.words
    apart = _counted(parsed)
    content = [i for i, w in enumerate(words) if is_content(w) and i not in apart]
    if apart:
        content = [i for i in content if not words[i].pos.startswith("接尾辞")]  # 九月分, 今月中
    if len(content) == 1 and not apart:
        content = sorted({*content, *(i for i, w in enumerate(words) if _formal(w))})
    if not content and loose and not apart:
        content = [i for i, w in enumerate(words) if w.pos.startswith(("名詞", "動詞", "代名詞", "副詞"))]
    negated = bool(content) and negative(words, content[-1])
    sound = "".join(parsed.sounds)
    long = sound if len(sound) >= SOUND_LENGTH and not apart else ""
    if len(words) > len(content) and long and all(words[i].norm in word_list("asking") for i in content):
        return Way(DIRECT, (), negated, long)  # どうすれば must not match every どう
    keyed = tuple(_formal_keys() if _formal(words[i]) else parsed.keys[i] for i in content)
    tight = tuple(words[i].pos == "名詞-数詞" and words[i].surface != "一" for i in content)
    return Way(DIRECT, keyed, negated, long, tight)


def _counted(parsed: Parsed) -> frozenset[int]:
    """The words that make up the first value, if that is a day, an amount or a count."""
    found = values(parsed.normal.text)
    return frozenset(range(*parsed.words_between(found[0].start, found[0].end))) if found else frozenset()


def _formal(word: Token) -> bool:
    """もの, こと, ところ: any of them will do for another."""
    return word.norm in word_list("things") and word.pos.startswith("名詞")


def _formal_keys() -> frozenset[str]:
    return word_list("things")


@lru_cache(maxsize=4)
def _groups(words: Lexicon, *, asking: bool) -> dict[str, dict[str, float]]:
    """word → its stand-ins and their weights; `asking` adds those that only questions use."""
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


def stand_ins(word: str) -> Mapping[str, float]:
    """Single words that may stand for this one when something is asked for, and how surely."""
    return _single(lexicon()).get(word, {})


@lru_cache(maxsize=4)
def _single(words: Lexicon) -> dict[str, dict[str, float]]:
    """The same by normalised forms, of those that are one word of content."""
    out: dict[str, dict[str, float]] = {}
    for name, others in _groups(words, asking=True).items():
        for key in one_word(name):
            known = out.setdefault(key, {})
            for other, weight in others.items():
                for one in one_word(other) - {key}:
                    known[one] = max(weight, known.get(one, 0.0))
    return out


def one_word(text: str) -> frozenset[str]:
    """The normalised form of a text that is one word of content; empty if it is more or none."""
    found = {w.norm.removeprefix("御") for w in parse(text).words if is_content(w)}
    return frozenset(found if len(found) == 1 else ())


def compiled(text: str) -> Term:
    """The term with all its stand-ins but those that only questions use."""
    return _compiled(text, lexicon())


def all_compiled(texts: tuple[str, ...]) -> tuple[Term, ...]:
    """The terms of a list of a scenario, which is asked for again and again."""
    return _all_compiled(texts, lexicon())


@lru_cache(maxsize=4096)
def _all_compiled(texts: tuple[str, ...], words: Lexicon) -> tuple[Term, ...]:
    return tuple(_compiled(text, words) for text in texts)


@lru_cache(maxsize=16384)
def _compiled(text: str, words: Lexicon) -> Term:
    groups = _groups(words, asking=False)
    way = _plain(text, True)
    ways = [way]
    if len(way.keyed) > 1:
        widened = tuple(frozenset(_widen(k, groups)) for k in way.keyed)
        if widened != way.keyed:
            ways.append(Way(SYNONYM, widened, way.negated, "", way.tight))
    names = {text} | (set(way.keyed[0]) if len(way.keyed) == 1 else set())
    others: dict[str, float] = {}
    for name in sorted(names):
        for other, weight in groups.get(name, {}).items():
            others[other] = max(weight, others.get(other, 0.0))
    for other, weight in others.items():
        one = _plain(other, False)
        if (one.keyed or one.sound) and not (way.negated and _ends_in_not(text) and not one.negated):
            ways.append(Way(weight, one.keyed, one.negated, one.sound, one.tight))
    found = values(plain(text))
    ways.sort(key=lambda w: -w.weight)
    openers = frozenset(k for w in ways for keyed in w.keyed[:1] for k in keyed)
    sounds = tuple({w.sound for w in ways if w.sound})
    value = found[0] if found else None
    return Term(text, tuple(ways), value, bool(way.keyed), openers, sounds)


def _ends_in_not(text: str) -> bool:
    """A negated verb (動かない) has no stand-ins that are not negated themselves."""
    return parse(text).words[-1].lemma in {"ない", "ぬ"}


def _widen(keyed: frozenset[str], groups: dict[str, dict[str, float]]) -> Iterator[str]:
    for key in keyed:
        yield key
        for other in groups.get(key, {}):
            one = _plain(other, False)
            if len(one.keyed) == 1 and not one.negated:
                yield from one.keyed[0]
