"""How surely a question is for a fact: what speaks for it and against it, added up."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.language.letters import NOT_WRITTEN, Written
from trainer.language.likeness import NOT_ALIKE, Like

_TOPIC, _ASKED, _WORDS = 0.28, 0.29, 0.42
_NEAREST, _SHARED = 0.09, 0.98
_SAME, _NEARLY = 1.57, 0.75  # … and from here on it is the very example
_BOTH = -0.18  # a shared topic and shared words say partly the same
_SHOWN = 0.17  # a topic and an example of the same fact bear one another out
_OVER = -0.50  # likeness to one example and to all of the fact say partly the same
_APART = -0.20  # what a topic takes away from facts that do not have it
_OTHER_KIND = -0.50  # for giving none of the kind of answer asked for
_STRANGE, _OF_STRANGE = -0.11, -0.08  # for nouns that the fact does not know
_EXAMPLES, _SAID, _GIST = 1.18, 1.38, 0.27  # for words that are written alike


@dataclass(frozen=True)
class Weight:
    """Why a fact is aimed at, each part about 0–1. `apart`: how surely something else is asked for;
    `kind`: 1 if the fact gives the kind of answer asked for, -1 if not, 0 if none is; `strange`: nouns
    asked about, and `of_strange` nouns that these belong to, that the fact does not know.

    The shares were fitted: a conditional logit over the facts and nothing (data/questions qa–qc, and
    examples left out in turn for a tenth), those of likeness not below 0."""

    topic: float
    asked: float
    words: float
    apart: float
    like: Like = NOT_ALIKE
    kind: int = 0
    strange: int = 0
    of_strange: int = 0
    written: Written = NOT_WRITTEN

    @property
    def total(self) -> float:
        """By which facts are compared; from 1 on the best is more likely meant than nothing."""
        like = self.like
        kind = _OTHER_KIND if self.kind < 0 else 0.0
        return (
            _TOPIC * self.topic
            + _ASKED * self.asked
            + _WORDS * self.words
            + _NEAREST * like.nearest
            + _SHARED * like.shared
            + _BOTH * self.topic * self.words
            + _SHOWN * self.topic * like.nearest
            + _OVER * like.nearest * like.shared
            + _APART * self.apart
            + _SAME * max(0.0, like.nearest - _NEARLY)
            + kind
            + _STRANGE * bool(self.strange)
            + _OF_STRANGE * self.of_strange
            + _EXAMPLES * self.written.examples
            + _SAID * self.written.say
            + _GIST * self.written.gist
        )
