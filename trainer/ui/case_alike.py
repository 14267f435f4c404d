"""Similar cases, with why: beside a case, and beside a running call."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case import CASE_CAUSE_LABELS, SHARED, CaseCause, CaseRecord
from trainer.case_query import CaseQuery
from trainer.persona import PERSONA_LABELS, PersonaKind
from trainer.scenario import Scenario
from trainer.ui.frame import app, me

TOP = 5
Alike = list[tuple[CaseRecord, tuple[str, ...]]]
_STATES = tuple(SHARED)


def of_case(record: CaseRecord) -> Alike:
    """Other shared cases of the same kind, the nearest first."""
    case = record.case
    found = _near(case.industry, case.persona, case.cause, case.tags)
    return [pair for pair in found if pair[0].id != record.id][:TOP]


def of_call(scenario: Scenario) -> Alike:
    """For a running call: only what the trainee can know of it."""
    return _near(scenario.industry, scenario.persona, None, ())[:TOP]


def _near(industry: str, persona: PersonaKind, cause: CaseCause | None, tags: tuple[str, ...]) -> Alike:
    """Ranked by how many of these a case shares."""
    asked = [CaseQuery(tags=(tag,), states=_STATES) for tag in tags[:3]]
    asked += [CaseQuery(industries=(industry,), states=_STATES)] if industry else []
    asked += [CaseQuery(personas=(persona,), states=_STATES)]
    seen: dict[str, tuple[CaseRecord, tuple[str, ...]]] = {}
    for query in asked:
        for hit in app().case_search.search(me(), query).hits:
            reasons = tuple(_reasons(hit.record, industry, persona, cause, tags))
            seen.setdefault(hit.record.id, (hit.record, reasons))
    return sorted(seen.values(), key=lambda pair: -len(pair[1]))


def _reasons(
    record: CaseRecord, industry: str, persona: PersonaKind, cause: CaseCause | None, tags: tuple[str, ...]
) -> Iterator[str]:
    case = record.case
    yield from (f"同じこと: {tag}" for tag in tags if tag in case.tags)
    if case.persona is persona:
        yield f"同じ顧客タイプ: {PERSONA_LABELS[persona]}"
    if cause is not None and case.cause is cause:
        yield f"同じ原因: {CASE_CAUSE_LABELS[cause]}"
    if industry and case.industry == industry:
        yield f"同じ業種: {industry}"
