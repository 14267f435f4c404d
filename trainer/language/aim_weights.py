"""How surely a question is for a fact: what speaks for it and against it, added up."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.language.likeness import NOT_ALIKE, Like

_NEAREST, _SHARED, _LEARNT = 0.52, 0.83, 1.57
_OTHER_KIND = -0.41  # for giving none of the kind of answer asked for


@dataclass(frozen=True)
class Weight:
    """Why a fact is aimed at. `topic`: how much the fact is what the topics ask for, 0–1; `like`: to its
    examples; `learnt`: the classifier's score, about 0–1; `kind`: 1 if the fact gives the kind of answer
    asked for, -1 if not, 0 if none is asked for outright.

    The shares were fitted: a conditional logit over the facts and nothing (data/questions qa–qd). Topics and
    words in common, which were weighed before, add nothing to these once a fact has a dozen examples."""

    topic: float = 0.0
    like: Like = NOT_ALIKE
    learnt: float = 0.0
    kind: int = 0

    @property
    def total(self) -> float:
        """By which facts are compared; from 1 on the best is more likely meant than nothing."""
        kind = _OTHER_KIND if self.kind < 0 else 0.0
        return _NEAREST * self.like.nearest + _SHARED * self.like.shared + _LEARNT * self.learnt + kind
