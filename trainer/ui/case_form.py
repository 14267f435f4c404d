"""The form of a case: its fields in the order in which the story is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from trainer.case import CASE_CAUSE_LABELS, FIELD_LABELS, Case, CaseCause, CaseEscalation
from trainer.dialogue import CHANNEL_LABELS, Channel
from trainer.escalation import DIRECTION_LABELS, NEED_LABELS, TIMING_LABELS, Direction, Need, Timing
from trainer.lengths import limits
from trainer.persona import PERSONA_LABELS, PersonaKind
from trainer.ui import case_rows, case_writing
from trainer.ui.case_writing import Writing
from trainer.ui.markup import draw, icon
from trainer.ui.notices import notice, too_long

_LIMITS = limits(Case)
_HANDED = limits(CaseEscalation)


def form(here: Writing) -> None:
    """All fields; each saves itself."""
    _head("どんな事例か", "label")
    _text(
        here,
        "title",
        "題名(何が起きて、何が決め手だったか)",
        "折り返しの約束が三度守られず、責任者を求められた",
    )
    one, two, three, four = st.columns(4)
    with one:
        _text(here, "industry", "業種", "通信")
    with two:
        _choice(here, "channel", "チャネル", list(Channel), CHANNEL_LABELS)
    with three:
        _choice(here, "persona", "顧客タイプ", list(PersonaKind), PERSONA_LABELS)
    with four:
        _choice(here, "cause", "原因", list(CaseCause), CASE_CAUSE_LABELS)
    _head("何が起きたか", "report")
    _area(here, "situation", "状況", 110, "いつ、何が起きて、電話の時点でどうなっていたか")
    _head("どう動いたか", "timeline")
    case_rows.timeline(here)
    _head("引き継ぎ", "phone_forwarded")
    _escalation(here)
    _head("言葉", "format_quote")
    case_rows.phrases(here)
    _head("どうなったか・次に生かすこと", "school")
    _area(here, "outcome", "結果", 80)
    _area(here, "follow_up", "その後の対応", 80)
    _area(here, "lesson", "教訓(明日から使える一言で)", 90)
    one, two = st.columns(2)
    with one:
        _tags(here)
    with two:
        _text(here, "manual", FIELD_LABELS["manual"], "折り返し連絡の手順")


def _head(words: str, symbol: str) -> None:
    draw(f"<h2>{icon(symbol)}{words}</h2>")


def _sent(key: str, send: Callable[[Any], None]) -> Callable[[], None]:
    """A callback that hands on what the widget holds."""
    return lambda: send(st.session_state[key])


def _text(here: Writing, name: str, label: str, example: str = "") -> None:
    key = here.key(name)
    st.text_input(
        label,
        getattr(here.case, name),
        key=key,
        placeholder=f"例: {example}" if example else None,
        on_change=_sent(key, lambda words: case_writing.change(**{name: str(words or "").strip()})),
    )
    too_long(FIELD_LABELS[name], getattr(here.case, name), _LIMITS[name])


def _area(here: Writing, name: str, label: str, height: int, example: str = "") -> None:
    key = here.key(name)
    st.text_area(
        label,
        getattr(here.case, name),
        height,
        key=key,
        placeholder=example or None,
        on_change=_sent(key, lambda words: case_writing.change(**{name: str(words or "")})),
    )
    too_long(FIELD_LABELS[name], getattr(here.case, name), _LIMITS[name])


def _choice(here: Writing, name: str, label: str, options: Sequence[Any], labels: Mapping[Any, str]) -> None:
    key = here.key(name)
    st.selectbox(
        label,
        options,
        options.index(getattr(here.case, name)),
        format_func=labels.__getitem__,
        key=key,
        filter_mode=None,
        on_change=_sent(key, lambda value: case_writing.change(**{name: value})),
    )


def _escalation(here: Writing) -> None:
    one, two, three, four = st.columns([1, 1, 1, 1.3])
    with one:
        _handed(here, "need", "必要だったか", list(Need), NEED_LABELS)
    with two:
        _handed(here, "direction", "方向", [None, *Direction], {None: "(なし)", **DIRECTION_LABELS})
    with three:
        _handed(here, "timing", "時機", [None, *Timing], {None: "(なし)", **TIMING_LABELS})
    with four:
        _handed_text(here, "to", "引き継ぎ先", "例: 責任者")
    _handed_text(here, "when", "いつ・どのように", "例: 三度目の電話の冒頭。お客様に言われてから")


def _put_handed(name: str, value: Any) -> None:
    handed = case_writing.current().case.escalation
    case_writing.change(escalation=handed.model_copy(update={name: value}))


def _handed(here: Writing, name: str, label: str, options: Sequence[Any], labels: Mapping[Any, str]) -> None:
    key = here.key("escalation", name)
    st.selectbox(
        label,
        options,
        options.index(getattr(here.case.escalation, name)),
        format_func=labels.__getitem__,
        key=key,
        filter_mode=None,
        on_change=_sent(key, lambda value: _put_handed(name, value)),
    )


def _handed_text(here: Writing, name: str, label: str, example: str) -> None:
    key = here.key("escalation", name)
    st.text_input(
        label,
        getattr(here.case.escalation, name),
        key=key,
        placeholder=example,
        on_change=_sent(key, lambda words: _put_handed(name, str(words or "").strip())),
    )
    too_long(label, getattr(here.case.escalation, name), _HANDED[name])


def _tags(here: Writing) -> None:
    key = here.key("tags")

    def send(words: Any) -> None:
        parts = str(words or "").replace(",", "、").replace("#", "").split("、")
        found = dict.fromkeys(part.strip() for part in parts if part.strip())
        case_writing.change(tags=tuple(found))

    st.text_input(
        "タグ(「、」区切り)",
        "、".join(here.case.tags),
        key=key,
        placeholder="例: 折り返し、約束不履行",
        on_change=_sent(key, send),
    )
    if (over := len(here.case.tags) - _LIMITS["tags"]) > 0:
        notice(
            f"「タグ」が{over}個多すぎます({_LIMITS['tags']}個まで)。書いたタグはそのまま残ります。", "fault"
        )
