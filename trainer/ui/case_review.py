"""The supervisors' two lists: what waits for a look, and what is to be looked at again."""

from __future__ import annotations

from datetime import date

from trainer.case import CaseRecord
from trainer.case_query import CaseRow
from trainer.ui import case_cards
from trainer.ui.frame import app, me, seconds_east
from trainer.ui.markup import draw, esc, icon

SHOWN = 100


def waiting(rows: list[CaseRow]) -> None:
    """確認待ち, longest waiting first."""
    draw(f"<h2>{icon('hourglass_top')}確認待ち {len(rows):,}件</h2>")
    if not rows:
        draw('<p class="muted">待っている事例はありません。</p>')
        return
    draw(f'<ul class="case-list">{"".join(case_cards.row(r, seconds_east()) for r in rows[:SHOWN])}</ul>')


def outdated(rows: list[CaseRow]) -> None:
    """要更新: by review date, the longest overdue first; doubted ones say why."""
    draw(f"<h2>{icon('update')}要更新 {len(rows):,}件</h2>")
    if not rows:
        draw('<p class="muted">見直しの日を過ぎた事例はありません。</p>')
        return
    names = {row.id: row for row in rows}
    records = app().case_search.records(me(), list(names))
    records.sort(key=lambda r: r.review_on or date.max)
    shown = "".join(case_cards.row(names[r.id], seconds_east(), _why(r)) for r in records[:SHOWN])
    draw(f'<ul class="case-list">{shown}</ul>')


def _why(record: CaseRecord) -> str:
    due = record.review_on
    parts = [f"見直し {due.year}年{due.month}月{due.day}日" if due else "", record.note]
    return f'<span class="small t-missed"> {esc(" ・ ".join(p for p in parts if p))}</span>'


def both() -> tuple[list[CaseRow], list[CaseRow]]:
    """Both lists, read once for the page."""
    return app().case_search.awaiting_review(me()), app().case_search.to_update(me())


def nothing_open() -> None:
    draw(
        f'<div class="empty">{icon("rate_review")}<p>左の一覧から事例を選ぶと、ここで読んで、'
        "公開や差し戻しができます。</p></div>"
    )
