"""Ways out of the library: files, paper, an address to pass on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import streamlit as st

from trainer import exporting, printing
from trainer.case import CaseRecord
from trainer.case_query import CasePage, CaseQuery
from trainer.ui.browser import component
from trainer.ui.case_cards import permalink
from trainer.ui.frame import app, me, seconds_east
from trainer.ui.markup import draw

MOST = 5_000
"""Cases written into one file."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cache
def _printer() -> Any:
    return component(
        "printer",
        html='<button type="button">印刷</button>',
        css=(
            "button{font:inherit;color:inherit;background:none;border:1px solid var(--st-border-color);"
            "border-radius:6px;padding:.42rem .8rem;line-height:1.4;cursor:pointer;width:100%}"
            "button:focus-visible{outline:2px solid var(--st-primary-color);outline-offset:2px}"
        ),
    )


def printer(place: str) -> None:
    """「印刷」: the page as it stands; the style sheet leaves out what is no text."""
    _printer()(key=f"printer-{place}", height="content")


def _files(place: str, name: str, found: Callable[[], Iterable[CaseRecord]]) -> None:
    """Buttons for the three tables. What is written is fetched on the click only."""
    actor, east = me(), seconds_east()

    def chosen() -> list[CaseRecord]:
        return exporting.exportable(actor, found())

    makers = {
        "CSV": (lambda: exporting.cases_csv(chosen(), east), "csv", "text/csv"),
        "XLSX": (lambda: exporting.cases_xlsx(chosen(), east), "xlsx", _XLSX),
        "JSONL": (lambda: exporting.cases_jsonl(chosen()), "jsonl", "application/x-ndjson"),
    }
    for label, (make, ending, kind) in makers.items():
        st.download_button(
            label,
            make,
            f"{name}.{ending}",
            kind,
            key=f"export-{place}-{ending}",
            icon=":material/download:",
            on_click="ignore",
            width="stretch",
        )


def result_menu(asked: CaseQuery, page: CasePage) -> None:
    """書き出す: everything that was found, not only the page that is shown."""
    search, actor = app().case_search, me()
    with st.popover("書き出す", icon=":material/download:", disabled=not page.total):
        more = f"(新しい順に{MOST:,}件まで)" if page.more else ""
        draw(
            f'<p class="small">見つかった{page.total:,}件{"以上" if page.more else ""}を書き出します{more}。'
            "伏せ字の確認が済んだ事例と、自分の事例だけが入ります。</p>"
        )
        _files("list", "事例集", lambda: search.everything(actor, asked, limit=MOST))
        printer("list")


def single_menu(record: CaseRecord) -> None:
    """渡す: one case on paper, as a file, as an address."""
    east = seconds_east()
    with st.popover("渡す・印刷", icon=":material/ios_share:"):
        draw('<p class="small muted">この事例のアドレス</p>')
        origin = (st.context.url or "").split("/case")[0]
        st.code(f"{origin}{permalink(record.id)}", language=None)
        printer("case")
        st.download_button(
            "PDF",
            lambda: printing.case_pdf(record, east),
            f"事例_{record.id}.pdf",
            "application/pdf",
            key="export-pdf",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
            width="stretch",
        )
        _files("case", f"事例_{record.id}", lambda: [record])
