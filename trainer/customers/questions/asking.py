"""What a question is after that no fact of the scenario answers: its topics, and the form of it."""

from __future__ import annotations

import re

from trainer.beat import Beat
from trainer.dialogue import Question
from trainer.language.questions.question_forms import question_words
from trainer.language.questions.topic_lexicon import topic_entries

_EITHER_OR = re.compile("(?:です|ます|でしょう)か[、,。]?|それとも")

_WIDE = frozenset({"story", "state", "wish", "reason"})

PRESENT = {
    "can_talk": Beat.HEARS,
    "hearing": Beat.HEARS,
    "can_write": Beat.HEARS,
    "hurry": Beat.PRESS,
    "best_time": Beat.EITHER,
    "knows_how": Beat.UNKNOWN,
}
"""The mildest answer to what is asked about the caller at this moment; to the rest they wonder why."""


def wants_value(words: str) -> bool:
    """A name, number, time, place …: yes or no would be no answer, as it is to whether there is anybody."""
    return _has("value_wanted", _without_some(words))


def gives_choice(words: str) -> bool:
    """Which of two: 「お電話とメール、どちらがよろしいですか」."""
    return _has("choosing", words) or len(_EITHER_OR.findall(words)) > 1


def wishes(words: str) -> bool:
    """Whether the choice is about what is to come, rather than about what was or is."""
    plain = words.rstrip("。?？ ")
    return not plain.endswith(question_words("was_so")) and _has("wishing", words)


def left_to_us(words: str) -> bool:
    """When or how the operator's side is to do something: whoever does not mind leaves it to them."""
    return _has("our_doing", words) and _has("when_or_how", words)


def wants_consent(words: str) -> bool:
    """May we do it like this?"""
    return _has("consent_wanted", words)


def whether(words: str) -> bool:
    """Is there any, or anybody, or another one; has the caller done it?"""
    plain = _without_some(words.rstrip("。?？ "))
    if plain.endswith(question_words("may_we")) or wants_value(plain) or _has("to_do", plain):
        return False
    there_is = plain.endswith((*question_words("there_is"), *question_words("is_there_not")))
    return there_is or plain.endswith(question_words("did_you")) or _has("another_one", plain)


def of_now(words: str) -> bool:
    """What is so, or is to come, rather than what was."""
    return not words.rstrip("。?？ ").endswith(question_words("was_so"))


def _without_some(words: str) -> str:
    for some in question_words("someone"):
        words = words.replace(some, "か")
    return words


def makes_sure(words: str) -> bool:
    """Is it as the caller has said?"""
    plain = words.rstrip("。?？ ")
    return plain.endswith(question_words("making_sure"))


def of_own_life(words: str) -> bool:
    """What anybody knows of their own circumstances; not what only the operator's side can tell."""
    return _has("own_life", words) and not of_our_side(words)


def of_own_view(words: str) -> bool:
    """What the caller thinks or feels: whatever troubles them is an answer."""
    return _has("own_view", words)


def of_our_side(words: str) -> bool:
    """What callers need not know: of the operator's house, its people and machines."""
    return _has("our_side", words)


def is_wide(question: Question) -> bool:
    """Nothing in particular is asked for: any of what troubles the caller is an answer."""
    topics = _known(question)
    return not topics or topic_entries()[topics[0]].wants in _WIDE


def unanswered(question: Question) -> Beat | None:
    """What a caller says who knows nothing of what is asked for; None if its topic is not known."""
    topics = _known(question)
    if not topics:
        return None
    present = next((PRESENT[t] for t in topics if t in PRESENT), None)
    if present is not None:
        return present
    return Beat.OFF_TOPIC if topic_entries()[topics[0]].caller else Beat.UNKNOWN


def _known(question: Question) -> tuple[str, ...]:
    """Its topics; a call stored long ago may name some that there are no more."""
    return tuple(t for t in question.topics if t in topic_entries())


def _has(name: str, words: str) -> bool:
    """Whether one of the forms of lexicon/question_forms.yaml under this name occurs."""
    return any(form in words for form in question_words(name))
