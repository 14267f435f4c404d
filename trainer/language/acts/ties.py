"""Empathy, apology and paraphrase tied to the caller's own matter: also by what the card tells.

`read_acts` knows what the caller has said. An operator who reads the history on the screen and
says 「三回もお電話をいただき」 before the caller does has tied it to their matter all the same; so has
one who first gives it back and goes on 「それは、お辛かったですね」.
"""

from __future__ import annotations

from functools import lru_cache

from trainer.dialogue import APOLOGY, EMPATHY, ActSpan, DialogueAct
from trainer.language.lexicon.word_lists import endings
from trainer.language.story.matching import content_keys
from trainer.scenario import Scenario

TIEABLE = frozenset({*EMPATHY, *APOLOGY, DialogueAct.PARA, DialogueAct.TAKEOVER})


def tied(text: str, acts: tuple[ActSpan, ...], scenario: Scenario) -> tuple[ActSpan, ...]:
    """The acts, with `specific` also where the span names something of the scenario's facts."""
    gist = _gist(tuple(word for fact in scenario.facts for word in fact.gist))

    def about(act: ActSpan) -> bool:
        said = text[act.start : act.end]
        if content_keys(said) & gist:
            return True
        if not said.startswith(endings("pointing_back")):
            return False
        before = [s for s in text[: act.start].split("。") if "ありがとう" not in s]  # お電話ありがとう…
        return any(content_keys(s) & gist for s in before)

    return tuple(
        act.model_copy(update={"specific": True})
        if act.act in TIEABLE and not act.specific and about(act)
        else act
        for act in acts
    )


@lru_cache(maxsize=256)
def _gist(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(content_keys(word) for word in words))
