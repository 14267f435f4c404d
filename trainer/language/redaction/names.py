"""Which words of a passage can be (part of) a person's name, read leftwards or rightwards of a cue."""

from __future__ import annotations

import re
from functools import lru_cache

from trainer.language.redaction.gazetteer import GIVEN, SURNAME, UNKNOWN, can_be_name, readings_of
from trainer.language.redaction.passage import Passage
from trainer.language.redaction.words import any_of, katakana, words
from trainer.language.text.tokens import Token

LATIN = re.compile(r"[a-z][a-z'-]{1,30}")
Span = tuple[int, int]
_NUMERALS = frozenset("〇一二三四五六七八九十百千万億")

_NOUN = ("名詞-普通名詞", "名詞-固有名詞", "記号-文字")
_JOINTS = frozenset({"・", "="})
_MOST = 5
"""Words in one name."""
_LONGEST = 24
"""Characters in one name."""
_NO_NAME_ENDS = frozenset(
    {"です", "ます", "た", "だ", "ない", "れ", "ご", "お", "いる", "ある", "でし", "まし"}
)


@lru_cache(maxsize=32)
def word_list(name: str) -> frozenset[str]:
    """A list of lists/names.yaml in normal form."""
    return frozenset(str(w).lower() for w in words("names")[name])


@lru_cache(maxsize=16)
def cue(name: str) -> re.Pattern[str]:
    return re.compile(any_of(words("names")[name]))


def of_an_organisation(passage: Passage, start: int, end: int) -> bool:
    """The name is part of a firm's, shop's, product's or place's name."""
    after = next(passage.after(end), None)
    before = next(passage.before(start), None)
    return (
        passage.text[start:end] in word_list("public")
        or (after is not None and after.start == end and after.surface in word_list("organisations"))
        or (
            before is not None and before.end == start and before.surface in word_list("organisations_before")
        )
        or any(passage.text.startswith(p, start) for p in word_list("public") if len(p) > end - start)
    )


def nameable(token: Token) -> bool:
    """The analyser or the dictionary says that it can be a name, and it is no everyday word."""
    if token.kind == "人名":
        return True
    if _barred(token.surface) or all(c in _NUMERALS for c in token.surface):
        return False
    return can_be_name(token.surface)


def evident(token: Token) -> bool:
    """A name by itself, without a cue: the analyser or the dictionary says so, or no dictionary
    has the word. Hiragana that the analyser reads as a common word is none."""
    if token.kind in {"人名", "地名"}:
        return nameable(token)
    if all("ぁ" <= c <= "ゖ" for c in token.surface):
        return False
    return nameable(token) or (_foreign_to_dictionary(token) and not token.surface.isascii())


def name_like(token: Token, *, common: bool) -> bool:
    """Can stand beside a cue as a name. `common`: any noun will do that is no role."""
    if token.surface in word_list("mistaken"):
        return False
    if token.kind == "人名":
        return True
    if token.surface in word_list("roles") or token.surface in word_list("not_names"):
        return False
    if token.pos.startswith("接続詞"):
        return False
    if SURNAME in readings_of(token.surface) and token.pos.startswith("名詞"):
        return True
    if GIVEN in readings_of(token.surface) and len(token.surface) > 1:
        return True
    if not token.pos.startswith(_NOUN) or token.surface in word_list("organisations"):
        return False
    if token.kind in {"サ変可能", "副詞可能", "助数詞可能"} or token.surface.isdigit():
        return False
    if token.pos.startswith("名詞-普通名詞") and token.surface.endswith(tuple(word_list("role_endings"))):
        return False
    return common or token.kind == "地名" or LATIN.fullmatch(token.surface) is not None


def name_before(passage: Passage, place: int, *, common: bool) -> Span | None:
    """The name that ends at `place`, an honorific in between left out."""
    start = end = place
    for token in passage.before(place):
        if start - token.end > 1 or end - token.start > _LONGEST:
            break
        if start == end and token.surface in word_list("honorifics"):
            start = end = token.start
            continue
        spaced = token.end != start and start != end
        if not name_like(token, common=common and not spaced) and not (
            token.surface in _JOINTS and start < end
        ):
            break
        start = token.start
    while start < end and passage.text[start] in "・= ":
        start += 1
    return (start, end) if start < end and not of_an_organisation(passage, start, end) else None


def name_after(passage: Passage, place: int) -> Span | None:
    """The name that starts at `place`."""
    name: list[Token] = []
    for token in passage.after(place):
        end = name[-1].end if name else place
        if token.start - end > 1 or len(name) == _MOST or "\n" in passage.text[end : token.start]:
            break
        if not name_like(token, common=True) and not (token.surface in _JOINTS and name):
            break
        name.append(token)
    if not name or (len(name) == 1 and _inflected(passage, name[0].end)):
        return None
    start, end = name[0].start, name[-1].end
    return None if of_an_organisation(passage, start, end) else (start, end)


def _inflected(passage: Passage, end: int) -> bool:
    """A verb or adjective goes on: 名前は間違っ|て."""
    follows = next(passage.after(end), None)
    return follows is not None and follows.start == end and follows.pos.startswith(("動詞", "形容詞"))


def one_name_at(passage: Passage, index: int) -> Span | None:
    """The name that the word at `index` is, alone or with the next one (堀|内, 湊|斗)."""
    token = passage.tokens[index]
    beside = passage.tokens[index + 1] if index + 1 < len(passage.tokens) else None
    if beside and beside.start == token.end and len(token.surface) < 3 and len(beside.surface) < 3:
        if SURNAME in readings_of(token.surface + beside.surface):
            return token.start, beside.end
        if beside.surface in word_list("given_ends") and token.kind in {"人名", "地名"}:
            return token.start, beside.end
    if nameable(token) or (_foreign_to_dictionary(token) and not token.surface.isascii()):
        end = token.end
        if beside and beside.start == end and beside.kind == "人名":
            end = beside.end
        return token.start, end
    return None


def _foreign_to_dictionary(token: Token) -> bool:
    return token.pos.startswith("名詞") and len(token.surface) > 1 and UNKNOWN in readings_of(token.surface)


def kana_before(passage: Passage, place: int) -> Span | None:
    """Hiragana before `place` that the analyser could not read as a noun: まつだいらさま."""
    start = place
    odd = ("動詞", "形容詞", "副詞", "感動詞", "助動詞", "接尾辞")
    for token in passage.before(place):
        if token.end != start or not token.pos.startswith(odd) or place - token.start > 7:
            break
        if token.surface in _NO_NAME_ENDS or not all("ぁ" <= c <= "ゖ" for c in token.surface):
            break
        start = token.start
    return (start, place) if place - start >= 3 else None


def ends_as_name(passage: Passage, span: Span, joint: Token) -> bool:
    """What follows can follow a name. `joint` is the word between cue and name, or the name."""
    follows = next(passage.after(span[1]), None)
    if follows is None:
        return True
    if follows.surface == "の" and (joint.surface == "の" or joint.kind == "地名"):  # 店長の奥の部屋
        return next(passage.after(span[0])).kind == "人名"
    return follows.surface in word_list("after_name")


def given_at(passage: Passage, place: int) -> Span | None:
    """The given name at `place`, be it torn apart by the analyser: はるか, かず|美, ヨシ|子."""
    index = passage.token_from(place)
    head, *more = passage.tokens[index : index + 2] or (None,)
    if head is None or head.start != place or _barred(head.surface):
        return None
    tail = more[0] if more and more[0].start == head.end else None
    torn = kana_only(head.surface) and 2 <= len(head.surface) <= 3 and head.pos.startswith("名詞")
    if torn and tail and tail.surface in word_list("given_ends"):
        return place, tail.end
    return (place, head.end) if len(head.surface) > 1 and _given(head) else None


def _given(token: Token) -> bool:
    """In any spelling (りく is 陸); katakana need only be no common word (トヨ)."""
    if GIVEN in readings_of(token.surface) | readings_of(katakana(token.surface)):
        return True
    if not kana_only(token.surface) or not token.pos.startswith("名詞"):
        return False
    if "ァ" <= token.surface[0] <= "ヺ":
        return token.pos == "名詞-固有名詞" or UNKNOWN in readings_of(token.surface)
    return GIVEN in readings_of(token.norm) and not _barred(token.norm)


def _barred(word: str) -> bool:
    """An everyday word, a role, or the name of a firm."""
    return any(word in word_list(name) for name in ("not_names", "roles", "everyday", "public"))


def kana_only(word: str) -> bool:
    """Hiragana and katakana only."""
    return all("ぁ" <= c <= "ー" for c in word)
