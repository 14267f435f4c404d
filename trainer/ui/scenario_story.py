"""The form on what the customer brings along: opening, facts, concerns, remedies."""

from __future__ import annotations

from typing import Any

import streamlit as st

from trainer.escalation import TRIGGER_LABELS, Trigger
from trainer.language.questions.topic_lexicon import topic_entries
from trainer.ui.fields import Fields, enum_words
from trainer.ui.records import free_id, ids, records, start
from trainer.yaml_edit import Path

NEEDS = {
    "": "順番が来れば話す",
    "asked": "聞かれたら話す",
    "heard": "受け止められてはじめて話す",
    "aside": "聞かれたら話す(助言や結果に数えない小さなこと)",
}
AUTHORITIES = {"first": "一次で決めてよい", "second": "二次(SV)が決める", "client": "委託元が決める"}
TRIGGERS = [trigger.value for trigger in Trigger]
trigger_words = enum_words(TRIGGER_LABELS, Trigger)


def facts(fields: Fields) -> None:
    """What the customer knows, with the opening before it."""
    with st.expander("第一声", icon=":material/record_voice_over:"):
        fields.wordings(("opening", "say"), "第一声")
        one, two = st.columns(2)
        with one:
            fields.many(("opening", "tells"), "話す事実", ids(fields, "facts"))
        with two:
            fields.many(("opening", "raises"), "成り立つきっかけ", TRIGGERS, trigger_words)
    items = fields.value(("facts",))
    new = {
        "事実を足す": lambda: {
            "id": free_id(items, "fact"),
            "say": "",
            "gist": [],
            "asked_by": [],
            "needs": "asked",
        }
    }
    records(fields, ("facts",), "事実", _named("say"), lambda path: _fact(fields, path), new)


def _named(words: str) -> Any:
    def label(index: int, item: Any) -> str:
        if not isinstance(item, dict):
            return f"{index + 1}."
        needs = {"asked": "(聞かれたら)", "heard": "(受け止められたら)", "aside": "(小さなこと)"}.get(
            str(item.get("needs")), ""
        )
        return f"{index + 1}. {item.get('id', '')}: {start(item.get(words))}{needs}"

    return label


def _fact(fields: Fields, path: Path) -> None:
    one, two = st.columns([1, 2])
    with one:
        fields.text((*path, "id"), "事実の id")
    with two:
        fields.choice((*path, "needs"), "いつ話すか", list(NEEDS), NEEDS.__getitem__)
    fields.wordings((*path, "say"), "お客様の言葉")
    one, two = st.columns(2)
    with one:
        fields.listed((*path, "gist"), "復唱の言葉")
    with two:
        fields.listed((*path, "asked_by"), "質問の言葉")
    fields.listed((*path, "questions"), "質問や依頼の例")
    topics = topic_entries()
    fields.many((*path, "topics"), "この事実が答えになる質問", list(topics), lambda id_: topics[id_].title)
    fields.many((*path, "raises"), "成り立つきっかけ", TRIGGERS, trigger_words)


def concerns(fields: Fields) -> None:
    """What the customer brings up of their own accord."""
    items = fields.value(("concerns",))
    new = {"気がかりを足す": lambda: {"id": free_id(items, "concern"), "say": ""}}
    records(fields, ("concerns",), "気がかり", _named("say"), lambda path: _concern(fields, path), new)


def _concern(fields: Fields, path: Path) -> None:
    one, two = st.columns([1, 2], vertical_alignment="bottom")
    with one:
        fields.text((*path, "id"), "気がかりの id")
    with two:
        fields.flag((*path, "interrupts"), "返事より先に言う")
    fields.wordings((*path, "say"), "お客様の言葉")
    one, two = st.columns(2)
    with one:
        fields.many((*path, "tells"), "話す事実", ids(fields, "facts"))
    with two:
        fields.many((*path, "raises"), "成り立つきっかけ", TRIGGERS, trigger_words)
    when = (*path, "when")
    with st.expander("言い出す条件", icon=":material/rule:", expanded=bool(fields.value(when))):
        one, two, three = st.columns(3)
        with one:
            fields.number((*when, "turn"), "何発話目から", 1, 40)
        with two:
            fields.number((*when, "anger_above"), "怒りが高いとき", 0, 100)
        with three:
            fields.number((*when, "anger_below"), "怒りが低いとき", 0, 100)
        fields.flag((*when, "unsolved"), "用件が片づいていないあいだだけ")
        one, two = st.columns(2)
        with one:
            fields.many((*when, "told"), "話したあとの事実", ids(fields, "facts"))
        with two:
            fields.many(
                (*when, "raised"), "言ったあとの気がかり・きっかけ", [*ids(fields, "concerns"), *TRIGGERS]
            )
        fields.listed((*when, "unless_said"), "応対者がまだ言っていない言葉")


def remedies(fields: Fields) -> None:
    items = fields.value(("remedies",))
    new = {"解決策を足す": lambda: {"id": free_id(items, "remedy"), "title": "新しい解決策", "offers": []}}
    records(fields, ("remedies",), "解決策", _named("title"), lambda path: _remedy(fields, path), new)


def _remedy(fields: Fields, path: Path) -> None:
    one, two = st.columns([1, 2])
    with one:
        fields.text((*path, "id"), "解決策の id")
    with two:
        fields.text((*path, "title"), "名前")
    fields.listed((*path, "offers"), "申し出の言葉")
    one, two, three = st.columns(3, vertical_alignment="bottom")
    with one:
        fields.choice((*path, "authority"), "決める人", list(AUTHORITIES), AUTHORITIES.__getitem__)
    with two:
        fields.number((*path, "accept_below"), "受け入れる怒りの上限", 0, 100)
    with three:
        fields.flag((*path, "settles"), "これで用件が済む")
    one, two = st.columns(2)
    with one:
        fields.many((*path, "after"), "先に話しておく事実", ids(fields, "facts"))
    with two:
        over = [*ids(fields, "facts"), *ids(fields, "concerns")]
        fields.many((*path, "ends"), "受け入れたら終わる事実・気がかり", over)
    fields.wordings((*path, "accept"), "受け入れる言葉", optional=True)
    one, two = st.columns(2)
    with one:
        fields.wordings((*path, "haggle"), "渋る言葉", optional=True)
    with two:
        fields.wordings((*path, "refuse"), "断る言葉", optional=True)
