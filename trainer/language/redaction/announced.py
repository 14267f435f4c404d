"""Names that a word right beside them announces: honorifics, introductions, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from trainer.language.redaction.gazetteer import SURNAME, UNKNOWN, readings_of, stem_of_a_verb
from trainer.language.redaction.names import (
    Span,
    cue,
    evident,
    kana_before,
    kana_only,
    name_after,
    name_before,
    word_list,
)
from trainer.language.redaction.passage import Passage
from trainer.language.redaction.words import any_of, words
from trainer.language.text.tokens import Token


def honoured(passage: Passage) -> Iterator[Span]:
    """佐藤様, 森部長."""
    for token in passage.tokens:
        if token.surface in word_list("honorifics"):
            if _no_honorific(passage, token):
                continue
            span = name_before(passage, token.start, common=True) or kana_before(passage, token.start)
            span = _whole_kana(passage, token.start, span)
            if span and _trade(passage, span):
                continue
        elif token.surface in word_list("titles"):
            span = name_before(passage, token.start, common=False)
        else:
            continue
        if span:
            yield span


@lru_cache(maxsize=1)
def _long_roles() -> tuple[str, ...]:
    return tuple(r for r in word_list("roles") if len(r) > 1 and not all("ぁ" <= c <= "ゖ" for c in r))


def _no_honorific(passage: Passage, token: Token) -> bool:
    """Behind a role (保健師さん), in a dialect's negative (許さん) or another word (ちゃんと)."""
    before, follows = next(passage.before(token.start), None), next(passage.after(token.end), None)
    if before is None or before.end != token.start:
        return False
    named = before.kind == "人名" and before.surface not in word_list("mistaken")  # 佐川様
    if not named and passage.text.endswith(_long_roles(), 0, token.start):
        return True
    behind = follows.surface if follows is not None else ""
    if token.surface == "ちゃん" and behind == "と":
        return before.kind != "人名"
    if token.surface == "さん" and stem_of_a_verb(before.surface):
        return behind not in word_list("after_person_in_doubt")
    return False


def _trade(passage: Passage, span: Span) -> bool:
    """予約サイトさん, みなも堂さま: a loanword of the dictionary or the end of a firm's name."""
    last = next(passage.before(span[1]))
    adjoins = span[0] > 0 and passage.text[span[0] - 1].isalpha()
    if last.start == span[0] and adjoins and last.surface in word_list("organisations"):
        return True
    loan = all("ァ" <= c <= "ー" for c in last.surface[-2:])
    return loan and not evident(last) and UNKNOWN not in readings_of(last.surface)


@lru_cache(maxsize=1)
def _relation() -> re.Pattern[str]:
    """先輩の: what follows is no part of a longer word."""
    heads = [w for w in (*words("names")["relations"], *words("names")["roles"]) if not kana_only(w)]
    return re.compile(rf"(?:{any_of(heads)})の(?=[ぁ-ゖ]{{3,7}})")


def _whole_kana(passage: Passage, place: int, span: Span | None) -> Span | None:
    """Widened to all kana since the sentence began: さかきばらさん, torn apart by the analyser."""
    sentence = passage.sentence_start(place, 9)
    start = max(sentence, passage.text.rfind("、", sentence, place) + 1)
    relation = _relation().search(passage.text, start, place)
    start = relation.end() if relation else start
    kana = passage.text[start:place]
    fits = 3 <= len(kana) <= 7 and all("ぁ" <= c <= "ゖ" for c in kana)
    last = next(passage.before(place), None)
    whole = last is not None and last.start == start and last.kind != "人名"  # a word: そちらさん
    return (start, place) if fits and not whole and not cue("no_kana_names").match(kana) else span


def introduced(passage: Passage) -> Iterator[Span]:
    """〜と申します, 〜という者, 〜という方."""
    for m in cue("intro_sure").finditer(passage.text):
        span = name_before(passage, m.start(), common=True)
        weak = cue("intro_weak").match(passage.text, m.start()) is not None
        if span and not _called(passage, span, weak=weak):
            continue
        if span or (m[0] in {"ともうし", "と申し"} and not weak):
            yield _with_torn_head(passage, span or kana_before(passage, m.start()) or (0, 0))
    for m in cue("intro_people").finditer(passage.text):
        if span := name_before(passage, m.start(), common=False):
            yield span
    for m in _SPELT.finditer(passage.text):
        if span := name_before(passage, m.start(), common=False):
            yield span
            yield m.span(1)


_SPELT = re.compile(r"と書いて、?「?([ぁ-ヶー]{2,8}?)」?と(?:読|よ|いい|申)")


def _with_torn_head(passage: Passage, span: Span) -> Span:
    """あさくら, of which the analyser read あ as a call."""
    before = next(passage.before(span[0]), None)
    kana = kana_only(passage.text[slice(*span)]) and span[0] < span[1]
    if kana and before and before.end == span[0] and before.pos.startswith("感動詞"):
        return (before.start, span[1]) if len(before.surface) == 1 else span
    return span


def _called(passage: Passage, span: Span, *, weak: bool) -> bool:
    """A word that is no name by itself is one where somebody can be called: 私、小鳥遊と申します,
    but not 結論は無理と申しました."""
    inside = passage.tokens[passage.token_from(span[0]) : passage.token_from(span[1])]
    if any(evident(token) for token in inside):
        return True
    before = next(passage.before(span[0]), None)
    return not weak and (
        before is None or before.surface == "の" or not before.pos.startswith(("助詞", "接頭辞"))
    )


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    gap = any_of(words("names")["label_gap"])
    return re.compile(rf"(?:{any_of(words('names')['labels'])})((?:{gap}){{0,4}}+)")


def labelled(passage: Passage) -> Iterator[Span]:
    """氏名: 〜, 名義は〜, フリガナは〜."""
    for m in _label().finditer(passage.text):
        span = name_after(passage, m.end())
        if span is None:
            continue
        first = next(passage.after(span[0]))
        label = passage.text[m.start() : m.start(1)]
        marked = m[1] != "" or label.endswith((":", "は", "が"))
        listing = m[1].strip() in {"、", "・"} and not label.endswith((":", "は", "が"))  # 氏名、日時
        weak = listing or label in word_list("weak_labels")
        sure = first.kind == "人名" or _unknown_katakana(first)
        if sure or (marked and evident(first)) or (not weak and _stands(passage, span, marked=marked)):
            yield span


def _unknown_katakana(token: Token) -> bool:
    """ハヤセ"""
    kana = len(token.surface) > 1 and all("ァ" <= c <= "ー" for c in token.surface)
    return kana and UNKNOWN in readings_of(token.surface)


def _stands(passage: Passage, span: Span, *, marked: bool) -> bool:
    """What follows closes a statement of a name: 名前は小鳥遊です, not 名前は防犯のため. Without は or
    a colon the word must be a surname (客名丹波)."""
    first, follows = next(passage.after(span[0])), next(passage.after(span[1]), None)
    surname = first.kind == "地名" and SURNAME in readings_of(first.surface)
    if not marked and (not surname or first.surface in word_list("cities")):
        return False
    return (
        follows is None
        or follows.start > span[1]
        or (follows.surface != "だけ" and passage.text.startswith(tuple(word_list("after_label")), span[1]))
    )
