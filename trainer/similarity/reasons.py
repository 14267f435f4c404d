"""Why two cases are like each other, in words that a supervisor understands."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.case import CASE_CAUSE_LABELS
from trainer.escalation import DIRECTION_LABELS, TRIGGER_LABELS, Need
from trainer.persona import PERSONA_LABELS
from trainer.similarity.concepts import Concept, Kind, concepts
from trainer.similarity.extraction import Features

MOST = 5
"""Reasons given at most."""

_HEADS = {
    Kind.SITUATION: "同じこと",
    Kind.DEMAND: "同じ求め",
    Kind.FEELING: "同じ気持ち",
    Kind.OBJECT: "同じもの",
}


def reasons(
    one: Features, other: Features, words: Sequence[str] = (), near: Sequence[tuple[str, str]] = ()
) -> tuple[str, ...]:
    """The weightiest first: what happened, how it went on, why, who and where. `words`: what both say, and
    `near`: what they say in other words; told only when nothing of what happened is the same."""
    happened = _shared(one, other, Kind.SITUATION) or _near(one, other)
    found = [
        *happened,
        *([] if happened else _worded(words, near)),
        *_course(one, other),
        *_shared(one, other, Kind.DEMAND),
        *_facets(one, other),
        *_shared(one, other, Kind.FEELING),
        *_shared(one, other, Kind.OBJECT),
    ]
    return tuple(found[:MOST])


def _worded(words: Sequence[str], near: Sequence[tuple[str, str]]) -> list[str]:
    same = [f"同じ言葉: {'、'.join(words)}"] if words else []
    return same + ([f"近い言葉: {'、'.join(f'{a}と{b}' for a, b in near)}"] if near else [])


def _shared(one: Features, other: Features, kind: Kind) -> list[str]:
    """Concepts of a kind that both have, the surest first; of things beside the matter the surest only."""
    both = [c for c in _of_kind(one, kind) if c.id in other.concepts]
    both.sort(key=lambda c: -one.concepts[c.id] * other.concepts[c.id])
    return [f"{_HEADS[kind]}: {c.label}" for c in both[: 2 if kind is Kind.SITUATION else 1]]


def _near(one: Features, other: Features) -> list[str]:
    for mine in _of_kind(one, Kind.SITUATION):
        for theirs in _of_kind(other, Kind.SITUATION):
            if mine.group == theirs.group:
                return [f"近いこと: {mine.label} と {theirs.label}"]
    return []


def _of_kind(features: Features, kind: Kind) -> list[Concept]:
    """Its concepts of this kind, the surest first."""
    surest = sorted(features.concepts, key=lambda concept: -features.concepts[concept])
    return [entry for c in surest if (entry := concepts().entries[c]).kind is kind]


def _course(one: Features, other: Features) -> list[str]:
    """Whether it was handed over, and on what account."""
    a, b = one.facets, other.facets
    triggers = [TRIGGER_LABELS[trigger] for trigger in sorted(one.triggers & other.triggers)]
    why = f"{triggers[0]}のため" if triggers else ""
    if a.direction and a.direction == b.direction:
        return [f"同じ流れ: {why}{DIRECTION_LABELS[a.direction]}引き継ぎ"]
    if a.need is b.need is Need.NEEDLESS:
        return ["同じ流れ: 引き継がずに対応"]
    return [f"同じきっかけ: {triggers[0]}"] if triggers else []


def _facets(one: Features, other: Features) -> list[str]:
    a, b = one.facets, other.facets
    found = []
    if a.cause and a.cause == b.cause:
        found.append(f"同じ原因: {CASE_CAUSE_LABELS[a.cause]}")
    if a.industry and a.industry == b.industry:
        found.append(f"同じ業種: {a.industry}")
    if a.persona and a.persona == b.persona:
        found.append(f"同じ顧客タイプ: {PERSONA_LABELS[a.persona]}")
    return found
