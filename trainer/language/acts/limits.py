"""Lines drawn against abuse: the same request is cold to a fair caller and right to an abusive one.

The trained acts see one utterance; whether the caller oversteps the bounds is known from the
scenario. In such a call a polite request to stop, or a refusal of the undue demand with its
consequence, is a LIMIT, never a cold refusal.
"""

from __future__ import annotations

from trainer.dialogue import ActSpan, DialogueAct
from trainer.language.lexicon.word_lists import endings
from trainer.language.story.matching import any_of
from trainer.language.text.normalise import normalise
from trainer.language.text.parsing import parse
from trainer.language.text.tokens import sentences
from trainer.scenario import Scenario

_REPLACED = frozenset({DialogueAct.NEG_COLD, DialogueAct.NEG_DENY, DialogueAct.LIMIT})


def with_limits(text: str, acts: tuple[ActSpan, ...], scenario: Scenario) -> tuple[ActSpan, ...]:
    """The acts with LIMIT in place of a negative act on a line that is rightly drawn."""
    if not scenario.abusive:
        return acts
    normal = normalise(text)
    drawn = [normal.original(*span) for span in sentences(normal.text) if _draws(normal.text[slice(*span)])]
    if not drawn:
        return acts
    kept = [a for a in acts if a.act not in _REPLACED or not any(s < a.end and a.start < e for s, e in drawn)]
    limits = [
        ActSpan(start=start, end=end, act=DialogueAct.LIMIT, confidence=0.9, because="limits")
        for start, end in drawn
    ]
    return tuple(sorted([*kept, *limits], key=lambda a: (a.start, a.end)))


def _draws(words: str) -> bool:
    """Whether a sentence asks to stop what oversteps the bounds, refuses an undue demand, or says that
    the call ends if it goes on."""
    parsed = parse(words)

    def names(words_of: str) -> bool:
        return any_of(endings(words_of), parsed, 0, len(parsed.words)) is not None

    if names("stopping") and names("to_be_stopped") or names("undue") and names("refusing"):
        return True
    return _warns(words) and names("lasting") and any(map(names, ("call_itself", "to_be_stopped", "undue")))


def _warns(words: str) -> bool:
    """「続くようでしたら、終了いたします」: the closing stands behind the condition, and is our own."""
    ends = max((words.rfind(form) for form in endings("closing_call")), default=-1)
    conditions = [words.find(form) for form in endings("if_so")]
    return any(0 <= place < ends for place in conditions)
