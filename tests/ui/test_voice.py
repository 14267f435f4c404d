"""Spoken calls on the pages (AppTest, no browser): what is offered, drawn, kept, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.sounding.conftest import tone
from tests.ui.looking import EXAMPLE, LINES, open_page, shown
from trainer.person import Person
from trainer.sounding import VoiceChoice
from trainer.wiring import App

CHAT = "chat-fashion-sold-out"


@pytest.fixture
def person(trainee: Person) -> Person:
    return trainee


@pytest.fixture
def opened(person: Person) -> Callable[..., AppTest]:
    """`opened("practice", attempt=…)` → the page as the person sees it."""
    return partial(open_page, person)


def components(at: AppTest) -> set[str]:
    """The names of our components on the page."""
    return {e.proto.component_name.rsplit("trainer_")[-1] for e in at.get("bidi_component")}


def choose(app: App, person: Person, **values: Any) -> None:
    app.spoken.voices.choose(person, VoiceChoice(**values))


def recorded(app: App, person: Person, *, end: bool = True) -> str:
    """A call with two utterances of which the first was spoken."""
    attempt = app.practice.start(person, EXAMPLE, seed=1)
    app.spoken.own.keep(person, attempt.id, tone(4.0))
    for number, words in enumerate(LINES):
        attempt = app.practice.say(person, attempt.id, words, key=f"k{number}", seen=len(attempt.events))
    if end:
        app.practice.end(person, attempt.id, key="end", seen=len(attempt.events))
    return attempt.id


def test_a_call_on_the_telephone_is_offered_with_voices(opened: Any, app: App, person: Person) -> None:
    at = opened("brief", scenario=EXAMPLE)
    assert at.toggle(key="hear").value and not at.toggle(key="speak").value
    at.toggle(key="speak").set_value(True).run()
    assert "音声認識が設定されていない" in shown(at) and "30日間" in shown(at)
    assert app.spoken.voices.choice(person) == VoiceChoice(microphone=True)
    at.toggle(key="hear").set_value(False).run()
    assert app.spoken.voices.choice(person) == VoiceChoice(microphone=True, customer=False)


def test_a_chat_is_offered_without(opened: Any) -> None:
    assert not [t for t in opened("brief", scenario=CHAT).toggle if t.key in ("hear", "speak")]


def test_the_player_and_a_button_at_each_line(opened: Any, app: App, person: Person) -> None:
    attempt = app.practice.start(person, EXAMPLE, seed=1)
    at = opened("practice", attempt=attempt.id)
    assert {"voice", "voicebar"} <= components(at)
    assert shown(at).count('class="again"') == 1
    at.chat_input(key="say").set_value(LINES[0]).run()
    answer = app.practice.attempt(person, attempt.id).customer[-1].text
    assert shown(at).split(answer)[1].startswith('</div><button type="button" class="again"')


@pytest.mark.parametrize("scenario", [EXAMPLE, CHAT])
def test_with_the_voice_off_or_in_a_chat_nothing_is_drawn(
    scenario: str, opened: Any, app: App, person: Person
) -> None:
    if scenario == EXAMPLE:
        choose(app, person, customer=False)
    attempt = app.practice.start(person, scenario, seed=1)
    at = opened("practice", attempt=attempt.id)
    assert not {"voice", "voicebar"} & components(at)
    assert 'class="again"' not in shown(at) and not at.chat_input(key="say").proto.accept_audio


def test_without_an_engine_it_is_told_once_and_text_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Any, app: App, person: Person
) -> None:
    monkeypatch.setattr("trainer.voice.choosing.find_spec", lambda name: None)
    st.cache_resource.clear()
    attempt = app.practice.start(person, EXAMPLE, seed=1)
    at = opened("practice", attempt=attempt.id)
    assert "音声のエンジンが見つからない" in shown(at) and attempt.customer[0].text in shown(at)
    at.chat_input(key="say").set_value(LINES[0]).run()
    assert "音声のエンジンが見つからない" not in shown(at) and LINES[0] in shown(at)
    assert "voice" not in components(at)


def test_typed_words_are_sent_with_the_microphone_on(opened: Any, app: App, person: Person) -> None:
    choose(app, person, microphone=True)
    attempt = app.practice.start(person, EXAMPLE, seed=1)
    at = opened("practice", attempt=attempt.id)
    assert at.chat_input(key="say").proto.accept_audio
    at.chat_input(key="say").set_value(LINES[0]).run()
    assert app.practice.attempt(person, attempt.id).turns == 1


def test_a_recording_that_waits_is_told_and_can_be_thrown_away(opened: Any, app: App, person: Person) -> None:
    choose(app, person, microphone=True)
    attempt = app.practice.start(person, EXAMPLE, seed=1)
    app.spoken.own.keep(person, attempt.id, tone())
    at = opened("practice", attempt=attempt.id)
    assert "録音を預かりました" in shown(at)
    at.button(key="throw-away").click().run()
    assert "録音を預かりました" not in shown(at) and not app.spoken.own.waits(person, attempt)


def test_the_result_tells_of_the_voice_as_advice(opened: Any, app: App, person: Person) -> None:
    attempt_id = recorded(app, person)
    before = app.practice.scorecard(person, attempt_id)
    at = opened("result", attempt=attempt_id)
    words = shown(at)
    for part in (
        "得点には入りません",
        "第一声",
        "話す速さ",
        "声の大きさ",
        "声の高さ",
        "話し始めまで",
        "目安の出典",
        "発話ごとの数値",
        "拍/分",
        "無音の割合",
        "語尾",
        "言いよどみ",
        "お客様が怒ったときの変わり方",
        "通話を聞き返す",
    ):
        assert part in words
    assert words.count("(文字のみ)") == 1, "the second utterance was typed"
    assert "replay" in components(at)
    assert app.practice.scorecard(person, attempt_id) == before


def test_own_recordings_are_removed_from_the_result(opened: Any, app: App, person: Person) -> None:
    at = opened("result", attempt=recorded(app, person))
    at.button(key="delete-one").click().run()
    assert "得点には入りません" not in shown(at)
    assert app.spoken.own.kept(person).count == 0


def test_with_the_voice_off_a_typed_call_has_no_such_part(opened: Any, app: App, person: Person) -> None:
    choose(app, person, customer=False)
    attempt = app.practice.start(person, EXAMPLE, seed=1)
    app.practice.end(person, attempt.id, key="end", seen=len(attempt.events))
    at = opened("result", attempt=attempt.id)
    assert "通話を聞き返す" not in shown(at) and "replay" not in components(at)


def test_the_profile_sets_the_voices_and_names_their_makers(opened: Any, app: App, person: Person) -> None:
    recorded(app, person)
    at = opened("profile")
    words = shown(at)
    assert "HTS Voice" in words and "CC BY 3.0" in words and "録音が<b" in words
    next(t for t in at.toggle if t.label == "呼び出し音を鳴らす").set_value(False)
    at.slider[0].set_value(40)
    next(b for b in at.button if b.label == "声の設定を保存する").click().run()
    assert app.spoken.voices.choice(person) == VoiceChoice(ring=False, volume=40)
    at.button(key="forget-voice").click().run()
    assert "録音はありません" in shown(at) and app.spoken.own.kept(person).count == 0


def test_the_drill_by_ear_asks_answers_and_counts(opened: Any, app: App) -> None:
    at = opened("ear")
    assert len(at.get("audio")) == 1 and "1問目" in shown(at)
    item = at.session_state["ear"].item
    assert item.text not in shown(at)
    at.button[0].click().run()
    assert "一つずつ選んでください" in shown(at)
    at.radio[0].set_value(item.persona)
    at.radio[1].set_value(next(s for s in item.sore_points if s != item.sore_point))
    at.button[0].click().run()
    words = shown(at)
    assert "タイプ 1/1 ・ つらい点 0/1" in words
    assert item.text in words and item.why in words and item.sore_point in words
    at.button(key="next").click().run()
    assert "2問目" in shown(at) and at.session_state["ear"].item != item
