"""What is printed: a case as a page to hand round, a scorecard to talk over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from trainer import paper
from trainer.attempt import Attempt, CustomerSaid, OperatorSaid
from trainer.case import (
    CASE_CAUSE_LABELS,
    PARTY_LABELS,
    STATE_LABELS,
    CaseEscalation,
    CaseRecord,
    Effect,
)
from trainer.dialogue import CHANNEL_LABELS, SEAT_LABELS
from trainer.escalation import DIRECTION_LABELS, NEED_LABELS, TIMING_LABELS
from trainer.persona import PERSONA_LABELS
from trainer.scenario import Scenario
from trainer.scorecard import Finding, Scorecard, cut

_DAYS = "月火水木金土日"
_WORST = ("fault", "missed", "good")


def case_pdf(record: CaseRecord, east: int) -> bytes:
    """One case as a PDF. `east`: seconds east of UTC of the reader."""
    return paper.pdf("case", case_sheet(record, east))


def scorecard_pdf(
    card: Scorecard,
    attempt: Attempt,
    scenario: Scenario,
    trainee: str,
    findings: Sequence[Finding],
    east: int,
) -> bytes:
    """The scorecard of an attempt as a PDF; `findings` are marked in the transcript."""
    return paper.pdf("scorecard", scorecard_sheet(card, attempt, scenario, trainee, findings, east))


def case_sheet(record: CaseRecord, east: int) -> dict[str, Any]:
    """The data of paper/case.typ."""
    case = record.case
    chips = (
        PERSONA_LABELS[case.persona],
        CASE_CAUSE_LABELS[case.cause],
        CHANNEL_LABELS[case.channel],
        case.industry,
        *case.tags,
    )
    return {
        "title": case.title or "(題なし)",
        "state": STATE_LABELS[record.state],
        "updated": _day(record.updated_at, east),
        "author": record.author_name,
        "chips": [chip for chip in chips if chip],
        "situation": case.situation,
        "timeline": [
            {"when": m.when, "who": PARTY_LABELS[m.who], "text": m.text, "decision": m.decision}
            for m in case.timeline
        ],
        "escalation": escalation_words(case.escalation),
        "phrases": [
            {"helped": p.effect is Effect.HELPED, "text": p.text, "why": p.why} for p in case.phrases
        ],
        "outcome": case.outcome,
        "follow_up": case.follow_up,
        "lesson": case.lesson,
        "manual": case.manual,
    }


def escalation_words(handed: CaseEscalation) -> str:
    """必要 ・ 上席へ(責任者) ・ 遅すぎた, and when."""
    where = DIRECTION_LABELS[handed.direction] if handed.direction else ""
    to = f"({handed.to})" if handed.to else ""
    timing = TIMING_LABELS[handed.timing] if handed.timing else ""
    line = " ・ ".join(part for part in (NEED_LABELS[handed.need], where + to, timing) if part)
    return f"{line}\n{handed.when}" if handed.when else line


def scorecard_sheet(
    card: Scorecard,
    attempt: Attempt,
    scenario: Scenario,
    trainee: str,
    findings: Sequence[Finding],
    east: int,
) -> dict[str, Any]:
    """The data of paper/scorecard.typ."""
    chips = (
        PERSONA_LABELS[scenario.persona],
        SEAT_LABELS[scenario.seat],
        CHANNEL_LABELS[scenario.channel],
        scenario.industry,
    )
    remarks = [*([(card.strength, True)] if card.strength else []), *((f, False) for f in card.changes)]
    return {
        "title": scenario.title,
        "trainee": trainee,
        "when": _day(attempt.started.at, east),
        "rubric": card.rubric[:12],
        "chips": chips,
        "total": None if card.total is None else f"{card.total:.0f}",
        "unscored": card.unscored or "",
        "escalation": card.escalation.words.removeprefix("引き継ぎ: ") if card.escalation else "",
        "remarks": [_remark(finding, good) for finding, good in remarks],
        "dimensions": [
            {"title": d.title, "points": d.points, "max": d.max, "unscored": d.unscored or ""}
            for d in card.dimensions
        ],
        "moods": [e.mood.anger for e in attempt.customer],
        "lines": [_line(e, findings) for e in attempt.events if isinstance(e, (CustomerSaid, OperatorSaid))],
    }


def _remark(finding: Finding, good: bool) -> dict[str, Any]:
    return {
        "good": good,
        "title": finding.title,
        "turn": f"{finding.turn}発話目" if finding.turn else "",
        "quote": finding.evidence.quote if finding.evidence else "",
        "why": finding.why,
        "better": finding.better,
    }


def _line(event: CustomerSaid | OperatorSaid, findings: Sequence[Finding]) -> dict[str, Any]:
    if isinstance(event, CustomerSaid):
        return {"turn": "", "who": "客", "own": False, "pieces": [{"text": event.text, "mark": ""}]}
    here = [f for f in findings if f.evidence and f.evidence.turn == event.turn and f.kind != "missed"]
    pieces = [
        {"text": piece, "mark": next((k for k in _WORST if any(f.kind == k for f in of)), "")}
        for piece, of in cut(event.text, here)
    ]
    return {"turn": str(event.turn), "who": "応対", "own": True, "pieces": pieces}


def _day(at: float, east: int) -> str:
    when = datetime.fromtimestamp(at, timezone(timedelta(seconds=east)))
    return f"{when.year}年{when.month}月{when.day}日({_DAYS[when.weekday()]})"
