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
    with st.container(key="draft-note", gap="small"):
        left, right = st.columns(2, gap="medium")
        with left:
            direction = _direction()
        with right:
            team = _team(direction, teams(scenarios, direction)) if direction else ""
        left, right = st.columns(2, gap="medium")
        with left:
            reason = _area("note", "esc.reason", "理由", 72)
        with right:
            words = _area("note", "esc.words", "お客様への一言", 72)
        draw("<h4>引き継ぎ票</h4>")
        note = HandoverNote(**_note_fields())
    draw(
        '<p class="small muted">入力した内容は自動で下書きに残ります。'
        "閉じても、再読み込みしても消えません。</p>"
    )
    told = st.container()
    if st.button("引き継ぐ", type="primary", key="escalate_now", icon=":material/phone_forwarded:"):
        with told:
            _hand_over(direction, team, reason, words, note)
    elif talk.current().problem:
        with told:
            notice(talk.current().problem, "fault")


def _hand_over(direction: Direction | None, team: str, reason: str, words: str, note: HandoverNote) -> None:
    """Tells above the button, where the eyes are, what is missing."""
    if direction is None:
        notice("方向が選ばれていません。上席へか、専門部署へかを選んでください。", "fault")
        return
    form = Escalate(direction=direction, team=team, reason=reason, words=words, note=note)
    blank = _blank(form)
    if team and blank and talk.asks_first("handover"):
        notice(f"{blank}が空のままです。このまま引き継ぐときは、もう一度「引き継ぐ」を押してください。")
    elif talk.escalate(form):
        st.rerun()
    else:
        notice(talk.current().problem, "fault")


def _blank(form: Escalate) -> str:
    """What was left empty that the next person, or the customer, would miss; "" when nothing was."""
    parts = {
        "理由": form.reason,
        "お客様への一言": form.words,
        "引き継ぎ票": "".join(form.note.model_dump().values()),
    }
    return "、".join(name for name, words in parts.items() if not words.strip())


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
