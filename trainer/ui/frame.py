"""What every page stands on: the app, the person, the places to go to, the head line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from trainer.person import Person, Role
from trainer.settings import ROOT, Settings
from trainer.ui.markup import draw, icon
from trainer.wiring import App, build

NAME = "応対トレーニング"
_PAGES = {
    "trainee": {
        "home": "ホーム",
        "brief": "予習",
        "practice": "通話",
        "result": "結果",
        "calls": "これまでの応対",
        "rest": "休憩",
        "profile": "設定",
        "ear": "耳で当てる",
    },
    "supervisor": {
        "scenarios": "シナリオ編集",
        "coverage": "網羅",
        "settings": "接続と設定",
        "calibration": "第二の意見の校正",
    },
    "cases": {
        "library": "事例集",
        "case": "事例",
        "write": "事例を書く",
        "masking": "個人情報の確認",
        "mycases": "自分の棚",
        "review": "事例の確認",
        "importing": "事例の取り込み",
        "study": "勉強会",
        "bestcall": "いちばん良かった通話",
    },
}
"""Folder of pages/ → file and address of a page → its title."""


@st.cache_resource(show_spinner=False)
def app() -> App:
    """Built once per server process. Raises StoreUnavailable."""
    return build(Settings.from_environment())


def page(name: str) -> Any:
    """The st.Page of a name, by absolute path: see docs/decisions/0002."""
    folder = next(folder for folder, names in _PAGES.items() if name in names)
    path, default = ROOT / "pages" / folder / f"{name}.py", name == "home"
    return st.Page(path, title=_PAGES[folder][name], url_path="" if default else name, default=default)


def pages() -> list[Any]:
    return [page(name) for names in _PAGES.values() for name in names]


def go(name: str, **query: str) -> None:
    """Leaves for another page; does not return."""
    st.switch_page(page(name), query_params=query)


def link(name: str, label: str, symbol: str = "", **query: str) -> None:
    """A link to another page that keeps the session."""
    st.page_link(page(name), label=label, icon=f":material/{symbol}:" if symbol else None, query_params=query)


def back(name: str, label: str, **query: str) -> Any:
    """The way back, above a page's heading; further links may stand beside it in the container returned."""
    place = st.container(key="case-back", horizontal=True)
    with place:
        link(name, label, "arrow_back", **query)
    return place


def me() -> Person:
    """Who is signed in; pages are drawn only when somebody is."""
    person: Person = st.session_state["person"]
    return person


def seconds_east() -> int:
    """The browser's distance from UTC; Japan when it does not say."""
    offset = st.context.timezone_offset
    return 9 * 3600 if offset is None else -offset * 60


def dress() -> None:
    """Page settings and our style sheet."""
    st.set_page_config(page_title=NAME, page_icon=Path(__file__).with_name("icon.svg"), layout="wide")
    st.html(Path(__file__).with_name("style.css"))


def head(person: Person) -> None:
    """The head line of every page but the call, which needs the height."""
    with st.container(key="head", horizontal=True, vertical_alignment="center", gap="small"):
        draw(f'<div class="brand">{icon("headset_mic")}<span>{NAME}</span></div>')
        link("home", "ホーム", "home")
        link("library", "事例集", "menu_book")
        if person.role is Role.SUPERVISOR:
            link("scenarios", "シナリオ編集", "edit_note")
            link("coverage", "網羅", "grid_on")
            link("settings", "接続", "cable")
        link("profile", "設定", "person")


def title(words: str) -> None:
    """The page's heading; `words` are ours, or escaped already."""
    draw(f"<h1>{words}</h1>")
