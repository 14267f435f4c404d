"""The scorecard as the command line prints it: for programs, and for reading."""

from __future__ import annotations

from typing import Any

from trainer.escalation import NEED_LABELS, TIMING_LABELS
from trainer.scorecard import Finding, Scorecard


def scorecard_json(card: Scorecard) -> dict[str, Any]:
    """The scorecard in the shape of the command's contract (docs/commands.md)."""
    verdict = card.escalation
    return {
        "total": card.total,
        "unscored": card.unscored,
        "stars": card.stars,
        "dimensions": [
            {
                "id": d.id,
                "title": d.title,
                "points": d.points,
                "max": d.max,
                "unscored": d.unscored,
                "findings": [_finding_json(f) for f in d.findings],
            }
            for d in card.dimensions
        ],
        "penalties": [
            {"title": p.title, "points": p.points, "cap": p.cap, "finding": _finding_json(p.finding)}
            for p in card.penalties
        ],
        "escalation": verdict and verdict.model_dump(mode="json"),
        "strength": card.strength and _finding_json(card.strength),
        "changes": [_finding_json(f) for f in card.changes],
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    quoted = finding.evidence
    return {
        "turn": finding.turn,
        "start": quoted.start if quoted else None,
        "end": quoted.end if quoted else None,
        "quote": quoted.quote if quoted else "",
        "kind": finding.kind,
        "criterion": finding.criterion,
        "title": finding.title,
        "why": finding.why,
        "better": finding.better,
        "source": finding.source,
    }


def scorecard_text(card: Scorecard) -> str:
    """The scorecard for reading: total, verdict, what to keep and what to change, dimensions."""
    if card.total is None:
        return f"未採点: {card.unscored}"
    lines = [f"総合 {card.total:g}点  {'★' * card.stars}{'☆' * (3 - card.stars)}"]
    if card.escalation:
        verdict = card.escalation
        due = f"、{verdict.due_turn}発話目が目安" if verdict.due_turn else ""
        done = f"、{verdict.done_turn}発話目に実施" if verdict.done_turn else ""
        lines.append(f"引き継ぎ: {NEED_LABELS[verdict.needed]} → {TIMING_LABELS[verdict.timing]}{due}{done}")
    if card.strength and card.strength.evidence:
        lines.append(f"よかった点: 「{card.strength.evidence.quote}」 {card.strength.why}")
    for number, change in enumerate(card.changes, 1):
        said = f"「{change.evidence.quote[:60]}」" if change.evidence else ""
        lines.append(f"直すこと{number}: {change.title} {said} {change.why} 言い換え: {change.better}")
    for d in card.dimensions:
        lines.append(
            f"  {d.title}: "
            + (f"{d.points:g} / {d.max:g}" if d.points is not None else f"未採点({d.unscored})")
        )
    lines += [
        f"  {p.title}: " + (f"{p.points:g}" if p.cap is None else f"上限{p.cap:g}点") for p in card.penalties
    ]
    return "\n".join(lines)
