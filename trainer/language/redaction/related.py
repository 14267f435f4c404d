"""Names beside the word for a relation or a post, and names that took the place of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from trainer.language.tokens import Token


def related(passage: Passage) -> Iterator[Span]:
    """夫の孝之, 担当の森, 母(キヌヨ), オペレーター柏木: a name where the word can be one."""
    tokens = passage.tokens
    for i in range(len(tokens) - 1):
        if not _heads(tokens[i].surface):
            continue
        joint = tokens[i + 1]
        if joint.surface in {"の", "で", "("} and i + 2 < len(tokens):
            span = _joined(passage, i)
        elif joint.start == tokens[i].end and _beside(tokens[i], joint):
            span = one_name_at(passage, i + 1)
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


def _beside(head: Token, word: Token) -> bool:
    """SV遠山: without a joint, a name or, behind a post, a word that is a surname besides."""
    if not nameable(word):
        return False
    return word.kind in {"人名", "地名"} or (
        head.surface in word_list("posts") and len(word.surface) > 1 and SURNAME in readings_of(word.surface)
    )


def _and_others(passage: Passage, span: Span) -> Iterator[Span]:
    """妹のあかりとひかり."""
    joint = next(passage.after(span[1]), None)
    if joint is not None and joint.surface in {"と", "や", "、", "・"}:
        other = given_at(passage, joint.end)
        if other and (follows := next(passage.after(other[1]), None)) and follows.pos.startswith("助詞"):
            yield other


@lru_cache(maxsize=1)
def _kin() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('names')['kin'])})(?:の名前)?[がはも]、?\s?(?:名前[がは])?")


_CALLED = re.compile(r"(?:って|と)(?:いう|言う|いい|言い|いっ|言っ|いう名)")


def called(passage: Passage) -> Iterator[Span]:
    """娘が、はるかというんですが."""
    for m in _kin().finditer(passage.text):
        span = given_at(passage, m.end())
        if span and _CALLED.match(passage.text, span[1]):
            yield span


@lru_cache(maxsize=1)
def _renaming() -> re.Pattern[str]:
    return re.compile(any_of(words("names")["renaming"]))


_CHANGE = re.compile(r"から新?|より新?|[→⇒]新?")
_REACH = 16
"""Characters before a new name in which a word must speak of renaming."""


def renamed(passage: Passage) -> Iterator[Span]:
    """名義を津川から赤嶺に, 旧大槻→新柏木: surnames on both sides, if a word speaks of a change."""
    for m in _CHANGE.finditer(passage.text):
        low = max(0, m.start() - _REACH)
        if not _renaming().search(passage.text, low, m.start()):
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
    return nameable(token) and SURNAME in readings_of(token.surface)


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
