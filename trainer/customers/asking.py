"""What a question is after that no fact of the scenario answers: its topics, and the form of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from trainer.beat import Beat
from trainer.language.parsing import parse
from trainer.language.topics import read_topics, topic_entries

_VALUE = (
    "何", "いつ", "どこ", "どちら", "どなた", "誰", "いくつ", "いくら", "どの", "どう", "どれ",
    "教え", "聞かせ", "伺え", "お願い", "なんて",
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
_CLEAR = 0.9
"""Weight from which on a topic is asked for and not merely touched on."""

_WIDE = frozenset({"story", "state", "wish", "reason"})

PRESENT = {
    "can_talk": Beat.CONSENT,
    "hearing": Beat.CONSENT,
    "can_write": Beat.CONSENT,
    "hurry": Beat.PRESS,
    "best_time": Beat.CALLBACK_OK,
    "knows_how": Beat.UNKNOWN,
}
"""The mildest answer to what is asked about the caller at this moment; to the rest they wonder why."""


def wants_value(words: str) -> bool:
    """A name, number, time, place …: yes or no would be no answer."""
    return _any(_VALUE, words)


def wants_consent(words: str) -> bool:
    """May we do it like this?"""
    return _any(_CONSENT, words)


def calls_out(words: str) -> bool:
    """Are you still there?"""
    return _any(("もしもし", "お電話が遠い"), words)


def is_wide(words: str) -> bool:
    """Nothing in particular is asked for: any of what troubles the caller is an answer."""
    topics = _topics(words)
    return not topics or topic_entries()[topics[0]].wants in _WIDE


def unanswered(words: str) -> Beat | None:
    """What a caller says who knows nothing of what is asked for; None if its topic is not known."""
    topics = _topics(words)
    if not topics:
        return None
    present = next((PRESENT[t] for t in topics if t in PRESENT), None)
    if present is not None:
        return present
    return Beat.OFF_TOPIC if topic_entries()[topics[0]].caller else Beat.UNKNOWN


@lru_cache(maxsize=256)
def _topics(words: str) -> tuple[str, ...]:
    """Ids of what is asked for, the surest first."""
    parsed = parse(words)
    topics = read_topics(parsed, 0, len(parsed.words)) if parsed.words else ()
    return tuple(t.id for t in topics if t.weight >= _CLEAR)


def _any(forms: Iterable[str], words: str) -> bool:
    return any(form in words for form in forms)
