"""Names beside the word for a relation or a post, and names that took the place of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from trainer.language.redaction.gazetteer import SURNAME, readings_of
from trainer.language.redaction.names import (
    Span,
    cue,
    ends_as_name,
    given_at,
    nameable,
    of_an_organisation,
    one_name_at,
    word_list,
)
from trainer.language.redaction.passage import Passage
from trainer.language.redaction.words import any_of, words
from trainer.language.text.tokens import Token


def related(passage: Passage) -> Iterator[Span]:
    """夫の孝之, 担当の森, 母(キヌヨ), オペレーター柏木: a name where the word can be one."""
    tokens = passage.tokens
    for i in range(len(tokens) - 1):
        joint = tokens[i + 1]
        if joint.surface in {"の", "で", "("} and i + 2 < len(tokens) and _heads(tokens[i].surface):
            span = _joined(passage, i)
        elif joint.start == tokens[i].end:
            span = _beside(passage, i)
        else:
            continue
        if span and ends_as_name(passage, span, joint) and not of_an_organisation(passage, *span):
            yield span
            yield from _and_others(passage, span)


def _heads(word: str) -> bool:
    return word.endswith(tuple(word_list("relations"))) or word in word_list("posts")


def _joined(passage: Passage, index: int) -> Span | None:
    """The name two words on. 私の顔: what is mine is rarely a person."""
    head, joint, word = passage.tokens[index : index + 3]
    if head.surface in word_list("selves") and joint.surface == "の" and word.kind not in {"人名", "地名"}:
        return None
    span = one_name_at(passage, index + 2)
    kin = joint.surface != "で" and head.surface.endswith(tuple(word_list("kin")))
    return given_at(passage, word.start) or span if kin else span


def _beside(passage: Passage, index: int) -> Span | None:
    """SV遠山: without a joint, a name or, behind a post, a word that is a surname besides."""
    head, word = passage.tokens[index : index + 2]
    post = head.surface in word_list("posts") or head.surface in word_list("direct_posts")
    if not (post or _heads(head.surface)):
        return None
    span = one_name_at(passage, index + 1)
    if span is None:
        return None
    if nameable(word) and word.kind in {"人名", "地名"}:
        return span
    name = passage.text[slice(*span)]
    whole = span[1] > word.end or nameable(word)
    return span if post and whole and len(name) > 1 and SURNAME in readings_of(name) else None


def _and_others(passage: Passage, span: Span) -> Iterator[Span]:
    """妹のあかりとひかり."""
    joint = next(passage.after(span[1]), None)
    if joint is not None and joint.surface in {"と", "や", "、", "・"}:
        other = given_at(passage, joint.end)
        if other and (follows := next(passage.after(other[1]), None)) and follows.pos.startswith("助詞"):
            yield other


def listed(passage: Passage, spans: Iterable[Span]) -> Iterator[Span]:
    """久世、真壁、伊庭: surnames in a row with a name."""
    for _, end in spans:
        index = passage.token_from(end)
        while index + 1 < len(passage.tokens):
            joint, name = passage.tokens[index : index + 2]
            if joint.surface not in {"、", "・"} or joint.start != end or name.start != joint.end:
                break
            follows = next(passage.after(name.end), None)
            last = follows is None or follows.surface in word_list("after_listed")
            if len(name.surface) < 2 and (follows is None or follows.surface != "の"):
                break
            if not (last and _surname(name)):
                break
            yield name.start, name.end
            index, end = index + 2, name.end


@lru_cache(maxsize=1)
def _kin() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('names')['kin'])})(?:の名前)?[がはも]、?\s?(?:名前[がは])?")


_CALLED = re.compile(r"(?:って|と)(?:いう|言う|いい|言い|いっ|言っ|いう名)")


@lru_cache(maxsize=1)
def _pet_name() -> re.Pattern[str]:
    """先輩のりょうたくん, which the analyser tears apart."""
    return re.compile(rf"(?:{any_of(words('names')['kin'])})の([ぁ-ゖ]{{2,5}}?)(?:くん|ちゃん|さん)(?!と)")


def called(passage: Passage) -> Iterator[Span]:
    """娘が、はるかというんですが; 先輩のりょうたくん."""
    for m in _kin().finditer(passage.text):
        span = given_at(passage, m.end())
        if span and _CALLED.match(passage.text, span[1]):
            yield span
    for m in _pet_name().finditer(passage.text):
        if m[1] not in word_list("roles") and not cue("no_kana_names").match(m[1]):
            yield m.span(1)


@lru_cache(maxsize=1)
def _renaming() -> re.Pattern[str]:
    return re.compile(any_of(words("names")["renaming"]))


_CHANGE = re.compile(r"から新?|より新?|[→⇒]新?")
_REACH = 16
"""Characters on either side of a change in which a word must speak of renaming."""


def renamed(passage: Passage) -> Iterator[Span]:
    """名義を津川から赤嶺に, 旧大槻→新柏木: surnames on both sides, if a word speaks of a change."""
    for m in _CHANGE.finditer(passage.text):
        low = max(0, m.start() - _REACH)
        if not _renaming().search(passage.text, low, m.end() + _REACH):
            continue
        index = passage.token_from(m.end())
        before = next(passage.before(m.start()), None)
        after = passage.tokens[index] if index < len(passage.tokens) else None
        if before is None or after is None or before.end != m.start() or after.start != m.end():
            continue
        if _surname(before) and _surname(after):
            yield before.start, before.end
            yield after.start, after.end


def _surname(token: Token) -> bool:
    known = nameable(token) and SURNAME in readings_of(token.surface)
    return known and token.surface not in word_list("cities")


def representing(passage: Passage) -> Iterator[Span]:
    """堀之内の代理で, 精機の桂です: a surname where only a person makes sense."""
    tokens = passage.tokens
    for before, joint, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if joint.surface != "の":
            continue
        if after.surface in word_list("of_person") and _surname(before) and before.kind in {"人名", "地名"}:
            yield before.start, before.end
        firm = before.surface in word_list("organisations") and before.start > 0
        if (
            firm
            and after.kind in {"人名", "地名"}
            and _surname(after)
            and cue("says_name").match(passage.text, after.end)
        ):
            yield after.start, after.end
