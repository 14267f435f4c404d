"""Calling the operator by their name, now and then, once they have given it."""

from __future__ import annotations

import random
import re
from functools import lru_cache

from trainer.attempt import Attempt
from trainer.beat import Beat
from trainer.customers.words import words
from trainer.dialogue import Channel
from trainer.language.text.normalise import normalise
from trainer.language.text.tokens import Token, tokenise

OFTEN = 0.3
"""Chance that a reply which may do so begins with the name."""

APART = 4
"""Customer replies from one use of the name to the next."""

PERSONAL = frozenset(
    {
        Beat.PRESS, Beat.PROMISE_OK, Beat.PROMISE_WHEN, Beat.CALLBACK_OK, Beat.OFFER_HAGGLE, Beat.CONCERN,
        Beat.CLOSE_CONTENT, Beat.CLOSE_GRUDGING, Beat.THREATEN, Beat.FLARE_COLD, Beat.FLARE_DENY,
        Beat.REFUSED, Beat.FLARE_QUESTIONS, Beat.EXPLAINED_DOUBT, Beat.TRANSFER_REFUSE,
    }
)  # fmt: skip
"""Beats that turn to the one at the other end."""

_TITLES = {Channel.PHONE: "さん、", Channel.CHAT: "様、", Channel.EMAIL: "様\n"}
_SAYS_SO = re.compile(
    r"と(?:申します|申す者|いいます|言います)|で(?:ござい|御座い)ます(?!が)|です(?:[。、!\s]|$)|が(?:承|担当|責任)"
)
PHRASE = 5
"""Characters from which on the first phrase is more than an interjection."""


def address(attempt: Attempt, channel: Channel, first: Beat, text: str, own: str) -> str:
    """「佐藤さん、」 to begin the reply `text` with, "" most of the time; `own`: the caller's own name."""
    dice = random.Random(f"{attempt.started.seed}:{attempt.turns}:name")
    if attempt.turns < 2 or first not in PERSONAL or dice.random() >= OFTEN or not _may_follow_a_name(text):
        return ""
    name = given_name(tuple(e.text for e in attempt.operator), own)
    if not name or any(name in e.text for e in attempt.customer[-APART:]):
        return ""
    return name + _TITLES[channel]


def _may_follow_a_name(text: str) -> bool:
    """Whether a name may stand before these words."""
    phrase = re.split(r"[、。!?！？…\s]", text, maxsplit=1)[0]
    return len(phrase) >= PHRASE and not phrase.startswith((*words(__file__)["interjections"], "「"))


@lru_cache(maxsize=64)
def given_name(said: tuple[str, ...], own: str) -> str:
    """The family name by which the operator has introduced themself last; "" if they have not."""
    for text in reversed(said):
        normal = normalise(text).text
        tokens = tokenise(normal)
        for i, token in enumerate(tokens):
            before = tokens[i - 1].surface if i else "、"
            if token.surface not in own and _is_introduced(token, before, normal[token.end :]):
                return token.surface
    return ""


def _is_introduced(token: Token, before: str, follows: str) -> bool:
    """Whether this word is given as a name: 「アオイ通信の佐藤と申します」. `before`: the word before it;
    `follows`: the text behind it."""
    if token.pos != "名詞-固有名詞" or before not in words(__file__)["introduces"]:
        return False
    person = token.kind == "人名" or before == "の" or follows.startswith("と申")
    return person and bool(_SAYS_SO.match(follows))
