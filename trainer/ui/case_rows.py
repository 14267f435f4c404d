"""The lists of a case under work: one item is open for writing, the others stand around it as text.

As text two hundred moments cost two elements; as fields they would cost sixteen hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from trainer.case import EFFECT_LABELS, PARTY_LABELS, Case, Effect, Moment, Party, Phrase
from trainer.lengths import limits
from trainer.ui import case_story, case_writing
from trainer.ui.case_writing import NEW, Writing
from trainer.ui.markup import draw
from trainer.ui.notices import too_long
from trainer.ui.picks import anchor, picked

_EMPTY = "(まだ書いていません)"
LISTS = {"timeline": ("経過", limits(Case)["timeline"]), "phrases": ("言葉", limits(Case)["phrases"])}
_LIMITS = {"timeline": limits(Moment), "phrases": limits(Phrase)}


def timeline(here: Writing) -> None:
    """どう動いたか: add, remove and reorder moments."""

    def shown(place: int, item: Moment) -> str:
        whole = item if item.text else item.model_copy(update={"text": _EMPTY})
        return case_story.moment(whole, _tool("timeline", place, f"経過{place + 1}を直す"))

    _list(here, "timeline", "timeline", shown, _moment)
    count = len(here.case.timeline)
    if count < LISTS["timeline"][1]:
        st.button(
            "場面を足す",
            key="add-timeline",
            icon=":material/add:",
            on_click=lambda: case_writing.insert("timeline", count, NEW["timeline"]()),
        )


def phrases(here: Writing) -> None:
    """効いた言葉・こじれた言葉."""

    def shown(place: int, item: Phrase) -> str:
        whole = item if item.text else item.model_copy(update={"text": _EMPTY})
        why = f"{EFFECT_LABELS[item.effect]}。{item.why}"
        tool = _tool("phrases", place, f"言葉{place + 1}を直す")
        return case_story.phrase(whole.model_copy(update={"why": why}), tool)

    _list(here, "phrases", "said", shown, _phrase)
    count = len(here.case.phrases)
    if count >= LISTS["phrases"][1]:
        return
    with st.container(key="add-phrases", horizontal=True, gap="small"):
        for effect in Effect:
            st.button(
                f"{EFFECT_LABELS[effect]}を足す",
                key=f"add-{effect.value}",
                icon=":material/add:",
                on_click=lambda e=effect: case_writing.insert("phrases", count, NEW["phrases"](e)),
            )


def _tool(name: str, place: int, label: str) -> str:
    return anchor(f"{name}:{place}", "直す", kind="row-tool", label=label)


def pick() -> None:
    """Opens the item that was clicked in the form; called before the form is drawn."""
    name, _, place = picked("case-form").partition(":")
    if name in LISTS and place.isdigit():
        case_writing.current().open[name] = int(place)


def _list(
    here: Writing,
    name: str,
    kind: str,
    shown: Callable[[int, Any], str],
    fields: Callable[[Writing, int, Any], None],
) -> None:
    kept = case_writing.items(name)
    at = here.open.get(name, -1)
    if at >= len(kept):
        at = -1
    rows = [shown(place, item) for place, item in enumerate(kept)]
    before, after = (rows, []) if at < 0 else (rows[:at], rows[at + 1 :])
    _rows(kind, before)
    if at >= 0:
        with st.container(border=True, key=f"entry-{name}"):
            fields(here, at, kept[at])
            _place(here, name, at, len(kept))
    _rows(kind, after)
    if here.removed and here.removed[0] == name:
        st.button(
            "消したものを元に戻す",
            key=f"put-back-{name}",
            icon=":material/undo:",
            on_click=case_writing.put_back,
        )


def _rows(kind: str, rows: list[str]) -> None:
    if rows:
        list_tag = "ol" if kind == "timeline" else "ul"
        box = "" if kind == "timeline" else "said"
        draw(f'<div class="{box}"><{list_tag} class="{kind}">{"".join(rows)}</{list_tag}></div>')


def _moment(here: Writing, at: int, item: Moment) -> None:
    one, two = st.columns([1, 1])
    with one:
        who = here.key("who", at)
        st.selectbox(
            "だれ",
            list(Party),
            list(Party).index(item.who),
            format_func=PARTY_LABELS.__getitem__,
            key=who,
            filter_mode=None,
            on_change=lambda: case_writing.put("timeline", at, who=st.session_state[who]),
        )
    with two:
        _line(here, "timeline", at, "when", "いつ", item.when, "例: 3日目 10:20、5:12")
    _area(here, "timeline", at, "text", "言ったこと・したこと", item.text, 100)
    _line(
        here,
        "timeline",
        at,
        "decision",
        "分かれ目の問い(任意)",
        item.decision,
        "例: ここで引き継ぎますか",
    )


def _phrase(here: Writing, at: int, item: Phrase) -> None:
    effect = here.key("effect", at)
    st.segmented_control(
        "どちら",
        list(Effect),
        default=item.effect,
        format_func=EFFECT_LABELS.__getitem__,
        key=effect,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: case_writing.put("phrases", at, effect=st.session_state[effect]),
    )
    _area(here, "phrases", at, "text", "言葉", item.text, 76)
    _line(here, "phrases", at, "why", "なぜ", item.why, "例: 二度と同じ話をさせなかった")


def _line(here: Writing, name: str, at: int, part: str, label: str, value: str, example: str) -> None:
    key = here.key(name, at, part)
    st.text_input(
        label,
        value,
        key=key,
        placeholder=example,
        on_change=lambda: case_writing.put(name, at, **{part: str(st.session_state[key] or "").strip()}),
    )
    too_long(label, value, _LIMITS[name][part])


def _area(here: Writing, name: str, at: int, part: str, label: str, value: str, height: int) -> None:
    key = here.key(name, at, part)
    st.text_area(
        label,
        value,
        height,
        key=key,
        on_change=lambda: case_writing.put(name, at, **{part: str(st.session_state[key] or "")}),
    )
    too_long(label, value, _LIMITS[name][part])


def _place(here: Writing, name: str, at: int, count: int) -> None:
    """Where the open item stands, and away with it."""
    with st.container(key=f"tools-{name}", horizontal=True, gap="small"):
        for label, to in (("上へ", at - 1), ("下へ", at + 1)):
            st.button(
                label,
                key=f"{label}-{name}",
                icon=f":material/arrow_{'up' if to < at else 'down'}ward:",
                disabled=not 0 <= to < count,
                on_click=case_writing.move,
                args=(name, at, to),
            )
        if name == "timeline" and count < LISTS[name][1]:
            st.button(
                "この後に足す",
                key=f"after-{name}",
                icon=":material/add:",
                on_click=lambda: case_writing.insert(name, at + 1, NEW[name]()),
            )
        st.button(
            "消す",
            key=f"drop-{name}",
            icon=":material/delete:",
            on_click=case_writing.remove,
            args=(name, at),
        )
        st.button("閉じる", key=f"close-{name}", type="tertiary", on_click=case_writing.close, args=(name,))
