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


def calls_out(words: str) -> bool:
    """Are you still there?"""
    return _any(("もしもし", "お電話が遠い"), words)


def asks_urgency(words: str) -> bool:
    """Is there any hurry?"""
    return "急ぎ" in words


def _any(forms: Iterable[str], words: str) -> bool:
    return any(form in words for form in forms)
