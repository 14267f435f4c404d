"""Tokens and yen: what a request used, what was used before it, what may be used at most."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from trainer.settings import LlmSettings, Price

_PER_MESSAGE = 4
"""Tokens that a chat template adds to each message."""


@dataclass(frozen=True)
class Usage:
    """Tokens into and out of the model, yen at the price set at that time (0 without a price), and
    whether the tokens were counted by us for want of the server's count. Adds up with `+`."""

    tokens_in: int = 0
    tokens_out: int = 0
    yen: float = 0.0
    estimated: bool = False

    @property
    def tokens(self) -> int:
        return self.tokens_in + self.tokens_out

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.yen + other.yen,
            self.estimated or other.estimated,
        )

    @classmethod
    def of(cls, tokens_in: int, tokens_out: int, price: Price, *, estimated: bool = False) -> Usage:
        yen = (tokens_in * price.yen_in + tokens_out * price.yen_out) / 1_000_000
        return cls(tokens_in, tokens_out, yen, estimated)


@dataclass(frozen=True)
class Spent:
    """What was used before a request: in this call, and today in the whole house. The caller keeps
    these counts; the door does not know what a call or a day is. Requests that are still under way are not
    in them, so thirty at once may exceed the day's ceiling by thirty requests."""

    call: Usage = Usage()
    today: Usage = Usage()


def tokens_of(texts: Iterable[str]) -> int:
    """About as many tokens as these messages have, rather too many than too few: one for each
    Japanese character, one for four ASCII characters."""
    return sum(_PER_MESSAGE + _tokens(text) for text in texts)


def _tokens(text: str) -> int:
    narrow = len(text.encode("ascii", "ignore"))
    return len(text) - narrow + math.ceil(narrow / 4)


def over_call(settings: LlmSettings, spent: Spent, request: Usage) -> bool:
    """Whether `request` at its most would lift this call above a ceiling."""
    return _over(spent.call + request, settings.call_tokens, settings.call_yen)


def over_day(settings: LlmSettings, spent: Spent, request: Usage) -> bool:
    """Whether `request` at its most would lift this day above a ceiling."""
    return _over(spent.today + request, settings.day_tokens, settings.day_yen)


def _over(usage: Usage, tokens: int, yen: float) -> bool:
    return bool(tokens and usage.tokens > tokens) or bool(yen and usage.yen > yen)
