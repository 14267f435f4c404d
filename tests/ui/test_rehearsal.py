"""試し通話 with a model set up: a supervisor chooses who words the customer, and nothing is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st

from tests.llm.conftest import KEY, no_settings_of_this_machine, sdk_is_loaded
from tests.llm.talking import TalkingServer
from tests.ui.looking import EXAMPLE, LINES, open_page, shown
from trainer.beat import Beat
from trainer.person import Person
from trainer.ui import frame
from trainer.ui.beats import BEAT_LABELS
from trainer.wiring import App

__all__ = ["no_settings_of_this_machine", "sdk_is_loaded"]

QUIET = "AIの応答がないため、台本の言葉で続けています"


@pytest.fixture
def model(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[TalkingServer]:
    """A model over which the pages run from now on."""
    server = TalkingServer()
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("TRAINER_LLM_MODEL", "oshaberi-1")
    monkeypatch.setenv("TRAINER_LLM_YEN_IN", "300")
    st.cache_resource.clear()
    yield server
    frame.app().llm.close()
    server.close()


def test_everything_a_customer_may_do_is_named() -> None:
    assert set(BEAT_LABELS) == set(Beat)


def open_talk(person: Person, text: str = "", scenario: str = EXAMPLE) -> Any:
    """The view, with another text of the scenario typed before."""
    at = open_page(person, "scenarios", open=scenario)
    if text:
        at.session_state["scenario drafts"][scenario].text = text
    at.segmented_control(key=f"view-{scenario}").set_value("試し通話").run()
    assert not at.exception and "notice fault" not in shown(at)
    return at


def choose(at: Any, speaker: str) -> Any:
    at.segmented_control(key=f"try-speaker-{EXAMPLE}").set_value(speaker).run()
    assert not at.exception and "notice fault" not in shown(at)
    return at


def say(at: Any, words: str) -> Any:
    at.chat_input[0].set_value(words).run()
    assert not at.exception and "notice fault" not in shown(at)
    return at


def test_without_a_model_there_is_nothing_to_choose(app: App, sv: Person) -> None:
    at = open_talk(sv)
    assert f"try-speaker-{EXAMPLE}" not in {c.key for c in at.segmented_control}
    assert "ええと、" not in shown(say(at, LINES[0]))


def test_the_model_words_what_the_script_would_have_said(app: App, sv: Person, model: TalkingServer) -> None:
    at = open_talk(sv)
    assert at.segmented_control(key=f"try-speaker-{EXAMPLE}").value == "script" and not model.asked
    words = shown(say(choose(at, "model"), LINES[0]))
    assert "ええと、" in words and "台本なら: 「" in words and '<span class="worded">AI</span>' in words
    assert "AI(oshaberi-1) 1発言" in words and "入力1,000・出力20トークン" in words and "約0.30円" in words
    assert KEY not in words and QUIET not in words
    assert app.practice.mine(sv) == []
    assert frame.app().connection.used_today(sv).tokens == 1020


def test_unsaved_words_are_what_the_model_is_told(app: App, sv: Person, model: TalkingServer) -> None:
    text = app.authoring.text_of(sv, EXAMPLE).replace("company: みずき電機", "company: あおば電機", 1)
    assert "あおば電機" in text
    say(choose(open_talk(sv, text), "model"), LINES[0])
    assert "あおば電機" in model.asked[-1]["messages"][0]["content"]
    assert app.authoring.versions(sv, EXAMPLE) == []


def test_a_dead_server_is_told_once_and_the_script_goes_on(
    app: App, sv: Person, model: TalkingServer
) -> None:
    at = choose(open_talk(sv), "model")
    model.close()
    say(at, LINES[0])
    words = shown(say(at, LINES[1]))
    assert words.count(QUIET) == 1 and "台本(接続先でサーバーが動いていません)" in words
    assert words.count('class="line operator"') == 2 and "AI 0発言" in words


def test_another_choice_begins_anew_and_again_keeps_it(app: App, sv: Person, model: TalkingServer) -> None:
    at = say(choose(open_talk(sv), "model"), LINES[0])
    at.button(key="try-other").click().run()
    assert LINES[0] not in shown(at)
    assert "ええと、" in shown(say(at, LINES[0]))
    assert LINES[0] not in shown(choose(at, "script"))
    asked = len(model.asked)
    assert "ええと、" not in shown(say(at, LINES[0])) and len(model.asked) == asked


def test_the_talk_ends_without_input(app: App, sv: Person, model: TalkingServer) -> None:
    at = say(choose(open_talk(sv), "model"), LINES[0])
    at.button(key="try-end").click().run()
    assert not at.exception and "通話終了" in shown(at) and not at.chat_input
    assert at.button(key="try-end").disabled


def test_markup_of_a_model_is_shown_as_words(app: App, sv: Person, model: TalkingServer) -> None:
    model.words = lambda body: "<img src=x onerror=alert(1)>もう、まだ届かないんです。"
    assert "<img src=x" not in shown(say(choose(open_talk(sv), "model"), LINES[0]))


@pytest.mark.parametrize(
    ("scenario", "talk"), [("chat-api-rate-limit", "チャット"), ("mail-address-leak", "メール対応")]
)
def test_nobody_telephones_in_a_chat_or_by_mail(
    app: App, sv: Person, model: TalkingServer, scenario: str, talk: str
) -> None:
    at = open_talk(sv, scenario=scenario)
    at.segmented_control(key=f"try-speaker-{scenario}").set_value("model").run()
    words = shown(say(at, "お問い合わせありがとうございます。担当の小林でございます。"))
    assert f"{talk}開始" in words and "通話開始" not in words and "終話" not in words
    assert '<span class="worded">AI</span>' in words
