"""A person's finished calls as the home and result pages need them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from trainer.attempt import Outcome
from trainer.recommend import Past
from trainer.scorecard import Scorecard
from trainer.store import AttemptRow
from trainer.ui.frame import app, me

SHOWN = 12
"""Finished calls that are read for the suggestion and the week's figures."""


def scorecard(attempt_id: str) -> Scorecard:
    """The sheet of an ended call, read once a session. Raises NotFound, Conflict."""
    kept: dict[str, Scorecard] = st.session_state.setdefault("scorecards", {})
    if attempt_id not in kept:
        kept[attempt_id] = app().practice.scorecard(me(), attempt_id)
    return kept[attempt_id]


def past(rows: Sequence[AttemptRow]) -> list[Past]:
    """The newest scored calls with their sheets."""
    scored = [r for r in rows if r.outcome and r.outcome != Outcome.STOPPED and r.total is not None]
    return [Past(r.scenario, r.touched_at, scorecard(r.id)) for r in scored[:SHOWN]]


def before(rows: Sequence[AttemptRow], attempt_id: str) -> AttemptRow | None:
    """The scored attempt at the same scenario that came before this one."""
    this = next((r for r in rows if r.id == attempt_id), None)
    if this is None:
        return None
    older = [
        r
        for r in rows
        if r.scenario == this.scenario
        and r.total is not None
        and r.started_at < this.started_at
        and r.id != this.id
    ]
    return max(older, key=lambda r: r.started_at, default=None)
