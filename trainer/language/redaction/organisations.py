"""Names of companies, schools and clinics: a word for the kind of it, and the name beside that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import dropwhile, takewhile

from trainer.language.redaction.passage import Find, Passage
from trainer.language.redaction.words import any_of, words
from trainer.language.text.tokens import Token
from trainer.personal import PersonalKind

_LONGEST = 20
_NAMES = ("一般", "人名", "地名")
"""Kinds of nouns that names are made of; not of what is done (入院) or when (昨日)."""

_WRITTEN_ON = ("名詞", "接頭辞", "接尾辞-名詞的")


def organisations(passage: Passage) -> Iterator[Find]:
    """株式会社ミナト精機, 城南小学校, 青山皮膚科; none where only the kind is told (市立病院)."""
    for m in _legal().finditer(passage.text):
        after = _run(passage.after(m.end()), m.end())
        if after and _named(after):
            yield _find(m.start(), after[-1].end)
        elif before := _behind(passage, m.start()):
            yield _find(before[0].start, m.end())
    for m in _institution().finditer(passage.text):
        last = next(passage.before(m.end()), None)
        if last is None or last.end != m.end():
            continue  # 大学生
        start = min(m.start(), last.start)
        name = passage.text[start : m.start()]
        if before := _behind(passage, start):
            yield _find(before[0].start, m.end())
        elif name and last.pos == "名詞-固有名詞" and name not in _ordinary():
            yield _find(start, m.end())


def _find(start: int, end: int) -> Find:
    return Find(start, end, PersonalKind.ORGANISATION, sure=False)


def _behind(passage: Passage, place: int) -> list[Token]:
    """The name that ends here; none if nothing in it is one."""
    run = _run(passage.before(place), place)[::-1]
    run = list(dropwhile(lambda token: not _telling(token), run))
    return run if _named(run) else []


def _run(tokens: Iterable[Token], place: int) -> list[Token]:
    """The nouns and what is written onto them, without a gap from `place` on, either way."""
    edges = {place}

    def joins(token: Token) -> bool:
        if not edges & {token.start, token.end} or not token.pos.startswith(
            ("名詞", "接頭辞", "接尾辞-名詞的")
        ):
            return False
        edges.update((token.start, token.end))
        return token.surface not in words("names")["honorifics"] and max(edges) - min(edges) <= _LONGEST

    return list(takewhile(joins, tokens))


def _named(run: Iterable[Token]) -> bool:
    return any(map(_telling, run))


def _telling(token: Token) -> bool:
    """Whether this word tells which one it is."""
    noun = token.pos in ("名詞-固有名詞", "名詞-普通名詞") and token.kind in _NAMES
    return noun and token.surface not in _ordinary()


@lru_cache(maxsize=1)
def _legal() -> re.Pattern[str]:
    return re.compile(any_of(words("organisations")["legal"]))


@lru_cache(maxsize=1)
def _institution() -> re.Pattern[str]:
    return re.compile(any_of(words("organisations")["institutions"]))


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    lists = words("organisations")
    return frozenset([*lists["ordinary"], *lists["institutions"], *lists["legal"]])
