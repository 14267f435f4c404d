"""Cases as files: a table to read, or JSON Lines that come back as they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, timezone

from trainer.case import (
    CASE_CAUSE_LABELS,
    PARTY_LABELS,
    STATE_LABELS,
    Case,
    CaseCause,
    CaseEscalation,
    CaseRecord,
    Effect,
    Moment,
    Party,
    Phrase,
)
from trainer.dialogue import CHANNEL_LABELS
from trainer.errors import NotFound
from trainer.escalation import DIRECTION_LABELS, NEED_LABELS, TIMING_LABELS, Direction, Need, Timing
from trainer.importing import FIELDS
from trainer.person import Person
from trainer.persona import PERSONA_LABELS
from trainer.sheets import to_csv, to_jsonl, to_xlsx

TITLE = "事例"
COLUMNS = (*FIELDS.values(), "状態", "書いた人", "更新日")

_EXAMPLE = Case(
    title="(例)折り返しの約束が守られず、責任者を求められた",
    industry="通信",
    cause=CaseCause.COMPANY,
    situation="技術担当から折り返すと伝えたまま、二日たっても連絡がなかった。",
    timeline=(
        Moment(when="1日目 10:20", who=Party.CUSTOMER, text="今朝からつながらないんです。"),
        Moment(when="3日目", who=Party.OPERATOR, text="おわびし、責任者に代わった。"),
    ),
    escalation=CaseEscalation(
        need=Need.REQUIRED, direction=Direction.VERTICAL, to="責任者", timing=Timing.TOO_LATE
    ),
    phrases=(Phrase(effect=Effect.HELPED, text="経緯は私がすべて見ました。", why="話を繰り返させない"),),
    outcome="当日中に訪問した。",
    lesson="折り返しは、誰が何時までにかけるかを復唱してから切る。",
    tags=("折り返し", "約束"),
)


def exportable(actor: Person, records: Iterable[CaseRecord]) -> list[CaseRecord]:
    """Those whose masking somebody has confirmed, and the actor's own. Raises NotFound when none is."""
    found = [r for r in records if r.confirmed_by or r.author == actor.id]
    if not found:
        raise NotFound("書き出せる事例がありません。検索の条件をゆるめるか、事例を選び直してください。")
    return found


def cases_csv(records: Sequence[CaseRecord], east: int) -> bytes:
    """`east`: seconds east of UTC, for the dates."""
    return to_csv(COLUMNS, (_row(r, east) for r in records))


def cases_xlsx(records: Sequence[CaseRecord], east: int) -> bytes:
    """One sheet with a fixed head, all cells as text; `east` as for `cases_csv`."""
    return to_xlsx(TITLE, COLUMNS, [_row(r, east) for r in records])


def template() -> bytes:
    """A workbook to write cases into: the headings that an import knows, and an example."""
    cells = _cells(_EXAMPLE)
    return to_xlsx(TITLE, list(FIELDS.values()), [[cells[name] for name in FIELDS]])


def cases_jsonl(records: Sequence[CaseRecord]) -> bytes:
    """One object a line: `id`, `state` and the whole `case`, which `importing.rows` takes back."""
    return to_jsonl(
        {"id": r.id, "state": r.state.value, "author": r.author_name, "case": r.case.model_dump(mode="json")}
        for r in records
    )


def _row(record: CaseRecord, east: int) -> list[str]:
    case = record.case
    cells = _cells(case)
    day = datetime.fromtimestamp(record.updated_at, timezone(timedelta(seconds=east)))
    return [
        *(cells[name] for name in FIELDS),
        STATE_LABELS[record.state],
        record.author_name,
        f"{day:%Y-%m-%d}",
    ]


def _cells(case: Case) -> dict[str, str]:
    """The fields of a table, in the words that an import understands."""
    handed = case.escalation
    return {
        "title": case.title,
        "industry": case.industry,
        "channel": CHANNEL_LABELS[case.channel],
        "persona": PERSONA_LABELS[case.persona],
        "cause": CASE_CAUSE_LABELS[case.cause],
        "situation": case.situation,
        "timeline": "\n".join(_moment(m.when, PARTY_LABELS[m.who], m.text) for m in case.timeline),
        "outcome": case.outcome,
        "follow_up": case.follow_up,
        "lesson": case.lesson,
        "tags": "、".join(case.tags),
        "manual": case.manual,
        "need": NEED_LABELS[handed.need],
        "direction": DIRECTION_LABELS[handed.direction] if handed.direction else "",
        "to": handed.to,
        "when": handed.when,
        "timing": TIMING_LABELS[handed.timing] if handed.timing else "",
        "helped": _phrases(case, Effect.HELPED),
        "hurt": _phrases(case, Effect.HURT),
    }


def _moment(when: str, who: str, text: str) -> str:
    return f"{when + ' ' if when else ''}{who}: {text}"


def _phrases(case: Case, effect: Effect) -> str:
    return "\n".join(
        f"「{p.text}」{f'({p.why})' if p.why else ''}" for p in case.phrases if p.effect is effect
    )
