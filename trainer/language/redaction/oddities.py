"""Names in forms that the analyser tears apart: pet names, whole names in katakana, readings beside a name,
initials, foreign titles, callers in dialect. Each form is told by its own frame, not by a list of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from trainer.language.redaction.gazetteer import GIVEN, PLACE, SURNAME, UNKNOWN, readings_of
from trainer.language.redaction.names import Span, cue, kana_only, word_list
from trainer.language.redaction.passage import Passage
from trainer.language.redaction.words import any_of, hiragana, words

_HIRA, _KATA, _KANJI = "[ぁ-ゖー]", "[ァ-ヺー]", "[一-龯々ヶ]"
_OPEN = r"(?:^|(?<=[\s、。,!?「『(・/:→]))"
_PET = re.compile(
    rf"(?:(?<![ぁ-ゖァ-ヺー一-龯a-z])|(?<=[のはがをとも]))(?:({_HIRA}{{1,4}}|{_KATA}{{1,5}}|{_KANJI}{{1,3}})ちゃん(?!と)"
    rf"|({_KATA}{{2,5}})くん|({_HIRA}{{2,4}})くん(?![でだじやかなねよけ]))"
)
_SPACED = re.compile(
    rf"(?:(?<![一-龯々])|(?<=宛名)|(?<=名義)|(?<=氏名))({_KANJI}{{1,4}}) ({_KANJI}{{1,3}})(?![一-龯々])"
)
_WHOLE_KATAKANA = re.compile(rf"(?<![ァ-ヺー])({_KATA}{{2,7}})[ ・]?({_KATA}{{2,8}})(?![ァ-ヺー])")
_MIXED = re.compile(
    rf"(?<![一-龯々])({_KANJI}{{1,3}})({_KATA}{{2,4}})(?=です|と申|と言|と書|で登録|だ|様|さん|氏|、|。|$)"
)
_INITIAL = re.compile(rf"(?<![a-z0-9])[a-z]\s?[・.]\s?({_KATA}{{2,8}}|{_KANJI}{{2,4}})")
_TITLED = re.compile(
    r"(?<![a-z])(?:mr|ms|mrs|miss|dr|prof)\.?\s+([a-z][a-z'-]{1,20}(?:\s[a-z][a-z'-]{2,20})?)"
)
_NUMBERED = re.compile(
    rf"[0-9〇一二三四五六七八九]の({_KANJI}{{2,4}}?)(?=が一次|が二次|が対応|です|と申|様|さん|氏)"
)
_SURNAMES = re.compile(rf"(?:旧姓|現姓|新姓)[はが:]?\s?({_KANJI}{{1,4}}?)(?=[、。)\s→]|から|です|で|が|$)")
_READING = re.compile(
    rf"\s?(?:[(「]|、)\s?((?:{_HIRA}{{2,8}}|{_KATA}{{2,10}})(?:[ ・]?(?:{_HIRA}{{2,8}}|{_KATA}{{2,8}}))?)\s?"
    r"(?:[)」]|(?=と(?:読|よ)))"
)
_CALLER = re.compile(
    rf"{_OPEN}({_HIRA}{{2,7}}?)(?:と言いまして|と言います|いうもん|ゆうもん|いう者|ていいます|っていいます|といいまして|と申すもん)"
)


def oddities(passage: Passage) -> Iterator[Span]:
    """All of them but readings, which need the names that were found before."""
    for rule in (_pets, _spaced, _katakana, _mixed, _initials, _kin, _posts):
        yield from rule(passage)
    yield from (m.span(1) for m in _SURNAMES.finditer(passage.text) if SURNAME in readings_of(m[1]))
    yield from (m.span(1) for m in _NUMBERED.finditer(passage.text) if SURNAME in readings_of(m[1]))
    yield from (m.span(1) for m in _TITLED.finditer(passage.text))
    yield from (m.span(1) for m in _CALLER.finditer(passage.text) if not _common(m[1]))


def readings(passage: Passage, spans: Iterable[Span]) -> Iterator[Span]:
    """津久井 弘文(ツクイ ヒロフミ), 戸隠静江、とがくししずえと読みます."""
    for _, end in spans:
        if (m := _READING.match(passage.text, end)) and not _common(m[1]):
            yield m.span(1)


def _common(word: str) -> bool:
    """A word for somebody's place or for a thing, or how other words begin."""
    barred = any(word in word_list(name) for name in ("roles", "not_names", "everyday", "kin"))
    return barred or (kana_only(word) and cue("no_kana_names").match(word) is not None)


def _pets(passage: Passage) -> Iterator[Span]:
    """よっちゃん, ハルトくん; not お兄ちゃん, 赤ちゃん, ちゃんと."""
    for m in _PET.finditer(passage.text):
        word, span = m[m.lastindex or 1], m.span(m.lastindex or 1)
        role = any(word.endswith(ending) for ending in word_list("roles") if len(ending) > 1)
        if not _common(word) and not role and word not in word_list("no_pets"):
            yield span


def _spaced(passage: Passage) -> Iterator[Span]:
    """水無月 蓮: a surname, a blank and a given name."""
    for m in _SPACED.finditer(passage.text):
        named = SURNAME in readings_of(m[1]) and GIVEN in readings_of(m[2])
        if named and not _common(m[1]) and not _common(m[2]) and PLACE not in readings_of(m[1]):
            yield m.span()


def _katakana(passage: Passage) -> Iterator[Span]:
    """ヤマグチショウイチロウ, ツクイ ヒロフミ: cut so that a surname stands before a given name."""
    for m in _WHOLE_KATAKANA.finditer(passage.text):
        if m.end(1) < m.start(2):
            cuts = [(m[1], m[2])]
        else:
            whole = m[1] + m[2]
            cuts = [(whole[:i], whole[i:]) for i in range(2, len(whole) - 2)] if len(whole) > 5 else []
        if readings_of(m[0]) == frozenset():  # a word or a firm of the dictionary: マツモトキヨシ
            continue
        if any(SURNAME in readings_of(a) and _given(b) for a, b in cuts):
            yield m.start(1), m.end(2)


def _given(word: str) -> bool:
    """A given name in katakana; a long one need only be in no dictionary and end as one."""
    known = readings_of(word) | readings_of(hiragana(word))
    return GIVEN in known or (
        UNKNOWN in known and len(word) > 3 and word.endswith(tuple(word_list("long_ends")))
    )


def _mixed(passage: Passage) -> Iterator[Span]:
    """岸本トメです: a surname in kanji and a given name in katakana."""
    for m in _MIXED.finditer(passage.text):
        if SURNAME in readings_of(m[1]) and _western(m[2]):
            yield m.span()


def _initials(passage: Passage) -> Iterator[Span]:
    """K・タナカ."""
    for m in _INITIAL.finditer(passage.text):
        if SURNAME in readings_of(m[1]):
            yield m.span()


def _western(word: str) -> bool:
    """What the dictionary has as a name of some kind, or not at all: トメ, マイケル; not テレビ."""
    return readings_of(word) != frozenset()


@lru_cache(maxsize=1)
def _of_kin() -> re.Pattern[str]:
    kin = any_of(words("names")["kin"])
    return re.compile(
        rf"(?:{kin})の({_KATA}{{2,8}}|{_HIRA}{{2,4}}?)(?=名義|宛|あて|[がはもに、](?![ぁ-ゖ]{{0,1}}$))"
    )


def _kin(passage: Passage) -> Iterator[Span]:
    """娘婿のマイケルが, 孫娘のここあ宛."""
    for m in _of_kin().finditer(passage.text):
        addressed = passage.text.startswith(("名義", "宛", "あて"), m.end())
        sure = GIVEN in readings_of(m[1]) or (
            not ("ぁ" <= m[1][0] <= "ゖ") and _western(m[1]) and len(m[1]) > 3
        )
        if sure or (addressed and not _common(m[1])):
            yield m.span(1)


@lru_cache(maxsize=1)
def _with_post() -> re.Pattern[str]:
    posts = any_of(w for w in word_list("titles") if len(w) > 1 and not w.isascii())
    return re.compile(rf"({_KANJI}{{2,4}})({posts})(?![一-龯ァ-ヺ])")


def _posts(passage: Passage) -> Iterator[Span]:
    """佐久間係長, of which the analyser made 佐久 and 間係長."""
    for m in _with_post().finditer(passage.text):
        for at in range(m.start(1), m.end(1) - 1):
            word = passage.text[at : m.end(1)]
            local = PLACE in readings_of(word) and m[2] in word_list("local_titles")
            if SURNAME in readings_of(word) and not local and not _common(word):
                yield at, m.end(1)
                break
