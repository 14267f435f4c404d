"""What differs between two texts of a case, field by field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from trainer.case import CASE_CAUSE_LABELS, EFFECT_LABELS, FIELD_LABELS, PARTY_LABELS, Case, CaseEscalation
from trainer.case_query import Marked
from trainer.dialogue import CHANNEL_LABELS, Span
from trainer.escalation import DIRECTION_LABELS, NEED_LABELS, TIMING_LABELS
from trainer.persona import PERSONA_LABELS

# Runs of one script: near enough to words for a reader, and far fewer than characters.
_RUNS = re.compile(r"[一-龥々]+|[ぁ-ん]+|[ァ-ヶー]+|[A-Za-z]+|[0-9]+|\s|.", re.DOTALL)


@dataclass(frozen=True)
class Change:
    """One field before and after, as people read it; the spans are what went and what came."""

    field: str
    label: str
    before: Marked
    after: Marked


def changes(before: Case, after: Case) -> list[Change]:
    """The fields that differ, in the order in which they are shown."""
    old, new = readable(before), readable(after)
    return [
        Change(name, label, *_marked(old[name], new[name]))
        for name, label in FIELD_LABELS.items()
        if old[name] != new[name]
    ]


def readable(case: Case) -> dict[str, str]:
    """Every field as text: labels for what was chosen, a line for each moment and phrase."""
    texts = {name: str(getattr(case, name)) for name in FIELD_LABELS}
    return texts | {
        "channel": CHANNEL_LABELS[case.channel],
        "persona": PERSONA_LABELS[case.persona],
        "cause": CASE_CAUSE_LABELS[case.cause],
        "timeline": "\n".join(
            _line(m.when, PARTY_LABELS[m.who], m.text, f"(問い: {m.decision})" if m.decision else "")
            for m in case.timeline
        ),
        "escalation": _escalation(case.escalation),
        "phrases": "\n".join(
            _line(EFFECT_LABELS[p.effect], p.text, f"({p.why})" if p.why else "") for p in case.phrases
        ),
        "tags": "、".join(case.tags),
    }


def _escalation(told: CaseEscalation) -> str:
    direction = DIRECTION_LABELS[told.direction] if told.direction else ""
    timing = TIMING_LABELS[told.timing] if told.timing else ""
    return _line(NEED_LABELS[told.need], direction, told.to, told.when, timing)


def _line(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _marked(before: str, after: str) -> tuple[Marked, Marked]:
    old, new = _RUNS.findall(before), _RUNS.findall(after)
    went: list[Span] = []
    came: list[Span] = []
    matcher: Any = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            went += _span(old, a, b)
            came += _span(new, c, d)
    return Marked(text=before, spans=tuple(went)), Marked(text=after, spans=tuple(came))


def _span(runs: list[str], first: int, behind: int) -> list[Span]:
    start = sum(map(len, runs[:first]))
    end = start + sum(map(len, runs[first:behind]))
    return [Span(start=start, end=end)] if end > start else []
