"""The app over a database of its own, and the people who use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.looking import open_page
from trainer.dialogue import Seat
from trainer.person import Person, Role
from trainer.settings import Settings
from trainer.wiring import App, build


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """The app over the same database as the pages under test."""
    monkeypatch.setenv("TRAINER_DATA", str(tmp_path))
    st.cache_resource.clear()
    yield build(Settings.from_environment())
    st.cache_resource.clear()


@pytest.fixture
def trainee(app: App) -> Person:
    return app.people.welcome("佐藤", Seat.FIRST)


@pytest.fixture
def sv(app: App) -> Person:
    return app.people.change(app.people.welcome("高木", Seat.SECOND), "高木", Seat.SECOND, Role.SUPERVISOR)


@pytest.fixture
def opened(app: App) -> Callable[..., AppTest]:
    """`opened(person, "practice", attempt=…)` → the page as that person sees it."""
    return open_page
