"""The call page's parts: head line, talk with its tail, desk, input and buttons."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from trainer.attempt import Outcome
from trainer.dialogue import Channel
from trainer.ui import (
    answering,
    case_lookup,
    channel_words,
    clock,
    handover,
    silence,
    talk,
    voice_call,
    voice_mic,
)
from trainer.ui.browser import component
from trainer.ui.card import customer, seat
from trainer.ui.frame import app, go
from trainer.ui.markup import draw, esc, fold, icon
from trainer.ui.mood import gauge
from trainer.ui.notices import notice
from trainer.ui.talk import Screen
from trainer.ui.transcript import bubbles
from trainer.ui.worded import first_stand_in

_LINE = "応対を入力(Enterで送信、Shift+Enterで改行)"
_LETTER = "返信を入力(Enterで改行、Ctrl+Enterで送信)"
_LETTER_HEIGHT = 150
"""Pixels: some six lines."""
LINES = "role='log' aria-live='polite' class='talk'"


@cache
def _keeper() -> Any:
    return component("keeper")


def narrow_desk(screen: Screen) -> None:
    """The card above the talk, folded: only small screens show it."""
    body = f'<div class="desk">{customer(screen.cast.scenario.card)}</div>'
    draw(f'<div class="narrow-only">{fold("お客様の情報", body)}</div>')


def side(screen: Screen) -> None:
    """Beside the talk: manual and similar cases, card, memo."""
    with st.container(key="side"):
        case_lookup.lookup()
        draw(f'<div class="wide-only">{seat(screen.cast.scenario)}</div>')
        if not screen.attempt.ended:
            with st.expander("メモ(引き継ぎ票の下書き)", icon=":material/edit_note:"):
                handover.memo()


def lines(screen: Screen) -> None:
    """The talk so far as one block; what follows is the tail's."""
    draw(_lines(screen, 0, screen.drawn))


def _lines(screen: Screen, start: int, end: int, more: str = "") -> str:
    attempt = screen.attempt
    rows = bubbles(
        attempt.events[start:end], first_stand_in(attempt), voice_call.beside(screen), screen.channel
    )
    return f'<div {LINES} data-turns="{attempt.turns}"{more}>{rows}</div>'


def _tail_lines(screen: Screen, end: int) -> str:
    """The lines since the last full run. They carry what the page's scripts go by: a component in the tail
    would be sent, with its code, at every turn."""
    state = {"talk": _state(screen), "voice": voice_call.state(screen.attempt)}
    return _lines(screen, screen.drawn, end, f' data-call="{esc(json.dumps(state))}"')


def _state(screen: Screen) -> dict[str, Any]:
    """For keeper.js: what the server has, and what it gives back."""
    attempt = screen.attempt
    return {
        "attempt": attempt.id,
        "turns": attempt.turns,
        "sent": screen.sent,
        "returned": screen.returned,
        "ended": attempt.ended is not None,
    }


def _feelings(screen: Screen) -> str:
    attempt = screen.attempt
    if attempt.started.exam and not attempt.ended:
        return '<span class="muted small">試験中(気持ちは結果で見られます)</span>'
    return gauge(attempt)


@st.fragment(key=talk.TALK)
def tail(gauge_place: Any, tail_place: Any) -> None:
    """What happened since the last full run: the only part that a turn draws again."""
    screen = talk.current()
    silence.noticed(screen)
    voice_mic.listen(screen)
    if screen.attempt.started.speaker == "model":
        _worded_tail(screen, gauge_place, tail_place)
    else:
        _scripted_tail(screen, gauge_place, tail_place)
    voice_call.tell(screen)


def _scripted_tail(screen: Screen, gauge_place: Any, tail_place: Any) -> None:
    gauge_place.html(_feelings(screen))
    tail_place.html(_tail_lines(screen, len(screen.attempt.events)))
    if screen.problem:
        with tail_place:
            notice(screen.problem, "fault")


def _worded_tail(screen: Screen, gauge_place: Any, tail_place: Any) -> None:
    """The same while a model may still be wording the answer: the customer's newest words have a place
    of their own, which alone is drawn again while they come in."""
    feelings = gauge_place.empty()
    still, newest, problem = tail_place.empty(), tail_place.empty(), tail_place.empty()

    def wrap(line: str) -> str:
        return f"<div {LINES}>{line}</div>"

    def draw_all(coming: str) -> None:
        feelings.html(_feelings(screen))
        end, said = answering.split(screen)
        still.html(_tail_lines(screen, end))
        newest.html(_lines(screen, end, len(screen.attempt.events)) if said else wrap(coming))
        if screen.problem:
            with problem:
                notice(screen.problem, "fault")

    answer = answering.begun(screen) if screen.attempt.awaits_customer else None
    draw_all(answering.coming(answer.shown) if answer else "")
    if answer is None and screen.attempt.awaits_customer and not screen.problem:
        talk.look_again(screen)  # it has come while this page was drawn
        draw_all("")
    if answer is not None:
        answering.follow(screen, answer, newest, wrap)
        if screen.attempt.ended:
            st.rerun()
        draw_all("")


def scripts(screen: Screen) -> None:
    """What runs in the browser all through the call: it reads the tail's state whenever that is drawn."""
    _keeper()(key="keeper", data={"attempt": screen.id, "letter": _letter(screen)}, height="content")
    voice_call.player(screen)
    if not screen.attempt.ended:
        silence.watch(screen)


def controls(screen: Screen) -> None:
    """Input and buttons at the foot of the page."""
    with st.bottom, st.container(key="controls"):
        _input(screen)
        with st.container(key="buttons", horizontal=True, gap="small"):
            _buttons(screen)
            voice_call.bar(screen)


def _letter(screen: Screen) -> bool:
    """Whether whole letters are written, in which Enter begins a new line."""
    return screen.channel is Channel.EMAIL


def _input(screen: Screen) -> None:
    held = screen.attempt.on_hold is not None
    invitation = voice_mic.INVITATION if voice_mic.on(screen) else _LETTER if _letter(screen) else _LINE
    more = {"on_submit": talk.say, **voice_mic.options(screen)}
    st.chat_input(
        channel_words.words(screen.channel).held if held else invitation,
        key=talk.INPUT,
        disabled=held,
        height=_LETTER_HEIGHT if _letter(screen) else "content",
        # Words sent while the customer still speaks would cut the answer short.
        submit_mode="disable" if screen.attempt.started.speaker == "model" else "submit",
        **more,
    )


def _buttons(screen: Screen) -> None:
    word, held = channel_words.words(screen.channel), screen.attempt.on_hold is not None
    if held:
        symbol = ":material/play_arrow:"
        clock.hold_timer(word.holding, screen.attempt, time.time())
        st.button(word.resume, key="resume", icon=symbol, type="primary", on_click=talk.resume)
    elif word.hold:
        st.button(word.hold, key="hold", icon=":material/pause:", on_click=talk.hold)
    if st.button("引き継ぐ", key="handover", icon=":material/phone_forwarded:", disabled=held):
        screen.problem = screen.asked = ""
        talk.wait_no_longer()
        handover.dialog(app().library.scenarios)
    if st.button(word.end, key="end", icon=f":material/{word.end_symbol}:", disabled=held):
        talk.wait_no_longer()
        _confirm_end(word)
    if not screen.attempt.started.exam:
        st.button("ヒント", key="hint", icon=":material/lightbulb:", on_click=talk.take_hint)
    if st.button("中断", key="stop", icon=":material/self_improvement:", type="tertiary"):
        talk.wait_no_longer()
        _confirm_stop()


def ended(screen: Screen) -> None:
    """In place of the controls once the call is over."""
    event = screen.attempt.ended
    assert event is not None
    word = channel_words.words(screen.channel)
    with st.bottom, st.container(key="controls"):
        draw(
            f'<div class="over" role="status">{icon(word.end_symbol)}<b>{word.talk}は終わりました</b>'
            f'<span class="muted">{esc(word.outcome(event.outcome))}</span></div>'
        )
        with st.container(key="buttons", horizontal=True, gap="small"):
            if event.outcome is Outcome.STOPPED:
                if st.button("休憩へ", key="to_rest", type="primary", icon=":material/self_improvement:"):
                    go("rest", attempt=screen.id)
            elif st.button("結果を見る", key="to_result", type="primary", icon=":material/analytics:"):
                go("result", attempt=screen.id)


def _confirm_end(word: channel_words.ChannelWords) -> None:
    @st.dialog(f"{word.confirm}前に", icon=f":material/{word.end_symbol}:")
    def ask() -> None:
        draw(f"<p>{word.last}</p>")
        _ask(word.confirm, talk.end)

    ask()


@st.dialog("中断しますか", icon=":material/self_improvement:")
def _confirm_stop() -> None:
    draw("<p>この応対は採点されず、減点もありません。つらいときは、いつでも離れてかまいません。</p>")
    _ask("中断する", talk.stop, "rest")


def _ask(label: str, deed: Callable[[], bool], then: str = "") -> None:
    with st.container(horizontal=True):
        if st.button(label, type="primary", key="yes"):
            if deed():
                if then:
                    go(then, attempt=talk.current().id)
                st.rerun()
            notice(talk.current().problem, "fault")
        if st.button("戻る", key="no"):
            st.rerun()
