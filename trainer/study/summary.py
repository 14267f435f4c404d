"""What a meeting made of a case, in a few lines of text."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.case import Case
from trainer.meeting import CHOICE_LABELS, Choice, Meeting, question_at


def summary(meeting: Meeting, case: Case, votes: Mapping[int, Mapping[Choice, int]], lesson: str) -> str:
    """`votes`: for each stop that was closed, the index of its moment → how many chose what."""
    lines = [f"{meeting.title} ― 勉強会のまとめ"]
    for number, (stop, counted) in enumerate(votes.items(), 1):
        chosen = "、".join(f"{CHOICE_LABELS[c]}{n}人" for c, n in counted.items() if n) or "回答なし"
        lines.append(f"分かれ目{number} {_short(question_at(case, stop))} → {chosen}")
    if lesson.strip():
        lines.append(f"教訓: {lesson.strip()}")
    return "\n".join(lines)


def _short(words: str, limit: int = 60) -> str:
    return words if len(words) <= limit else f"{words[:limit]}…"
