"""Looks for the words of a scenario (terms) in what was said: lemmas, synonyms, readings, negation.

A term is one or more content words. All of them must occur in order within a clause, with a few
words between; 入らない does not match 入る.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trainer.language.lexicon import lexicon
from trainer.language.normalise import normalise
from trainer.language.parsing import Parsed, parse, sound_of
from trainer.language.tokens import Token
from trainer.language.values import Value, values

DIRECT, SYNONYM, ASKED = 1.0, 0.8, 0.6
"""Weights of a hit: the scenario's own word, a synonym, a mere question word."""

_BETWEEN = 5
_EMPTY = frozenset(
    {"為る", "居る", "有る", "御座る", "頂く", "下さる", "成る", "言う", "こと", "事", "物", "もの", "為", "様", "の", "方",
     "ため", "よう", "所", "ところ", "時", "点", "仰る", "申す", "致す", "遣る", "仕舞う", "来る", "行く", "参る", "置く"}
)  # fmt: skip
_CONTENT = ("名詞-普通名詞", "名詞-固有名詞", "名詞-数詞", "動詞", "形容詞", "形状詞-一般", "代名詞", "副詞", "接尾辞-名詞的")
_NEGATIVE = frozenset({"ない", "ず", "無い", "ぬ", "まい"})
_NOUN_TO_VERB = dict(zip("いきぎしちにびみり", "うくぐすつぬぶむる", strict=True))


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found: [start, end) of the normal form, and how sure (DIRECT, SYNONYM, ASKED)."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Term:
    """`ways`: (weight, keys, negated) for the term itself and each stand-in; `sound`: its reading
    if long enough to be looked for as it is."""

    text: str
    ways: tuple[tuple[float, tuple[frozenset[str], ...], bool], ...]
    sound: str
    value: Value | None


def negative(words: Sequence[Token], i: int) -> bool:
    """Whether the word i is negated: 入らない, 来ておりません, できず, 連絡がない."""
    for word in words[i + 1 : i + 7]:
        if word.norm in _NEGATIVE and word.pos.startswith(("助動詞", "形容詞")):
            return True
        if not word.pos.startswith(("助動詞", "助詞", "動詞-非自立可能", "接頭辞")) or word.surface in {"と", "ので"}:
            return False
    return False


@lru_cache(maxsize=32768)
def keys(word: Token) -> frozenset[str]:
    """By which this word is compared: normalised form, lemma, and 待ち also as 待つ."""
    out = {word.norm, word.lemma, word.norm.removeprefix("御")}
    if word.pos == "名詞-普通名詞" and word.norm and word.norm[-1] in _NOUN_TO_VERB:
        out.add(word.norm[:-1] + _NOUN_TO_VERB[word.norm[-1]])
    if word.lemma in {"ご覧", "拝見"}:
        out.add("見る")
    return frozenset(k for k in out if k)


def is_content(word: Token) -> bool:
    return word.pos.startswith(_CONTENT) and word.norm not in _EMPTY


@lru_cache(maxsize=16384)
def _plain(text: str) -> tuple[tuple[frozenset[str], ...], bool]:
    words = parse(text).words
    content = [i for i, w in enumerate(words) if is_content(w)]
    if not content:
        content = [i for i, w in enumerate(words) if w.pos.startswith(("名詞", "動詞", "代名詞", "副詞"))]
    last = content[-1] if content else 0
    return tuple(keys(words[i]) for i in content), bool(content) and negative(words, last)


@lru_cache(maxsize=2)
def _groups(asking: bool, version: int) -> dict[str, tuple[tuple[str, ...], float]]:
    """word → its stand-ins; `version` tells one loaded lexicon from another."""
    out: dict[str, tuple[tuple[str, ...], float]] = {}
    for entry in lexicon().synonyms:
        if entry.ask and not asking:
            continue
        for word in entry.words:
            others = tuple(w for w in entry.words if w != word and w not in entry.wide)
            known = out.get(word, ((), 0.0))[0]
            out[word] = ((*known, *others), ASKED if entry.ask else SYNONYM)
    return out


def compiled(text: str, asking: bool = False) -> Term:
    return _compiled(text, asking, id(lexicon()))


@lru_cache(maxsize=16384)
def _compiled(text: str, asking: bool, version: int) -> Term:
    groups = _groups(asking, version)
    keyed, negated = _plain(text)
    widened = tuple(frozenset(_widen(k, groups)) for k in keyed) if len(keyed) > 1 else keyed
    ways = [(DIRECT, keyed, negated)]
    if widened != keyed:
        ways.append((SYNONYM, widened, negated))
    names = {text, *(k for k in keyed[0] if len(keyed) == 1)} if keyed else {text}
    for name in sorted(names):
        for other in groups.get(name, ((), 0.0))[0]:
            other_keys, other_negated = _plain(other)
            if other_keys:
                weight = groups[name][1]
                ways.append((weight, other_keys, other_negated or (negated and len(other_keys) == 1)))
    sound = "".join(sound_of(w) for w in parse(text).words)
    found = values(normalise(text).text)
    return Term(text, tuple(ways), sound if len(sound) >= 4 else "", found[0] if found else None)


def _widen(keyed: frozenset[str], groups: dict[str, tuple[tuple[str, ...], float]]) -> Iterator[str]:
    for key in keyed:
        yield key
        for other in groups.get(key, ((), 0.0))[0]:
            other_keys, other_negated = _plain(other)
            if len(other_keys) == 1 and not other_negated:
                yield from other_keys[0]


def find(term: Term, parsed: Parsed, first: int, last: int) -> Hit | None:
    """The best place of the term among the words [first, last)."""
    words = parsed.words[first:last]
    if not words:
        return None
    if term.value is not None:
        low, high = words[0].start, words[-1].end
        for value in values(parsed.normal.text):
            if low <= value.start < high and value.equals(term.value):
                return Hit(value.start, value.end, DIRECT)
    for weight, keyed, negated in term.ways:
        place = _sequence(keyed, negated, words)
        if place is not None:
            return Hit(words[place[0]].start, words[place[1]].end, weight)
    if term.sound:
        return _by_sound(term.sound, words)
    return None


def _sequence(keyed: tuple[frozenset[str], ...], negated: bool, words: Sequence[Token]) -> tuple[int, int] | None:
    for i, word in enumerate(words):
        if not keyed or not keyed[0] & keys(word):
            continue
        at = i
        for wanted in keyed[1:]:
            after = range(at + 1, min(at + 2 + _BETWEEN, len(words)))
            at = next((j for j in after if wanted & keys(words[j])), -1)
            if at < 0:
                break
        if at >= 0 and (negated == negative(words, at) or (not negated and len(keyed) == 1)):
            return i, at
    return None


def _by_sound(sound: str, words: Sequence[Token]) -> Hit | None:
    heard = ""
    edges: dict[int, int] = {}
    owners: list[int] = []
    for i, word in enumerate(words):
        edges[len(heard)] = i
        piece = sound_of(word)
        heard += piece
        owners += [i] * len(piece)
    at = heard.find(sound)
    while at >= 0:
        if at in edges:
            return Hit(words[edges[at]].start, words[owners[at + len(sound) - 1]].end, DIRECT)
        at = heard.find(sound, at + 1)
    return None


def any_of(terms: Iterable[str], parsed: Parsed, first: int, last: int) -> Hit | None:
    """The surest hit of any of the terms."""
    hits = [h for t in terms if (h := find(compiled(t), parsed, first, last))]
    return max(hits, key=lambda h: (h.weight, h.start - h.end), default=None)
