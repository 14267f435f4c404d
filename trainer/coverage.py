"""What the scenario library covers: the list, and the matrix of what is practised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from trainer.escalation import DIRECTION_LABELS, NEED_LABELS
from trainer.scenario import CHANNEL_LABELS, PERSONA_LABELS, SEAT_LABELS, Scenario

Row = dict[str, str | int]


def listing(scenarios: Iterable[Scenario]) -> list[Row]:
    """One row a scenario, codes as in the files, in the order of their ids."""
    return [
        {
            "id": s.id,
            "title": s.title,
            "persona": s.persona.value,
            "seat": s.seat.value,
            "need": s.escalation.need.value,
            "channel": s.channel.value,
            "industry": s.industry,
            "difficulty": s.difficulty,
        }
        for s in sorted(scenarios, key=lambda s: s.id)
    ]


def coverage_rows(scenarios: Iterable[Scenario]) -> list[Row]:
    """One row for each combination that occurs, with its number of scenarios."""
    counted = Counter(
        (
            PERSONA_LABELS[s.persona],
            SEAT_LABELS[s.seat],
            NEED_LABELS[s.escalation.need]
            + (f"({DIRECTION_LABELS[s.escalation.direction]})" if s.escalation.direction else ""),
            CHANNEL_LABELS[s.channel],
            s.industry,
            s.difficulty,
        )
        for s in scenarios
    )
    names = ("顧客タイプ", "担当", "引き継ぎ", "チャネル", "業種", "難易度")
    return [{**dict(zip(names, key, strict=True)), "件数": n} for key, n in sorted(counted.items())]
