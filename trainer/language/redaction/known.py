"""The people of the case, found exactly: written, read, in kana or Latin letters, surname alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trainer.language.redaction.passage import Find, Passage
from trainer.language.redaction.romaji import spellings
from trainer.language.redaction.words import hiragana
from trainer.language.text.normalise import normalise
from trainer.personal import KnownPerson, PersonalKind

_JOIN = r"[\s・、,=.]{0,2}"


@dataclass(frozen=True)
class _Spelling:
    """How one person can be written; `short` forms count only where a word begins and ends."""

    long: re.Pattern[str] | None
    short: frozenset[str]


def known_names(passage: Passage, known: Sequence[KnownPerson]) -> Iterator[tuple[Find, int]]:
    """Each find with the index of its person in `known`."""
    for index, person in enumerate(known):
        spelling = _spelling(person)
        if spelling.long:
            for m in spelling.long.finditer(passage.kana):
                yield Find(*m.span(), PersonalKind.PERSON), index
        for token in passage.tokens:
            if hiragana(token.surface) in spelling.short:
                yield Find(token.start, token.end, PersonalKind.PERSON), index


def who(text: str, known: Sequence[KnownPerson]) -> int | None:
    """Index of the person whose name the text is, if it is one."""
    folded = hiragana(normalise(text).text)
    for index, person in enumerate(known):
        spelling = _spelling(person)
        if folded in spelling.short or (spelling.long and spelling.long.fullmatch(folded)):
            return index
    return None


@lru_cache(maxsize=256)
def _spelling(person: KnownPerson) -> _Spelling:
    parts = [hiragana(p) for p in normalise(person.name).text.split()]
    read = [hiragana(p) for p in normalise(person.reading).text.split()]
    latin = [s for part in read if (s := spellings(part))]
    patterns = [_JOIN.join(map(re.escape, p)) for p in (parts, read) if p]
    if len(latin) == len(read) > 1:
        groups = ["(?:" + "|".join(map(re.escape, sorted(s))) + ")" for s in latin]
        patterns += [_JOIN.join(groups), _JOIN.join(reversed(groups))]
    singles = {*parts, *read}
    patterns += [re.escape(p) for p in singles if len(p) > (1 if _written(p) else 2)]
    patterns += [f"(?<![a-z]){re.escape(s)}(?![a-z])" for group in latin for s in group if len(s) > 3]
    long = re.compile("|".join(sorted(patterns, key=len, reverse=True))) if patterns else None
    return _Spelling(long, frozenset(singles))


def _written(part: str) -> bool:
    """With a character other than kana: two of them hardly turn up by chance."""
    return any(not "ぁ" <= c <= "ゖ" for c in part)
