"""Own data that the operator names themself: 「ご住所は、東浜町三の八の二でお間違いないでしょうか」."""

from __future__ import annotations

import re
import unicodedata

from trainer.language.text.normalise import normalise
from trainer.language.text.tokens import tokenise
from trainer.language.text.values import number, values

WHOLE_NUMBER = 4
"""Digits from which on a question names a number of its own (the last four of a card, a phone number)."""

_MAIL = re.compile(r"[\w.+-]+@[\w.-]*\w", re.ASCII)
_NUMBERS = re.compile(r"[0-9〇一二三四五六七八九十百]+")


def named_right(field: str, words: str, value: str) -> bool | None:
    """Whether what the words name of this kind is `value`, which the card has in `field`, or part of it; None
    if they name nothing."""
    if field == "email":
        return _mail_right(words, value)
    if field == "birthday":
        return _date_right(words, value)
    return _address_right(words, value) if field == "address" else _number_right(words, value)


def digits(text: str) -> str:
    """The digits of a text, whatever their width."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isascii() and c.isdigit())


def _number_right(words: str, value: str) -> bool | None:
    named, true = digits(words), digits(value)
    return named in true if true and len(named) >= WHOLE_NUMBER else None


def _mail_right(words: str, value: str) -> bool | None:
    found = _MAIL.search(unicodedata.normalize("NFKC", words))
    return found[0].lower() == value.lower() if found else None


def _date_right(words: str, value: str) -> bool | None:
    """A year of an era is believed."""
    true = values(normalise(value).text)
    named = [v for v in values(normalise(words).text) if v.kind in ("date", "month", "calendar")]
    return not any(v.conflicts(t) for v in named for t in true) if named else None


def _address_right(words: str, value: str) -> bool | None:
    """By its places, and by the numbers behind them."""
    text = normalise(words).text
    places = [t for t in tokenise(text) if t.pos == "名詞-固有名詞" and t.kind == "地名"]
    if not places:
        return None
    true = normalise(value).text
    numbers = _numbers(text[places[-1].end :])
    return all(t.surface in true for t in places) and numbers <= _numbers(true)


def _numbers(text: str) -> set[float | None]:
    return {number(found) for found in _NUMBERS.findall(text)}
