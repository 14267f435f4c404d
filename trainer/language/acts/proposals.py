"""Acts that somebody else proposes for an utterance, taken over by one rule.

A proposal is a label and a quote. It counts only where the quote stands in the utterance and where our own
reading half sees the same act in the same place; whatever our reading is sure of stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.dialogue import NEGATIVE, SURE, ActSpan, DialogueAct, Span
from trainer.language.text.quotes import found

HALF_SEEN = 0.25
"""Confidence from which our own reading counts as half seeing an act."""

BECAUSE = "proposed"


@dataclass(frozen=True)
class Proposal:
    act: DialogueAct
    quote: str


def merged(text: str, ours: Sequence[ActSpan], proposals: Sequence[Proposal]) -> tuple[ActSpan, ...]:
    """Our acts, some of them lifted to SURE:

    1. what we hold at SURE or above stays, whether it was proposed or not;
    2. an act that we hold between HALF_SEEN and SURE is lifted when it was proposed with a quote that
       overlaps ours;
    3. a negative act is never lifted: a reproach is ours alone;
    4. every other proposal is dropped, so that nothing counts that our own rules do not see at all.
    """
    verified = [(p.act, span) for p in proposals if (span := found(p.quote, text))]
    return tuple(_lifted(act) if _backed(act, verified) else act for act in ours)


def _backed(act: ActSpan, verified: Sequence[tuple[DialogueAct, Span]]) -> bool:
    half_seen = HALF_SEEN <= act.confidence < SURE and act.act not in NEGATIVE
    return half_seen and any(
        label is act.act and span.start < act.end and act.start < span.end for label, span in verified
    )


def _lifted(act: ActSpan) -> ActSpan:
    return act.model_copy(update={"confidence": SURE, "because": BECAUSE})
