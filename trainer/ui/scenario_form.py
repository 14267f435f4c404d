"""The form over a scenario's YAML, in sections; every field replaces its one value in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from trainer.dialogue import CHANNEL_LABELS, SEAT_LABELS, Channel, Seat
from trainer.persona import PERSONA_LABELS, PersonaKind, Voice
from trainer.ui import editor
from trainer.ui.editor import Draft
from trainer.ui.fields import Fields
from trainer.ui.markup import draw, icon
from trainer.ui.notices import notice
from trainer.ui.records import records, start
from trainer.ui.scenario_calls import instructor, model_call, policy
from trainer.ui.scenario_story import concerns, facts, remedies
from trainer.yaml_edit import Path, value_of

CARD = {
    "name": "氏名",
    "reading": "よみ",
    "number": "お客様番号",
    "contract": "契約",
    "since": "いつから",
    "phone": "電話番号",
    "email": "メール",
    "birthday": "生年月日",
    "address": "住所",
}


def form(draft: Draft) -> None:
    """One section at a time: only its fields are drawn."""
    data = value_of(draft.text, ())
    if not isinstance(data, dict):
        notice(
            "いまの文はYAMLとして読めないため、フォームを出せません。「YAML」で上の指摘の行を直してください。"
        )
        return
    section = st.pills(
        "フォームの欄",
        list(SECTIONS),
        default=next(iter(SECTIONS)),
        key=f"section-{draft.id}",
        required=True,
        label_visibility="collapsed",
    )
    with st.container(key="draft-form", gap="small"):
        SECTIONS[section or next(iter(SECTIONS))](Fields(draft, data))
    draw(
        '<p class="small muted">変えた値は、YAMLのその行だけを書き換えます。出番ごとの言い回し・一次の通話・'
        "準備シートの正解は「YAML」で書きます。</p>"
    )


def _head(words: str, symbol: str) -> None:
    draw(f"<h3>{icon(symbol)}{words}</h3>")


def _about(fields: Fields) -> None:
    fields.text(("title",), "題")
    fields.text(("summary",), "一文")
    one, two = st.columns([1, 2])
    with one:
        fields.text(("industry",), "業種")
    with two:
        fields.text(("company",), "会社")
    one, two, three = st.columns(3)
    with one:
        fields.choice(("seat",), "担当", list(Seat), SEAT_LABELS.__getitem__)
    with two:
        fields.choice(
            ("channel",),
            "チャネル",
            list(Channel),
            CHANNEL_LABELS.__getitem__,
            then=lambda: fit_voice(fields.draft),
        )
    with three:
        fields.choice(("difficulty",), "難易度", [1, 2, 3, 4], str)
    _caller(fields)


def _caller(fields: Fields) -> None:
    one, two, three = st.columns([1, 2, 1])
    with one:
        fields.choice(
            ("persona",),
            "顧客タイプ",
            list(PersonaKind),
            PERSONA_LABELS.__getitem__,
            then=lambda: fit_voice(fields.draft),
        )
    with two:
        fitting = _fitting(fields.value(("persona",)), fields.value(("channel",)))
        fields.choice(("voice",), "声", [v.id for v in fitting], lambda i: _voice_words(fitting, i))
    with three:
        fields.number(("start_anger",), "始まりの怒り", 0, 100)
    fields.text(("harsh",), "始める前のことわり", optional=True)
    fields.text(("client",), "委託元", optional=True)


def _fitting(persona: Any, channel: Any) -> list[Voice]:
    voices = editor.authoring().library.voices.values()
    return [v for v in voices if v.persona == persona and v.channel == channel]


def _voice_words(voices: Sequence[Voice], voice_id: str) -> str:
    return next((v.title for v in voices if v.id == voice_id), voice_id)


def fit_voice(draft: Draft) -> None:
    """After another type or channel: a voice that fits both, if there is one."""
    persona, channel, voice = (value_of(draft.text, (key,)) for key in ("persona", "channel", "voice"))
    fitting = _fitting(persona, channel or "phone")
    if fitting and voice not in {v.id for v in fitting}:
        editor.changed(draft, ("voice",), fitting[0].id, redraw=True)
        draft.message = (f"声を、合うもの({fitting[0].title})に替えました。", "attention")
    elif not fitting:
        words = "この顧客タイプとチャネルに合う声がまだありません。どちらかを替えてください。"
        draft.message, draft.round = (words, "attention"), draft.round + 1


def _desk(fields: Fields) -> None:
    """What lies before the trainee: the brief, the card, the manual."""
    _head("予習に出る文", "menu_book")
    fields.text(("brief", "situation"), "状況", height=96)
    one, two = st.columns(2)
    with one:
        fields.text(("brief", "goal"), "目標", height=110)
    with two:
        fields.text(("brief", "authority"), "自分の権限", height=110)
    _head("お客様情報", "badge")
    columns = st.columns(3)
    for number, (name, label) in enumerate(CARD.items()):
        with columns[number % 3]:
            fields.text(("card", name), label, optional=name not in ("name", "reading"))
    fields.wordings(("card", "history"), "履歴", optional=True, single=False)
    fields.text(("card", "memo"), "メモ", height=80, optional=True)
    _head("手引き", "import_contacts")
    new = {"手引きを足す": lambda: {"title": "新しい手引き", "text": ""}}
    records(fields, ("manual",), "手引き", _page_name, lambda path: _page(fields, path), new)


def _page_name(index: int, page: Any) -> str:
    return f"{index + 1}. {start(page.get('title') if isinstance(page, dict) else '')}"


def _page(fields: Fields, path: Path) -> None:
    fields.text((*path, "title"), "見出し")
    fields.text((*path, "text"), "本文", height=120)


SECTIONS: dict[str, Callable[[Fields], None]] = {
    "題と場面": _about,
    "予習と手元": _desk,
    "事実": facts,
    "気がかり": concerns,
    "解決策": remedies,
    "引き継ぎ": policy,
    "模範応対": model_call,
    "講師へ": instructor,
}
