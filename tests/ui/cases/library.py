"""A case in the library, and hands for its pages."""

from __future__ import annotations

import re
from typing import Any

from streamlit.testing.v1 import AppTest

from trainer.case import Case, CaseCause, CaseEscalation, Effect, Moment, Party, Phrase
from trainer.escalation import Direction, Need, Timing
from trainer.person import Person
from trainer.wiring import App

HOSTILE = '<img src=x onerror="alert(1)"> ![絵](http://example.invalid/a.png)'
CASE = Case(
    title="折り返しの約束が三度守られなかった",
    industry="通信",
    cause=CaseCause.COMPANY,
    situation="技術担当から折り返すと伝えたまま、三度とも連絡がなかった。",
    timeline=(
        Moment(when="1日目", who=Party.CUSTOMER, text="今朝から切れるんです。"),
        Moment(
            when="3日目", who=Party.CUSTOMER, text="上の人を出してください。", decision="引き継ぎますか。"
        ),
    ),
    escalation=CaseEscalation(
        need=Need.REQUIRED, direction=Direction.VERTICAL, to="責任者", timing=Timing.TOO_LATE
    ),
    phrases=(Phrase(effect=Effect.HELPED, text="経緯は私がすべて見ました。", why="話を繰り返させない"),),
    outcome="当日中に訪問した。",
    lesson="折り返しは時刻を復唱する。",
    tags=("折り返し",),
)


def waiting(app: App, author: Person, case: Case = CASE, case_id: str = "one") -> Any:
    """A case of this author that waits for review."""
    record = app.cases.save_draft(author, case, case_id=case_id)
    record = app.cases.confirm(author, case, case_id=case_id, seen=record.version)
    return app.case_review.submit(author, case_id, seen=record.version)


def published(app: App, sv: Person, case: Case = CASE, case_id: str = "one") -> Any:
    record = waiting(app, sv, case, case_id)
    return app.case_review.publish(sv, case_id, seen=record.version)


def one(at: AppTest, kind: str, start: str) -> Any:
    """The first widget of a kind whose label begins so."""
    return next(w for w in getattr(at, kind) if str(w.label).startswith(start))


def plain(html: str) -> str:
    """The words without the tags."""
    return re.sub(r"<[^>]*>", "", html)


def click(at: AppTest, label_: str) -> AppTest:
    next(b for b in at.button if b.label == label_).click().run()
    assert not at.exception
    return at
