"""事例集: the search field, what narrows the search down, and the page of results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from trainer.case_query import ORDER_LABELS, CasePage, CaseQuery, FacetCount, Order
from trainer.ui import case_cards
from trainer.ui.frame import seconds_east
from trainer.ui.markup import draw, icon
from trainer.ui.markup import label as md
from trainer.ui.picks import picked

PAGE = 20
FACETS = {
    "causes": "原因",
    "personas": "顧客タイプ",
    "industries": "業種",
    "channels": "チャネル",
    "needs": "引き継ぎ",
    "tags": "タグ",
    "states": "状態",
}
SHOWN = 8
"""Values of one facet offered at a time, the most frequent first; chosen ones always."""

_TEXT, _ORDER, _PAGE, _DATES = "find-text", "find-order", "find-page", "find-dates"


def _key(facet: str) -> str:
    return f"find-{facet}"


def from_address() -> None:
    """`?q=` and `?tags=` of a link are taken over once."""
    for name, key in (("q", _TEXT), ("tags", _key("tags"))):
        if value := st.query_params.get(name, ""):
            clear()
            st.session_state[key] = value if name == "q" else [value]
            del st.query_params[name]


def clear() -> None:
    """Everything found again."""
    for key in (_TEXT, _DATES, _PAGE, *map(_key, FACETS)):
        st.session_state.pop(key, None)
    st.session_state[_TEXT] = ""


def _first_page() -> None:
    st.session_state[_PAGE] = 1


def field() -> str:
    """The search field; it is sent as it is typed (autosave.js)."""
    with st.container(key="astyped-search"):
        words = st.text_input(
            "事例を探す",
            key=_TEXT,
            placeholder="ことばで探す(例: 折り返し 約束)",
            icon=":material/search:",
            type="search",
            persist_state="session",
            on_change=_first_page,
        )
    return str(words or "")


def query(words: str) -> CaseQuery:
    """What is asked for, from the fields as they were left."""
    chosen: dict[str, Any] = {name: tuple(st.session_state.get(_key(name)) or ()) for name in FACETS}
    since, until = _dates()
    order = st.session_state.get(_ORDER) or (Order.BEST if words else Order.NEWEST)
    return CaseQuery(
        text=words,
        since=since,
        until=until,
        order=order,
        limit=PAGE,
        offset=PAGE * (int(st.session_state.get(_PAGE) or 1) - 1),
        **chosen,
    )


def _dates() -> tuple[date | None, date | None]:
    chosen: Sequence[date] = st.session_state.get(_DATES) or ()
    return (chosen[0] if chosen else None), (chosen[1] if len(chosen) > 1 else None)


def narrow(page: CasePage) -> None:
    """The facets with their counts, and the days of the last change."""
    for name, label in FACETS.items():
        _facet(name, label, page.facets.get(name, ()))
    st.date_input(
        "更新日(始め〜終わり)",
        value=[],
        key=_DATES,
        format="YYYY/MM/DD",
        persist_state="session",
        on_change=_first_page,
    )
    st.button("条件をすべて外す", key="find-clear", icon=":material/filter_alt_off:", on_click=clear)


def _facet(name: str, label: str, counts: Sequence[FacetCount]) -> None:
    chosen = [str(value) for value in st.session_state.get(_key(name)) or ()]
    labels = {c.value: f"{md(c.label)} {c.count}" for c in counts}
    options = [c.value for c in counts[:SHOWN]]
    options += [value for value in chosen if value not in options]
    if not options or (name == "states" and len(options) < 2 and not chosen):
        return
    st.pills(
        label,
        options,
        key=_key(name),
        selection_mode="multi",
        format_func=lambda value: labels.get(value, f"{md(value)} 0"),
        persist_state="session",
        on_change=_first_page,
    )


def order(page: CasePage, words: str) -> None:
    """Newest or best first; without words there is nothing to be near to."""
    if words.strip():
        st.segmented_control(
            "並び",
            list(Order),
            key=_ORDER,
            default=None if _ORDER in st.session_state else Order.BEST,
            format_func=ORDER_LABELS.__getitem__,
            required=True,
            label_visibility="collapsed",
            persist_state="session",
            on_change=_first_page,
        )


def count(page: CasePage, words: str) -> str:
    """How many there are, in words (HTML)."""
    number = f"{page.total:,}件以上" if page.more else f"{page.total:,}件"
    asked = words.strip() and st.session_state.get(_ORDER) is not Order.NEWEST
    late = "(件数が多いので新しい順です)" if asked and page.order is Order.NEWEST and page.total else ""
    note = f' <span class="small muted">{late}</span>' if late else ""
    return f'<p class="case-count" role="status"><b class="num">{number}</b>の事例{note}</p>'


def results(page: CasePage) -> str:
    """Draws the cards; the id of the one that was clicked, or ""."""
    with st.container(key="results"):
        if page.hits:
            draw("".join(case_cards.hit(found, seconds_east()) for found in page.hits))
    if not page.hits:
        _nothing()
    if page.total > PAGE:
        st.pagination(-(-page.total // PAGE), key=_PAGE, persist_state="session")
    return picked("results")


def _nothing() -> None:
    narrowed = any(st.session_state.get(key) for key in (_TEXT, _DATES, *map(_key, FACETS)))
    if narrowed:
        words = (
            "この条件に合う事例はありません。ことばを減らすか短くする、右の条件を外す、"
            "別の言い方(「返品」と「戻す」など)で探してみてください。"
        )
    else:
        words = "事例はまだありません。「事例を書く」から、最近の通話で学んだことを一つ書いてみましょう。"
    draw(f'<div class="empty">{icon("search_off")}<p>{words}</p></div>')
