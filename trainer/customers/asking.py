"""What kind of answer a question wants. The reading tells what it is about; these are its forms."""

from __future__ import annotations

from collections.abc import Iterable

_VALUE = (
    "何", "いつ", "どこ", "どちら", "どなた", "誰", "いくつ", "いくら", "どの", "どう", "どれ",
    "教え", "聞かせ", "伺え", "お願い",
)  # fmt: skip
_CONSENT = (
    "よろしいで",
    "よろしかった",
    "いいです",
    "いいでしょう",
    "かまいません",
    "構いません",
    "差し支え",
)
_THINGS = (
    ("型番", "品番", "機種"),
    ("名前", "氏名"),
    ("番号",),
    ("幅", "寸法", "サイズ", "高さ", "奥行"),
    ("位置",),
    ("控え", "用紙", "伝票", "注文書", "申込書"),
    ("ログ",),
    ("ブザー",),
    ("天気",),
    ("領収書", "レシート"),
)
_NAMED = ("は", "を", "が", "も", "って", "だけ", "と、", "、", "で", "」")
_TIME = ("いつ", "何時", "何日", "何曜", "時間", "お日にち")
_SUITS = ("都合", "つなが", "よろし", "いいです", "空いて", "出られ")


def wants_value(words: str) -> bool:
    """A name, number, time, place …: yes or no would be no answer."""
    return _any(_VALUE, words)


def wants_consent(words: str) -> bool:
    """May we do it like this?"""
    return _any(_CONSENT, words)


def wants_convenience(words: str) -> bool:
    """When it would suit the caller: not when something happened."""
    return _any(_SUITS, words) and _any(_TIME, words)


def tells_convenience(asked_by: Iterable[str]) -> bool:
    """Whether a fact that is asked for by these words is about when it suits."""
    return any(_any(_SUITS, term) for term in asked_by)


def names_thing(words: str) -> tuple[str, ...]:
    """The words for the thing whose value is wanted (型番, 番号, 幅 …), the last one named; () if none.
    Only who speaks of that thing answers."""
    at = [(words.rfind(form + mark), group) for group in _THINGS for form in group for mark in _NAMED]
    place, group = max(at, key=lambda found: found[0])
    return group if place >= 0 else ()


def only_one(thing: Iterable[str]) -> bool:
    """A matter has one model and one size; numbers, names and papers it has many."""
    return not {"番号", "名前", "控え"} & set(thing)


def speaks_of(thing: Iterable[str], lines: Iterable[str]) -> bool:
    """Whether one of these lines has a word for the thing."""
    forms = tuple(thing)
    return any(_any(forms, line) for line in lines)


def calls_out(words: str) -> bool:
    """Are you still there?"""
    return _any(("もしもし", "お電話が遠い"), words)


def asks_urgency(words: str) -> bool:
    """Is there any hurry?"""
    return "急ぎ" in words


def _any(forms: Iterable[str], words: str) -> bool:
    return any(form in words for form in forms)
