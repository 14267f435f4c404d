"""How surely a question is for a fact: what speaks for it and against it, added up."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.language.questions.likeness import NOT_ALIKE, Like

_NEAREST, _MEAN, _SHARED = 0.44, 0.65, 0.50
_OTHER_KIND = -0.21  # for giving none of the kind of answer asked for
_OTHER_TOPIC = -0.17  # for saying nothing of what the question says it is about


@dataclass(frozen=True)
class Weight:
    """Why a fact is aimed at. `topic`: how much the fact is what the topics ask for, 0–1; `like`: how like
    the question is to its lines; `kind`: 1 if the fact gives the kind of answer asked for, -1 if not, 0 if
    none is asked for outright; `strange`: the fact knows nothing of what the question says it is about.

    The shares were fitted: a conditional logit over the facts and nothing (docs/decisions/0008)."""

    topic: float = 0.0
    like: Like = NOT_ALIKE
    kind: int = 0
    strange: bool = False

    @property
    def total(self) -> float:
        """By which facts are compared; 1 if the best is as likely meant as nothing."""
        like = self.like
        against = _OTHER_KIND * (self.kind < 0) + _OTHER_TOPIC * self.strange
        return _NEAREST * like.nearest + _MEAN * like.mean + _SHARED * like.shared + against
