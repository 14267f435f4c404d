"""引き継ぎ: the dialog, and the memo beside the talk that is its draft. Every field is saved while
it is typed, so that neither closing the dialog nor a reload loses a word."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from trainer.escalation import DIRECTION_LABELS, NOTE_LABELS, Direction, Escalate, HandoverNote
from trainer.scenario import Scenario
from trainer.ui import talk
from trainer.ui.markup import draw
from trainer.ui.notices import notice

MEMO = ("facts", "wish", "feelings", "handled")
"""The fields of the note that fill up while the customer talks."""

_USUAL = {
    Direction.VERTICAL: ("責任者", "センター長", "専任担当"),
    Direction.HORIZONTAL: ("技術サポート", "請求・経理", "配送・修理"),
}


def teams(scenarios: Mapping[str, Scenario], direction: Direction) -> list[str]:
    """Whom a call can be handed to: the usual ones and those of all scenarios, so that the list
    does not give the answer away."""
    named = (
        s.escalation.to[0]
        for s in scenarios.values()
        if s.escalation.direction is direction and s.escalation.to
    )
    return sorted({*_USUAL[direction], *named})


def _saved(widget: str, name: str) -> None:
    talk.keep_draft(name, str(st.session_state.get(widget) or ""))
    # Memo and note show the same draft. The other one takes a new key, and so the new words, when
    # it is next drawn; its old widget must not be written to: the browser still has its old value.
    other = "memo" if widget.startswith("note") else "note"
    st.session_state[_round(other)] = st.session_state.get(_round(other), 0) + 1


def _round(kind: str) -> str:
    return f"{kind} round"


def _area(kind: str, name: str, label: str, height: int) -> str:
    widget = f"{kind}-{talk.current().id}-{st.session_state.get(_round(kind), 0)}-{name}"
    if widget not in st.session_state:
        st.session_state[widget] = talk.current().drafts.get(name, "")
    words = st.text_area(label, key=widget, height=height, on_change=_saved, args=(widget, name))
    return str(words or "")


@st.fragment(key="memo")
def memo() -> None:
    """The memo: four fields of the note."""
    with st.container(key="draft-memo"):
        for name in MEMO:
            _area("memo", f"note.{name}", NOTE_LABELS[name], 76)


@st.dialog("引き継ぐ", width="large", icon=":material/phone_forwarded:")
def dialog(scenarios: Mapping[str, Scenario]) -> None:
    """Direction, team, reason, words to the customer, and the eight fields of the note."""
    screen = talk.current()
    with st.container(key="draft-note", gap="small"):
        left, right = st.columns(2, gap="medium")
        with left:
            direction = _direction()
            team = _team(direction, teams(scenarios, direction)) if direction else ""
        with right:
            reason = _area("note", "esc.reason", "理由", 72)
            words = _area("note", "esc.words", "お客様への一言", 96)
        draw("<h4>引き継ぎ票</h4>")
        note = _note_fields()
    draw(
        '<p class="small muted">入力した内容は自動で下書きに残ります。'
        "閉じても、再読み込みしても消えません。</p>"
    )
    if st.button("引き継ぐ", type="primary", key="escalate_now", icon=":material/phone_forwarded:"):
        if direction is None:
            screen.problem = "方向が選ばれていません。上席へか、専門部署へかを選んでください。"
        else:
            form = Escalate(
                direction=direction, team=team, reason=reason, words=words, note=HandoverNote(**note)
            )
            if talk.escalate(form):
                st.rerun()
    if screen.problem:
        notice(screen.problem, "fault")


def _note_fields() -> dict[str, str]:
    """The eight fields in two columns, filled from the memo."""
    places = st.columns(2, gap="medium")
    half = len(NOTE_LABELS) // 2
    note = {}
    for number, (name, label) in enumerate(NOTE_LABELS.items()):
        with places[number // half]:
            note[name] = _area("note", f"note.{name}", label, 72)
    return note


def _direction() -> Direction | None:
    screen = talk.current()
    key = f"direction-{screen.id}"
    kept = screen.drafts.get("esc.direction")
    if key not in st.session_state and kept:
        st.session_state[key] = Direction(kept)
    chosen: Direction | None = st.radio(
        "方向",
        list(Direction),
        index=None,
        key=key,
        format_func=DIRECTION_LABELS.__getitem__,
        horizontal=True,
        on_change=lambda: talk.keep_draft("esc.direction", str(st.session_state[key] or "")),
    )
    return chosen


def _team(direction: Direction, options: list[str]) -> str:
    screen = talk.current()
    key = f"team-{screen.id}-{direction}"
    kept = screen.drafts.get("esc.team")
    chosen = st.selectbox(
        "引き継ぎ先",
        options,
        index=options.index(kept) if kept in options else None,
        placeholder="選んでください",
        key=key,
        filter_mode=None,
        on_change=lambda: talk.keep_draft("esc.team", str(st.session_state[key] or "")),
    )
    return chosen or ""
