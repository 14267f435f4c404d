"""The form on handing over and on what is right: policy, model call, notes for the instructor."""

from __future__ import annotations

from typing import Any

import streamlit as st

from trainer.escalation import DIRECTION_LABELS, NEED_LABELS, NOTE_LABELS, Direction, Need
from trainer.ui.fields import Fields
from trainer.ui.markup import draw
from trainer.ui.records import records, start
from trainer.ui.scenario_story import TRIGGERS, trigger_words
from trainer.yaml_edit import Path

CAUSES = {"company": "会社", "customer": "お客様", "third_party": "第三者", "unknown": "不明"}
_KINDS = {
    "say": "言う",
    "hold": "保留",
    "silent": "黙る",
    "escalate": "引き継ぐ",
    "end": "終話",
    "prepare": "準備シート",
}


def policy(fields: Fields) -> None:
    one, two, three = st.columns([1, 1, 2])
    with one:
        fields.choice(("escalation", "need"), "要否", list(Need), NEED_LABELS.__getitem__)
    with two:
        fields.choice(
            ("escalation", "direction"),
            "方向",
            ["", *Direction],
            lambda d: DIRECTION_LABELS[d] if d else "なし",
        )
    with three:
        fields.listed(("escalation", "to"), "引き継ぎ先")
    one, two = st.columns([3, 1])
    with one:
        fields.many(("escalation", "triggers"), "きっかけ", TRIGGERS, trigger_words)
    with two:
        fields.number(("escalation", "window"), "適時とする発話数", 0, 5)
    fields.text(("escalation", "why"), "そう判断する理由", height=90, optional=True)
    fields.rows(("must_mention",), "引き継ぎ票に要る言葉")


def model_call(fields: Fields) -> None:
    """The exemplary call, step by step."""
    new: dict[str, Any] = {
        "言葉を足す": lambda: {"say": "応対の言葉を書いてください。"},
        "引き継ぎを足す": lambda: {
            "escalate": {
                "direction": "vertical",
                "team": "",
                "reason": "",
                "words": "",
                "note": {"facts": ""},
            }
        },
        "終話を足す": lambda: {"end": True},
    }
    draw(
        '<p class="small muted">応対者の言葉を順に書きます。「検査する」で採点され、85点以上なら合格です。'
        "「試し通話」で、お客様の返事を見ながら確かめられます。</p>"
    )
    records(
        fields,
        ("model_call",),
        "模範応対の手",
        _step_name,
        lambda path: _step(fields, path),
        new,
        last=_closes,
    )


def _closes(step: Any) -> bool:
    return isinstance(step, dict) and bool({"end", "escalate"} & set(step))


def _kind(step: Any) -> str:
    return next((kind for kind in _KINDS if isinstance(step, dict) and kind in step), "")


def _step_name(index: int, step: Any) -> str:
    kind = _kind(step)
    words = start(step[kind]) if kind == "say" else ""
    return f"{index + 1}. {_KINDS.get(kind, '?')}{f': {words}' if words else ''}"


def _step(fields: Fields, path: Path) -> None:
    kind = _kind(fields.value(path))
    if kind == "say":
        fields.text((*path, "say"), "応対者の言葉", height=180)
    elif kind == "escalate":
        form = (*path, "escalate")
        one, two = st.columns([1, 2])
        with one:
            fields.choice((*form, "direction"), "方向", list(Direction), DIRECTION_LABELS.__getitem__)
        with two:
            fields.text((*form, "team"), "引き継ぎ先")
        fields.text((*form, "reason"), "理由", height=80)
        fields.text((*form, "words"), "お客様への一言", height=120, optional=True)
        with st.expander("引き継ぎ票", icon=":material/assignment:", expanded=True):
            for name, label in NOTE_LABELS.items():
                fields.text((*form, "note", name), label, height=80, optional=True)
    else:
        draw(f'<p class="muted">「{_KINDS.get(kind, "この手")}」の中身は「YAML」で直します。</p>')


def instructor(fields: Fields) -> None:
    """What is shown after the call, and the word to the instructor."""
    fields.text(("teaches",), "講師への一言", height=110, optional=True)
    one, two = st.columns([1, 2], vertical_alignment="bottom")
    with one:
        fields.choice(("hidden", "cause"), "原因", list(CAUSES), CAUSES.__getitem__)
    with two:
        fields.flag(("fault_confirmed",), "会社の過失が確かめられている")
    fields.text(("hidden", "wish"), "本当の望み", height=80)
    fields.text(("hidden", "sore_point"), "いちばんつらい点", height=80)
