"""The key of the language model is nowhere but in the environment, even when its server repeats it."""

from __future__ import annotations

import itertools
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from tests.llm.conftest import KEY, no_settings_of_this_machine, sdk_is_loaded
from tests.llm.talking import TalkingServer, obedient
from tests.ui.looking import EXAMPLE, LINES, open_page, shown
from trainer.person import Person
from trainer.ui import frame
from trainer.wiring import App

__all__ = ["no_settings_of_this_machine", "sdk_is_loaded"]

PASSWORD, EXTRA = "pw-in-the-address", "token-in-the-body"
VERDICT = {"checks": [], "evidence": [], "reason": "よい", "level": 2}


EVERY_OTHER = itertools.cycle((True, False))


def blabbing(body: dict[str, Any]) -> str:
    """Every other answer has the key in it, as a server might that echoes what it was sent."""
    server_knows = next(EVERY_OTHER)
    if "response_format" in body:
        return json.dumps(VERDICT | ({"reason": KEY} if server_knows else {}), ensure_ascii=False)
    if "伝える中身" not in body["messages"][-1]["content"]:
        return f"はい、{KEY}です。"
    return f"ええと、{KEY}。" if server_knows else obedient(body)


@pytest.fixture
def model(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[TalkingServer]:
    server = TalkingServer(blabbing)
    monkeypatch.setenv("OPENAI_BASE_URL", server.url.replace("http://", f"http://user:{PASSWORD}@"))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_LOG", "debug")
    monkeypatch.setenv("TRAINER_LLM_MODEL", "oshaberi-1")
    monkeypatch.setenv("TRAINER_LLM_EXTRA", json.dumps({"api_key": EXTRA}))
    st.cache_resource.clear()
    yield server
    frame.app().llm.close()
    server.close()


def test_neither_database_nor_log_nor_page_has_the_key(
    app: App, sv: Person, model: TalkingServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    practice = frame.app().practice
    attempt = practice.start(sv, EXAMPLE, seed=3, speaker="model")
    for number, words in enumerate(LINES * 2):
        attempt = practice.say(sv, attempt.id, words, key=f"k{number}", seen=len(attempt.events))
        answer = practice.answer(sv, attempt.id)
        assert answer is not None and answer.wait(20)
        attempt = practice.attempt(sv, attempt.id)
    practice.end(sv, attempt.id, key="end", seen=len(attempt.events))
    pages = []
    for page, button in (("result", "opinion-button"), ("settings", "connection-try")):
        at = open_page(sv, page, **({"attempt": attempt.id} if page == "result" else {}))
        at.button(key=button).click().run()
        assert not at.exception
        pages.append(shown(at))
    at = open_page(sv, "scenarios", open=EXAMPLE)
    at.segmented_control(key=f"view-{EXAMPLE}").set_value("試し通話").run()
    at.segmented_control(key=f"try-speaker-{EXAMPLE}").set_value("model").run()
    for words in LINES:
        at.chat_input[0].set_value(words).run()
    pages.append(shown(at))

    assert len(model.asked) >= 6 and {e.worded_by for e in attempt.customer} >= {"script"}
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert "みずき電機お客様相談センター".encode() in kept, "the database is among the files"
    assert "trainer.llm" in caplog.text
    for secret in (KEY, PASSWORD, EXTRA):
        assert secret.encode() not in kept
        assert secret not in caplog.text and secret not in "".join(pages)
