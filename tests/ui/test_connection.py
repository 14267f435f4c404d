"""接続と設定: a supervisor sets up the language model in the app."""

from __future__ import annotations

import os

import pytest
import streamlit as st

from tests.llm.conftest import KEY
from tests.ui.looking import open_page, shown
from trainer.person import Person
from trainer.ui import frame
from trainer.wiring import App

OLLAMA = "http://localhost:11434/v1"


@pytest.fixture(autouse=True)
def house(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "AZURE_OPENAI_", "TRAINER_LLM_")):
            monkeypatch.delenv(name)
    st.cache_resource.clear()


def test_what_is_filled_in_is_used(sv: Person) -> None:
    at = open_page(sv, "settings")
    assert "設定されていません" in shown(at)
    at.text_input(key="connection-TRAINER_LLM_MODEL").set_value("gemma")
    at.text_input(key="connection-OPENAI_BASE_URL").set_value(OLLAMA)
    at.text_input(key="connection-key-0").set_value(KEY)
    at.number_input(key="connection-TRAINER_LLM_DAY_TOKENS").set_value(2_000_000)
    at.toggle(key="connection-TRAINER_LLM_READING").set_value(True)
    at.button(key="connection-choose").click().run()
    assert not at.exception and "設定を変えました" in shown(at) and KEY not in shown(at)
    used = frame.app().llm.settings
    assert (used.model, used.base_url, used.day_tokens, used.reading) == ("gemma", OLLAMA, 2_000_000, True)
    assert used.key.reveal() == KEY and used.total_seconds == 20.0


def test_a_wrong_address_is_told_and_what_was_typed_stays(sv: Person) -> None:
    at = open_page(sv, "settings")
    at.text_input(key="connection-TRAINER_LLM_MODEL").set_value("gemma")
    at.text_input(key="connection-OPENAI_BASE_URL").set_value("localhost")
    at.button(key="connection-choose").click().run()
    assert "http://" in shown(at) and not frame.app().llm.configured
    assert at.text_input(key="connection-OPENAI_BASE_URL").value == "localhost"


def test_what_the_environment_decides_cannot_be_changed(sv: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_LLM_MODEL", "from-outside")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    st.cache_resource.clear()
    at = open_page(sv, "settings")
    assert at.text_input(key="connection-TRAINER_LLM_MODEL").disabled
    assert (
        at.text_input(key="connection-OPENAI_BASE_URL").disabled
        and at.text_input(key="connection-key-0").disabled
    )
    assert not at.number_input(key="connection-TRAINER_LLM_DAY_YEN").disabled
    assert KEY not in shown(at)
