"""The form over a scenario's YAML: every field replaces its one value in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
import yaml

from trainer.dialogue import CHANNEL_LABELS, SEAT_LABELS, Channel, Seat
from trainer.escalation import DIRECTION_LABELS, NEED_LABELS, TRIGGER_LABELS, Direction, Need, Trigger
from trainer.persona import PERSONA_LABELS, PersonaKind, Voice
from trainer.ui import editor
from trainer.ui.editor import Draft
from trainer.ui.markup import draw, icon, unfolded
from trainer.ui.notices import notice

Path = tuple[str, ...]

_DEFAULTS: dict[Path, Any] = {("seat",): "first", ("channel",): "phone", ("escalation", "window"): 1}
_OPTIONAL = {("harsh",), ("teaches",), ("escalation", "why"), ("escalation", "to")}
"""Fields that are taken out of the text when they are emptied."""


def form(draft: Draft) -> None:
    """All main fields; the rest (facts, lines, model call …) is written in the YAML view."""
    try:
        data = yaml.safe_load(draft.text)
    except (yaml.YAMLError, ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        notice(
            "いまの文はYAMLとして読めないため、フォームを出せません。「YAML」で上の指摘の行を直してください。"
        )
        return
    fields = _Fields(draft, data)
    with st.container(key="draft-form", gap="small"):
        _about(fields)
        _customer(fields)
        _briefing(fields)
        _handing_over(fields)
    draw(
        '<p class="small muted">事実・気がかり・解決策・言い回し・模範応対は「YAML」で書きます。'
        "フォームで変えた値は、YAMLのその行だけを書き換えます。</p>"
    )


class _Fields:
    """Draws single fields of one text."""

    def __init__(self, draft: Draft, data: dict[str, Any]) -> None:
        self.draft, self.data = draft, data

    def value(self, path: Path) -> Any:
        found: Any = self.data
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return _DEFAULTS.get(path) if found is None else found

    def widget(self, path: Path, value: Any) -> str:
        key = f"form-{'.'.join(path)}-{self.draft.id}-{self.draft.round}"
        st.session_state.setdefault(key, value)
        return key

    def text(self, path: Path, label: str, *, height: int = 0, hint: str = "") -> None:
        value = self.value(path)
        words = "" if value is None else str(value)
        # Only long texts are written over several lines, whose ends YAML makes into blanks.
        key = self.widget(path, unfolded(words) if height else words)

        def send() -> None:
            words = str(st.session_state[key] or "").strip()
            editor.changed(self.draft, path, words or (None if path in _OPTIONAL else ""))

        if height:
            st.text_area(label, key=key, height=height, max_chars=2_000, on_change=send, help=hint or None)
        else:
            st.text_input(label, key=key, max_chars=200, on_change=send, help=hint or None)

    def choice(
        self,
        path: Path,
        label: str,
        options: Sequence[Any],
        words: Callable[[Any], str],
        *,
        redraw: bool = False,
        then: Callable[[], None] | None = None,
    ) -> None:
        """One of several values; a value that is none of them shows as not chosen."""
        value = self.value(path)
        found = next((o for o in options if (o or None) == value), None)
        key = self.widget(path, found)

        def send() -> None:
            chosen = st.session_state[key]
            plain = getattr(chosen, "value", chosen)
            editor.changed(self.draft, path, None if plain in ("", None) else plain, redraw=redraw)
            if then:
                then()

        st.selectbox(
            label,
            options,
            key=key,
            format_func=words,
            on_change=send,
            index=None if found is None else 0,
            placeholder="選んでください",
            filter_mode=None,
        )

    def listed(self, path: Path, label: str, hint: str) -> None:
        """A list of words in one line, set apart by 、."""
        value = self.value(path)
        items = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        key = self.widget(path, "、".join(map(str, items)))

        def send() -> None:
            words = str(st.session_state[key] or "").replace(",", "、")
            found = [part.strip() for part in words.split("、") if part.strip()]
            editor.changed(self.draft, path, found or None)

        st.text_input(label, key=key, on_change=send, help=hint, max_chars=200)


def _head(words: str, symbol: str) -> None:
    draw(f"<h3>{icon(symbol)}{words}</h3>")


def _about(fields: _Fields) -> None:
    _head("題と場面", "title")
    fields.text(("title",), "題")
    fields.text(("summary",), "一文", hint="一覧と予習に出ます。何が起きたかを一文で。")
    one, two = st.columns([1, 2])
    with one:
        fields.text(("industry",), "業種")
    with two:
        fields.text(("company",), "会社", hint="研修生が名乗る会社名と窓口。実在のものは書きません。")
    one, two, three = st.columns(3)
    with one:
        fields.choice(("seat",), "担当", list(Seat), SEAT_LABELS.__getitem__)
    with two:
        fields.choice(
            ("channel",),
            "チャネル",
            list(Channel),
            CHANNEL_LABELS.__getitem__,
            then=lambda: _fit(fields.draft),
        )
    with three:
        fields.choice(("difficulty",), "難易度", [1, 2, 3, 4], str)


def _customer(fields: _Fields) -> None:
    _head("お客様", "account_circle")
    one, two = st.columns([1, 2])
    with one:
        fields.choice(
            ("persona",),
            "顧客タイプ",
            list(PersonaKind),
            PERSONA_LABELS.__getitem__,
            then=lambda: _fit(fields.draft),
        )
    with two:
        fitting = _fitting(fields.value(("persona",)), fields.value(("channel",)))
        fields.choice(("voice",), "声", [v.id for v in fitting], lambda i: _voice_words(fitting, i))
    fields.text(
        ("harsh",), "始める前のことわり", hint="声を荒らげる場面があるときに書きます。空なら出ません。"
    )


def _fitting(persona: Any, channel: Any) -> list[Voice]:
    voices = editor.authoring().library.voices.values()
    return [v for v in voices if v.persona == persona and v.channel == channel]


def _voice_words(voices: Sequence[Voice], voice_id: str) -> str:
    return next((v.title for v in voices if v.id == voice_id), voice_id)


def _fit(draft: Draft) -> None:
    """After another type or channel: a voice that fits both, if there is one."""
    scenario = yaml.safe_load(draft.text)
    fitting = _fitting(scenario.get("persona"), scenario.get("channel", "phone"))
    if fitting and scenario.get("voice") not in {v.id for v in fitting}:
        editor.changed(draft, ("voice",), fitting[0].id, redraw=True)
        draft.message = (f"声を、合うもの({fitting[0].title})に替えました。", "attention")
    elif not fitting:
        words = "この顧客タイプとチャネルに合う声がまだありません。どちらかを替えてください。"
        draft.message, draft.round = (words, "attention"), draft.round + 1


def _briefing(fields: _Fields) -> None:
    _head("予習に出る文", "menu_book")
    fields.text(("brief", "situation"), "状況", height=96)
    one, two = st.columns(2)
    with one:
        fields.text(("brief", "goal"), "目標", height=110)
    with two:
        fields.text(("brief", "authority"), "自分の権限", height=110)


def _handing_over(fields: _Fields) -> None:
    _head("引き継ぎ", "phone_forwarded")
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
        fields.listed(
            ("escalation", "to"), "引き継ぎ先", "「、」で区切ります。最初がいつもの引き継ぎ先です。"
        )
    _triggers(fields)
    fields.text(("escalation", "why"), "そう判断する理由", hint="結果の画面に出ます。")


def _triggers(fields: _Fields) -> None:
    path = ("escalation", "triggers")
    value = fields.value(path)
    chosen = [Trigger(v) for v in value if v in set(Trigger)] if isinstance(value, list) else []
    key = fields.widget(path, chosen)

    def send() -> None:
        picked = [trigger.value for trigger in st.session_state[key]]
        editor.changed(fields.draft, path, picked or None)

    st.multiselect(
        "きっかけ",
        list(Trigger),
        key=key,
        format_func=lambda t: f"{t.value} {TRIGGER_LABELS[t]}",
        placeholder="選んでください",
        on_change=send,
    )
