"""自分の棚: what one wrote, bookmarked, put together for a meeting, threw away."""

from __future__ import annotations

import streamlit as st

from trainer.case import CaseRecord, CaseState, ReadingList
from trainer.case_query import CaseRow
from trainer.cases.access import is_supervisor
from trainer.ui import case_cards
from trainer.ui.deeds import do
from trainer.ui.frame import app, go, link, me, seconds_east
from trainer.ui.markup import draw, esc, icon
from trainer.ui.picks import picked

SHOWN = 100
"""Rows of one list shown at once."""


def _empty(words: str) -> None:
    draw(f'<div class="empty">{icon("inbox")}<p>{words}</p></div>')


def mine() -> None:
    """下書きと書いた事例: a draft opens for writing, everything else for reading."""
    rows = app().case_search.mine(me())
    if not rows:
        _empty(
            "まだ書いた事例がありません。「事例を書く」か、通話の結果の「この通話を事例にする」から始められます。"
        )
        return
    drafts = [row for row in rows if row.state is CaseState.DRAFT]
    with st.container(key="shelf-mine"):
        _rows("下書き", drafts)
        _rows("出した事例", [row for row in rows if row.state is not CaseState.DRAFT])
    if chosen := picked("shelf-mine"):
        go("write" if chosen in {row.id for row in drafts} else "case", case=chosen)


def _rows(name: str, rows: list[CaseRow]) -> None:
    if rows:
        shown = "".join(case_cards.row(row, seconds_east()) for row in rows[:SHOWN])
        more = f'<p class="small muted">ほか{len(rows) - SHOWN:,}件</p>' if len(rows) > SHOWN else ""
        draw(f"<h2>{name} {len(rows):,}件</h2><ul class='case-list'>{shown}</ul>{more}")


def bookmarks() -> None:
    found = app().discussion.bookmarks(me())
    if not found:
        _empty("しおりはまだありません。事例の「しおり」を押すと、ここに並びます。")
        return
    with st.container(key="shelf-marks"):
        draw(f'<ul class="case-list">{"".join(case_cards.line(one) for one in found[:SHOWN])}</ul>')
    if chosen := picked("shelf-marks"):
        go("case", case=chosen)


def lists() -> None:
    """読み合わせリスト: one is open; its owner and supervisors put it in order."""
    found = app().reading_lists.all(me())
    if not found:
        _empty(
            "読み合わせリストはまだありません。事例の「リストに追加」から、勉強会で読む事例を集められます。"
        )
        return
    names = {one.id: f"{one.title}({len(one.cases)}件、{one.owner_name})" for one in found}
    chosen = st.selectbox(
        "リスト", list(names), format_func=lambda i: names.get(i, ""), key="shelf-list", filter_mode=None
    )
    reading, cases = app().reading_lists.read(me(), chosen)
    own = reading.owner == me().id or is_supervisor(me())
    for place, record in enumerate(cases):
        _entry(reading, place, record, len(cases), own)
    if own:
        _list_tools(reading)


def _entry(reading: ReadingList, place: int, record: CaseRecord, count: int, own: bool) -> None:
    change = app().reading_lists
    with st.container(key=f"row-read-{record.id}", horizontal=True, vertical_alignment="center"):
        draw(
            f'<div class="row"><span class="num muted">{place + 1}</span><b>{esc(record.case.title)}</b>'
            f'<span class="small muted">{esc(record.case.lesson[:60])}</span></div>'
        )
        link("case", "読む", "article", case=record.id)
        if not own:
            return
        for label, to in (("上へ", place - 1), ("下へ", place + 1)):
            st.button(
                label,
                key=f"list-{label}-{record.id}",
                disabled=not 0 <= to < count,
                on_click=lambda to=to: do(lambda: change.move(me(), reading.id, record.id, to)),
            )
        st.button(
            "外す",
            key=f"list-out-{record.id}",
            on_click=lambda: do(lambda: change.remove(me(), reading.id, record.id), "リストから外しました。"),
        )


def _list_tools(reading: ReadingList) -> None:
    change = app().reading_lists
    with st.container(key="list-tools", horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.text_input("リストの名前", reading.title, key=f"rename-{reading.id}", width=320)
        st.button(
            "名前を変える",
            key="rename",
            on_click=lambda: do(lambda: change.rename(me(), reading.id, str(name or ""))),
        )
        with st.popover("リストを消す", icon=":material/delete:"):
            draw("<p>リストだけを消します。事例は残ります。</p>")
            st.button(
                "消す",
                key="drop-list",
                type="primary",
                on_click=lambda: do(lambda: change.delete(me(), reading.id), "リストを消しました。"),
            )


def binned() -> None:
    """ごみ箱: back, or away for good after a question."""
    found = app().case_search.bin(me())
    if not found:
        _empty("ごみ箱は空です。")
        return
    for row in found[:SHOWN]:
        with st.container(key=f"row-bin-{row.id}", horizontal=True, vertical_alignment="center"):
            draw(
                f'<div class="row"><b>{esc(row.title or case_cards.UNTITLED)}</b>'
                f"{case_cards.state_chip(row.state)}"
                f'<span class="small muted">{esc(row.author_name)}</span></div>'
            )
            st.button(
                "元に戻す",
                key=f"undelete-{row.id}",
                icon=":material/restore_from_trash:",
                on_click=lambda i=row.id: do(lambda: app().case_bin.undelete(me(), i), "元に戻しました。"),
            )
            with st.popover("完全に消す"):
                draw("<p>版・コメントもすべて消えます。元に戻せません。</p>")
                st.button(
                    "完全に消す",
                    key=f"erase-{row.id}",
                    type="primary",
                    on_click=lambda i=row.id: do(lambda: app().case_bin.erase(me(), i), "完全に消しました。"),
                )
