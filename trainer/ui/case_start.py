"""The ways in for one case: a blank form, one's own call, pasted talk or mail."""

from __future__ import annotations

import secrets

import streamlit as st

from trainer import casework
from trainer.attempt import Attempt, Outcome
from trainer.errors import InvalidInput, NotFound
from trainer.importing import from_paste
from trainer.lengths import excess_of
from trainer.scenario import Scenario
from trainer.scorecard import Scorecard
from trainer.ui import channel_words
from trainer.ui.clock import moment
from trainer.ui.deeds import attempted
from trainer.ui.frame import app, go, link, me, seconds_east
from trainer.ui.history import scorecard
from trainer.ui.markup import draw, icon

MOST_PASTED = 100_000
RECENT = 20


def from_attempt_button(scenario: Scenario, attempt: Attempt, card: Scorecard) -> None:
    """この通話を事例にする. Clicked again it opens the draft that was made of the call."""
    talk = channel_words.words(scenario.channel).talk
    if st.button(f"この{talk}を事例にする", key="to-case", icon=":material/edit_square:"):
        _take_over(scenario, attempt, card)


def _take_over(scenario: Scenario, attempt: Attempt, card: Scorecard) -> None:
    case_id = f"call-{attempt.id}"
    try:
        app().case_search.read(me(), case_id)
    except NotFound:
        case = casework.from_attempt(scenario, attempt, card)
        try:
            app().cases.save_draft(me(), case, case_id=case_id, attempt=attempt.id)
        except NotFound:  # the first draft lies in the bin
            case_id = app().cases.save_draft(me(), case, attempt=attempt.id).id
    go("write", case=case_id)


def ways() -> None:
    """Where the page for writing begins when no case is named."""
    one, two, three = st.columns(3, gap="medium")
    with one, st.container(border=True, key="way-blank"):
        draw(
            f"<h2>{icon('edit_square')}新しく書く</h2><p>題名・状況・教訓だけでも出せます。10分が目安です。</p>"
        )
        if st.button("書き始める", key="begin", type="primary"):
            go("write", case=secrets.token_urlsafe(12), new="1")
    with two, st.container(border=True, key="way-call"):
        draw(f"<h2>{icon('call')}練習の通話から</h2><p>通話の記録と要所を写します。</p>")
        _calls()
    with three, st.container(border=True, key="way-file"):
        draw(f"<h2>{icon('upload_file')}表のファイルから</h2><p>CSV・XLSX・JSONLをまとめて取り込みます。</p>")
        link("importing", "取り込みへ", "arrow_forward")
    with st.container(border=True, key="way-paste"):
        _paste()


def _calls() -> None:
    done = [r for r in app().practice.mine(me()) if r.outcome and r.outcome != Outcome.STOPPED][:RECENT]
    if not done:
        draw('<p class="muted">終わった通話がまだありません。</p>')
        return
    names = {
        r.id: f"{scenario.title if (scenario := app().library.scenarios.get(r.scenario)) else r.scenario}"
        f"({moment(r.started_at, seconds_east())})"
        for r in done
    }
    chosen = st.selectbox(
        "通話", list(names), format_func=names.__getitem__, key="call-choice", filter_mode=None
    )
    if st.button("この通話を写す", key="take-call"):
        attempt = app().practice.attempt(me(), chosen)
        _take_over(app().practice.cast_of(attempt).scenario, attempt, scorecard(chosen))


def _paste() -> None:
    draw(
        f"<h2>{icon('content_paste')}書き起こし・メールを貼り付ける</h2>"
        "<p>「客: …」「応対: …」「[10:02] お客様 > …」のような行や、メールの本文をそのまま"
        "貼ると、経過に分けます。"
        "個人情報は、このあとの確認で伏せ字にします。</p>"
    )
    words = st.text_area("貼り付ける文", key="paste", height=180)
    if st.button("下書きにする", key="paste-go", icon=":material/arrow_forward:"):
        made: list[str] = []

        def deed() -> None:
            if not str(words or "").strip():
                raise InvalidInput("貼り付ける文が空です。書き起こしやメールを貼ってください。")
            if found := excess_of(str(words), MOST_PASTED):
                raise InvalidInput(f"{found.told('貼り付ける文')}分けて貼ってください。")
            made.append(app().cases.save_draft(me(), from_paste(str(words))).id)

        if attempted(deed):
            go("write", case=made[0])
        st.rerun()
