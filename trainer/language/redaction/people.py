"""Names of people nobody told us about: honorifics, introductions, labels, parts of speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from trainer.language.redaction.announced import honoured, introduced, labelled
from trainer.language.redaction.gazetteer import GIVEN, PLACE, SURNAME, UNKNOWN, readings_of
from trainer.language.redaction.names import (
    LATIN,
    Span,
    ends_as_name,
    kana_only,
    of_an_organisation,
    one_name_at,
    word_list,
)
from trainer.language.redaction.oddities import oddities, readings
from trainer.language.redaction.opening import cheerful, opening
from trainer.language.redaction.passage import Find, Passage
from trainer.language.redaction.related import called, listed, related, renamed, representing
from trainer.language.redaction.romaji import kana_of
from trainer.language.redaction.words import any_of, katakana
from trainer.language.text.tokens import Token
from trainer.personal import PersonalKind

_NOT_COUNTING = re.compile(r"[^0-9〇一二三四五六七八九十百千万\s]")
_ORDINAL = re.compile("[一二三四五六七八九十百千]+(?:つ目|[次列文坪円歩度回件枚台番行])")


def people(passage: Passage) -> Iterator[Find]:
    """Every name, and every other place where a name found stands again."""
    rules = (
        *(_analysed, honoured, introduced, labelled, related, called, renamed, representing),
        *(opening, cheerful, oddities, _latin, _katakana),
    )
    spans = {span for rule in rules for span in rule(passage) if _NOT_COUNTING.search(passage.text, *span)}
    spans |= set(listed(passage, spans))
    spans |= set(readings(passage, spans))
    names = {passage.text[start:end] for start, end in spans}
    names |= {first for name in names if SURNAME in readings_of(first := name.partition(" ")[0])}
    for start, end in {*spans, *again(passage, names)}:
        yield Find(start, end, PersonalKind.PERSON)


def again(passage: Passage, names: Iterable[str]) -> Iterator[Span]:
    """Where these names stand, except as part of the name of a firm or a place."""
    telling = [n for n in names if len(n) > 3 or (len(n) > 1 and not kana_only(n))]
    if not telling:
        return
    for m in re.finditer(any_of(telling), passage.text):
        inside = next(passage.before(m.end() + 1), None)  # 千葉 in 千葉市 is a place
        longer = inside is not None and inside.kind == "地名" and inside.end > m.end()
        if not longer and not of_an_organisation(passage, *m.span()):
            yield m.span()


def _analysed(passage: Passage) -> Iterator[Span]:
    """What the analyser takes for names."""
    chain: list[Token] = []
    for token in (*passage.tokens, None):
        joint = token is not None and token.surface in {"・", "="} and chain != []
        given = token is not None and chain != [] and _given_after(passage, chain[-1], token)
        if (
            token
            and (token.kind == "人名" or joint or given)
            and (not chain or token.start - chain[-1].end <= 1)
        ):
            chain.append(token)
            continue
        while chain and chain[-1].surface in {"・", "="}:
            chain.pop()
        if chain and _likely(passage, chain):
            yield chain[0].start, _torn_end(passage, chain[-1])
        chain = [token] if token and token.kind == "人名" else []
    yield from _mistaken_for_places(passage)


def _torn_end(passage: Passage, last: Token) -> int:
    """The end of a name whose last character the analyser read as a suffix: しず|子."""
    tail = next(passage.after(last.end), None)
    torn = tail is not None and tail.start == last.end and tail.pos.startswith("接尾辞")
    if tail and torn and kana_only(last.surface) and tail.surface in word_list("given_ends"):
        return tail.end
    return last.end


def _given_after(passage: Passage, surname: Token, token: Token) -> bool:
    """松井 拓: behind a surname and a blank, a word that can be a given name is one."""
    return (
        token.start == surname.end + 1
        and passage.text[surname.end] == " "
        and surname.kind == "人名"
        and GIVEN in readings_of(token.surface)
    )


def _likely(passage: Passage, chain: list[Token]) -> bool:
    """Not for single characters, short kana and Western first names, which are other words as often."""
    start, end = chain[0].start, chain[-1].end
    word = passage.text[start:end]
    if len(word) < 2 or (len(word) == 2 and kana_only(word)):
        return False
    if word in word_list("mistaken") or _ORDINAL.fullmatch(word):
        return False
    if len(chain) == 1 and _located(passage, chain[0]):
        return False
    if len(chain) == 1 and (word.isascii() or "ァ" <= word[0] <= "ヺ") and SURNAME not in readings_of(word):
        return False
    return not of_an_organisation(passage, start, end)


def _located(passage: Passage, token: Token) -> bool:
    """A place by what follows: 長野の, 福島から."""
    after = passage.after(token.end)
    follows, then = next(after, None), next(after, None)
    if follows is None or PLACE not in readings_of(token.surface):
        return False
    if follows.surface not in word_list("place_particles"):
        return False
    return then is None or not then.lemma.startswith(tuple(word_list("person_verbs")))


def _mistaken_for_places(passage: Passage) -> Iterator[Span]:
    """Surnames that the analyser read as places: 倉橋が, 有田です."""
    tokens = passage.tokens
    for i, token in enumerate(tokens):
        span = one_name_at(passage, i) if token.kind in {"地名", "人名"} and len(token.surface) == 1 else None
        if span and span[1] > token.end and ends_as_name(passage, span, token):
            yield span
        if (
            token.kind != "地名"
            or SURNAME not in readings_of(token.surface)
            or token.surface in word_list("cities")
        ):
            continue
        beside = tokens[max(0, i - 1) : i] + tokens[i + 1 : i + 2]
        follows = tokens[i + 1].surface if i + 1 < len(tokens) else ""
        addressed = follows in {"に", "へ", "を", "で"} and not _located(passage, token)
        if (addressed or follows in word_list("after_person")) and all(t.kind != "地名" for t in beside):
            yield token.start, token.end


def _katakana(passage: Passage) -> Iterator[Span]:
    """カワベ サチコ, グエン ティ ラン: words in katakana, two of which are no everyday words."""
    row: list[Token] = []
    for token in (*passage.tokens, None):
        goes_on = token and row and token.start == row[-1].end + 1 and passage.text[row[-1].end] == " "
        if token and goes_on and (_katakana_name(token) or (len(row) > 1 and _in_katakana(token))):
            row.append(token)
            continue
        if len(row) > 1:
            yield row[0].start, row[-1].end
        row = [token] if token and _katakana_name(token) else []


def _in_katakana(token: Token) -> bool:
    return len(token.surface) > 1 and all("ァ" <= c <= "ー" for c in token.surface)


def _katakana_name(token: Token) -> bool:
    if not _in_katakana(token):
        return False
    names = {SURNAME, GIVEN, UNKNOWN}
    return token.kind == "人名" or not readings_of(token.surface).isdisjoint(names)


def _latin(passage: Passage) -> Iterator[Span]:
    """Two Latin words in a row that read as Japanese names."""
    found = list(LATIN.finditer(passage.text))
    for first, second in zip(found, found[1:], strict=False):
        if passage.text[first.end() : second.start()] not in {" ", "・"}:
            continue
        if _apart(passage, first.start(), second.end()) and _japanese_name(first[0], second[0]):
            yield first.start(), second.end()
    for m in _SIGNED.finditer(passage.text):
        yield m.span(1)


_SIGNED = re.compile(
    r"(?:regards|sincerely|yours|respectfully)\s?,?\s+([a-z]{2,20}(?: [a-z'-]{2,20}){0,2})$", re.M
)


def _apart(passage: Passage, start: int, end: int) -> bool:
    """No part of a mail or web address."""
    before, after = passage.text[max(0, start - 1) : start], passage.text[end : end + 1]
    return before not in set("@/.-_0123456789") and after not in set("@/_")


@lru_cache(maxsize=2048)
def _japanese_name(first: str, second: str) -> bool:
    """Both read as kana, and together they have a surname and something that can be a name."""
    kana = kana_of(first), kana_of(second)
    if not all(len(k) > 1 for k in kana):
        return False
    can_be = [readings_of(k) | readings_of(katakana(k)) for k in kana]
    return any(SURNAME in r for r in can_be) or all(GIVEN in r for r in can_be)
