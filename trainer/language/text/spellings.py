"""How words are written: 折返し, 折り返し and おりかえし are one word, and 返金してほしい asks for 返金.

Texts give the spellings of their words; a word that is looked for stands for all spellings that were met
with the same normal form, written in kana for all with the same reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product

from trainer.case_query import Spelling
from trainer.language.text.normalise import normalise
from trainer.language.text.tokens import Token, tokenise

MOST_GROUPS, MOST_SPELLINGS = 16, 24
"""More of what is looked for, and more spellings of it, are not looked at."""

_JAPANESE = re.compile("[ぁ-ゖァ-ヶー一-龯々]{2,}")
_KANA = re.compile("[ぁ-ゖァ-ヶー]+")
_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_SHORTEST_KANA = 3
"""Fewer kana stand by chance in other words."""


@lru_cache(maxsize=256)
def spellings(text: str) -> frozenset[Spelling]:
    """Of the words of a text that are in the dictionary and no names."""
    tokens = {token[:6]: token for token in tokenise(normalise(text).text) if _tells(token)}
    return frozenset(Spelling(token.norm, token.reading, token.surface) for token in tokens.values())


def keys(words: Iterable[str]) -> set[str]:
    """The normal forms and readings by which `sought` wants spellings of these folded words."""
    norms = {token.norm for word in words for token in tokenise(word) if token.content}
    return norms | {_katakana(word) for word in words if _kana(word)}


def sought(words: Sequence[str], known: Iterable[Spelling]) -> tuple[tuple[str, ...], ...]:
    """What stands for these folded words: one of each group must be there. What is typed is always
    among them, cut down to its content words."""
    by_norm: defaultdict[str, set[str]] = defaultdict(set)
    by_reading: defaultdict[str, set[str]] = defaultdict(set)
    for norm, reading, text in known:
        by_norm[norm].add(text)
        by_reading[reading].add(text)
    groups = [group for word in words for group in _groups(word, by_norm, by_reading)]
    return tuple(dict.fromkeys(groups[:MOST_GROUPS]))


def _groups(
    word: str, by_norm: Mapping[str, Collection[str]], by_reading: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, ...]]:
    runs = _runs(word)
    if _kana(word) and (heard := by_reading.get(_katakana(word))):
        # The analyser takes a word in kana for this or that: what is read so is meant.
        yield _most((word, *sorted(heard)))
    elif runs:
        for run in runs:
            ways = [_ways(token, by_norm) for token in run]
            yield _most("".join(way) for way in product(*ways))
    else:
        yield (word,)


def _runs(word: str) -> list[list[Token]]:
    """The content words, compounds as a whole; none when the word is rather meant as it is written."""
    if any(char.isdigit() for char in word):
        return []
    runs: list[list[Token]] = []
    for token in tokenise(word):
        before = runs[-1][-1] if runs else None
        if before and before.end == token.start and _compounds(before) and _compounds(token):
            runs[-1].append(token)
        elif token.content or _compounds(token) and not token.pos.startswith("接尾辞"):
            runs.append([token])
    if _KANA.fullmatch(word):
        sure = bool(runs) and runs[0][0].start == 0 and all(_long(run) >= _SHORTEST_KANA for run in runs)
        return runs if sure else []
    return runs if any(_long(run) > 1 for run in runs) else []


def _compounds(token: Token) -> bool:
    """Whether it is part of a compound; お and ご may be left out."""
    return token.pos.startswith(("名詞", "接頭辞", "接尾辞")) and token.norm != "御"


def _long(run: Sequence[Token]) -> int:
    return run[-1].end - run[0].start


def _ways(token: Token, by_norm: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """How this word may be written, as it is written first."""
    if not token.content:
        return (token.surface,)
    return tuple(dict.fromkeys((token.surface, token.norm, *sorted(by_norm.get(token.norm, ())))))


def _most(ways: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(ways), MOST_SPELLINGS))


def _tells(token: Token) -> bool:
    """Whether it is written in one of several ways. Words that are in no dictionary have no reading."""
    short = _KANA.fullmatch(token.surface) and len(token.surface) < _SHORTEST_KANA
    return (
        token.content
        and not short
        and bool(_JAPANESE.fullmatch(token.surface) and _KANA.fullmatch(token.reading))
        and token.pos not in {"名詞-固有名詞", "名詞-数詞"}
        and (token.norm != token.surface or _katakana(token.surface) != token.reading)
    )


def _kana(word: str) -> bool:
    return len(word) >= _SHORTEST_KANA and bool(_KANA.fullmatch(word))


def _katakana(word: str) -> str:
    return word.translate(_KATAKANA)
