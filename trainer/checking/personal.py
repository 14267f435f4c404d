"""Judgement on personal data: a scenario must name nobody who could be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import phonenumbers
from stdnum import luhn

from trainer.checking.subject import Subject
from trainer.errors import Problem

NOBODYS = "000"
"""Telephone numbers that begin so belong to nobody."""

RESERVED = frozenset({"example", "test", "invalid", "localhost"})
"""Labels of domain names that are given to nobody (RFC 2606, RFC 6761)."""

_HOSTS = (
    re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", re.A),
    re.compile(r"(?:https?://|\bwww\.)([\w.-]+)", re.A),
)
_CARD = re.compile(r"(?<![\d-])(?:\d[ -]?){14,16}(?![\d-])")


def real_personal_data(subject: Subject) -> Iterator[Problem]:
    """Mail and web addresses, telephone numbers and card numbers that somebody may really have."""
    for key, text in _texts(subject.scenario.model_dump(mode="json"), ""):
        for host in (m.group(1) for pattern in _HOSTS for m in pattern.finditer(text)):
            if RESERVED.isdisjoint(host.lower().strip(".").split(".")):
                mend = "誰のものでもない「….example」にしてください"
                yield subject.problem(key, f"実在しうるアドレスです(「{host}」)", mend)
        for number in (m.raw_string for m in phonenumbers.PhoneNumberMatcher(text, "JP")):
            if not number.startswith(NOBODYS):
                mend = f"「{NOBODYS}-」で始まる番号にしてください"
                yield subject.problem(key, f"実在しうる電話番号です(「{number}」)", mend)
        for card in (m.group().strip() for m in _CARD.finditer(text)):
            if luhn.is_valid(re.sub(r"\D", "", card)):
                mend = "番号を書かないか、伏せ字(****)にしてください"
                yield subject.problem(key, f"カードの番号に見えます(「{card}」)", mend)


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Every string in a model with its dotted place."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, f"{key}.{index}")
