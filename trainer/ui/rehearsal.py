"""試し通話: a short talk with the customer of an unsaved text, in the script's words or a model's."""

from __future__ import annotations

from typing import Any

import streamlit as st

from trainer.attempt import SCRIPT, AnyEvent, CustomerSaid
from trainer.errors import FileProblems
from trainer.escalation import TRIGGER_LABELS
from trainer.opinions.rehearsing import Rehearsal, Rehearsals
from trainer.ui import answering, channel_words, editor, mood, worded
from trainer.ui.beats import BEAT_LABELS
from trainer.ui.editor import Draft
from trainer.ui.frame import app, me
from trainer.ui.markup import chip, esc, icon, text
from trainer.ui.notices import notice, words_for
from trainer.ui.speakers import LABELS, Speaker
from trainer.ui.transcript import bubbles

_PROBLEM = "rehearsal problem"
_FAULTY_TEXT = "いまの文には直すところがあるため、始められません。指摘を見てください。"


def _deeds() -> Rehearsals:
    return Rehearsals(app().practice, app().opinions.judge)


def _key(draft: Draft) -> str:
    return f"rehearsal {draft.id}"


def _begin(draft: Draft, seed: int, speaker: Speaker) -> Rehearsal:
    """Raises FileProblems."""
    cast = editor.authoring().cast(me(), draft.text)
    running = _deeds().begin(me(), draft.text, cast, seed=seed, speaker=speaker)
    before: Rehearsal | None = st.session_state.get(_key(draft))
    if before is not None:
        _deeds().leave(before)
    st.session_state[_key(draft)] = running
    return running


def talk(draft: Draft) -> None:
    """The whole view. A text with faults in its form cannot be played."""
    running: Rehearsal | None = st.session_state.get(_key(draft))
    if running is None:
        try:
            running = _begin(draft, 0, "script")
        except FileProblems:
            notice("指摘を直すと試せます。試し通話は保存されず、記録にも残りません。")
            return
    feelings = _tools(draft, running)
    if running.text != draft.text:
        notice("文を変える前のお客様と話しています。「はじめから」で、いまの文のお客様になります。")
    problem = st.empty()
    with st.container(key="rehearsal"):
        lines = st.empty()
    used = st.empty()
    if not running.attempt.ended:
        by_model = running.attempt.started.speaker == "model"
        st.chat_input(
            "応対を入力(保存されません。モデルに送られます)" if by_model else "応対を入力(保存されません)",
            key=f"try-{draft.id}",
            on_submit=_say,
            args=(draft, running),
            # Words sent while the customer still speaks would cut the answer short.
            submit_mode="disable" if by_model else "submit",
        )
    _follow(running, feelings, lines)
    if summary := worded.summary(running.attempt):
        used.html(summary)
    if words := st.session_state.pop(_PROBLEM, ""):
        with problem:
            notice(words, "fault")


def _follow(running: Rehearsal, feelings: Any, lines: Any) -> None:
    """The talk, and a model's answer as it comes in."""

    def show(coming: str) -> None:
        feelings.html(mood.gauge(running.attempt))
        lines.html(f'<div class="talk" role="log">{_rows(running)}{coming}</div>')

    answer = _deeds().answer(running)
    if answer is None:
        show("")
        return
    show(answering.coming(answer.shown))
    answering.watch(answer, lambda shown: show(answering.coming(shown)), in_slices=False)
    try:
        _deeds().settle(running)
    except Exception as error:
        st.session_state[_PROBLEM] = words_for(error)
    if running.attempt.ended:
        st.rerun()  # without input, and with its button off
    show("")


def _tools(draft: Draft, running: Rehearsal) -> Any:
    """Who words the customer, and the buttons; returns the place of the gauge."""
    seed = running.attempt.started.seed
    speaker = running.attempt.started.speaker
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if _deeds().model:
            _speakers(draft, seed, speaker)
        st.button(
            "はじめから",
            icon=":material/replay:",
            key="try-again",
            on_click=_again,
            args=(draft, seed, speaker),
        )
        st.button(
            "言い回しを変えて",
            icon=":material/casino:",
            key="try-other",
            on_click=_again,
            args=(draft, seed + 1, speaker),
        )
        word = channel_words.words(running.cast.scenario.channel)
        st.button(
            word.end,
            icon=f":material/{word.end_symbol}:",
            key="try-end",
            on_click=_end,
            args=(running,),
            disabled=running.attempt.ended is not None,
        )
        return st.empty()


def _speakers(draft: Draft, seed: int, speaker: Speaker) -> None:
    """台本 / AI; another choice begins the talk anew."""
    key = f"try-speaker-{draft.id}"
    st.session_state[key] = speaker
    st.segmented_control(
        "お客様の言葉",
        list(LABELS),
        format_func=LABELS.__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: _again(draft, seed, st.session_state[key]),
    )


def _rows(running: Rehearsal) -> str:
    told = worded.first_stand_in(running.attempt)
    return "".join(_row(event, told, running) for event in running.attempt.events)


def _row(event: AnyEvent, told: CustomerSaid | None, running: Rehearsal) -> str:
    """One event; below what the customer says: who worded it, how they feel, what they do, and why."""
    channel = running.cast.scenario.channel
    if not isinstance(event, CustomerSaid):
        return bubbles([event], channel=channel)
    tag = worded.tag(event) if running.attempt.started.speaker == "model" else ""
    beats = "、".join(BEAT_LABELS[b] for b in (event.beats or (event.beat,)))
    causes = "、".join(mood.cause_words(c) for c in event.mood.causes)
    moved = f"{event.mood.word} {event.mood.anger:.0f}" + (f"({causes})" if causes else "")
    raised = "".join(chip(f"{t.value} {TRIGGER_LABELS[t]}", "attention") for t in event.raises)
    told_facts = f"話した事実: {esc('、'.join(event.tells))}" if event.tells else ""
    script = f"台本なら: 「{text(event.script)}」" if event.worded_by != SCRIPT else ""
    notes = [f"<b>{esc(beats)}</b> — {text(event.why)}", f"気持ち {moved}", told_facts, script]
    below = f"<span>{'<br>'.join(filter(None, notes))} {raised}</span>"
    said = bubbles([event], told, tag, channel)
    return f'{said}<div class="line aside">{icon("psychology")}{below}</div>'


def _again(draft: Draft, seed: int, speaker: Speaker) -> None:
    try:
        _begin(draft, seed, speaker)
    except FileProblems:
        st.session_state[_PROBLEM] = _FAULTY_TEXT


def _say(draft: Draft, running: Rehearsal) -> None:
    words = str(st.session_state[f"try-{draft.id}"] or "")
    try:
        _deeds().say(running, words)
    except Exception as error:
        st.session_state[_PROBLEM] = words_for(error)


def _end(running: Rehearsal) -> None:
    try:
        _deeds().end(running)
    except Exception as error:
        st.session_state[_PROBLEM] = words_for(error)
