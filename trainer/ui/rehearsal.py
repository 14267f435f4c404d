"""試し通話: a short talk with the customer of an unsaved text; nothing of it is stored."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from trainer import call
from trainer.attempt import OUTCOME_LABELS, AnyEvent, Attempt, CustomerSaid, Started
from trainer.beat import Beat
from trainer.errors import FileProblems, TrainerError
from trainer.escalation import TRIGGER_LABELS
from trainer.scenario import Cast
from trainer.ui import editor, mood
from trainer.ui.editor import Draft
from trainer.ui.frame import me
from trainer.ui.markup import chip, draw, esc, icon, text
from trainer.ui.notices import notice, words_for
from trainer.ui.transcript import bubbles

BEAT_LABELS = {
    Beat.OPEN: "第一声",
    Beat.CONCERN: "気がかりを言う",
    Beat.ANSWER: "聞かれて答える",
    Beat.AGAIN: "同じことを聞かれた",
    Beat.OWN_DATA: "自分の情報を答える",
    Beat.UNKNOWN: "知らないと言う",
    Beat.OFF_TOPIC: "関係のない質問に戸惑う",
    Beat.CONFIRM: "復唱を認める",
    Beat.CORRECT: "復唱を正す",
    Beat.TOUCHED: "受け止められて和らぐ",
    Beat.NOTED: "決まり文句の共感を聞く",
    Beat.WORN: "同じ共感に飽きる",
    Beat.APOLOGY_HEARD: "お詫びを聞き入れる",
    Beat.APOLOGY_EMPTY: "何のお詫びかと問う",
    Beat.APOLOGY_ENOUGH: "お詫びより対応を求める",
    Beat.GO_ON: "話を続ける",
    Beat.VENT: "不満を吐き出す",
    Beat.PRESS: "どうするのかと迫る",
    Beat.WAITING: "次の言葉を待つ",
    Beat.HOLD_OK: "保留を承知する",
    Beat.HOLD_GRUDGING: "保留を渋る",
    Beat.HOLD_BACK: "保留から戻る",
    Beat.HOLD_ABRUPT: "ことわりのない保留",
    Beat.SILENCE: "沈黙を気にする",
    Beat.OFFER_ACCEPT: "提案を受ける",
    Beat.OFFER_HAGGLE: "提案を渋る",
    Beat.OFFER_REFUSE: "提案を断る",
    Beat.OFFER_DOUBT: "的外れな提案を疑う",
    Beat.EXPLAINED_OK: "説明に納得する",
    Beat.EXPLAINED_DOUBT: "説明を疑う",
    Beat.PROMISE_OK: "約束を受ける",
    Beat.PROMISE_WHEN: "いつまでかと問う",
    Beat.CALLBACK_OK: "折り返しを承知する",
    Beat.CALLBACK_DOUBT: "折り返しを信じない",
    Beat.REFUSED: "できないと言われた",
    Beat.CHECK_YES: "確認にうなずく",
    Beat.CHECK_NO: "まだ終わっていないと言う",
    Beat.TRANSFER_OK: "引き継ぎを承知する",
    Beat.TRANSFER_DOUBT: "引き継ぎの理由を問う",
    Beat.TRANSFER_REFUSE: "引き継ぎを拒む",
    Beat.DEMAND_SUPERIOR: "上の人を求める",
    Beat.FLARE_DENY: "否定されて怒る",
    Beat.FLARE_COLD: "冷たさに怒る",
    Beat.FLARE_BLAME: "責められて怒る",
    Beat.FLARE_CALM_DOWN: "「落ち着いて」に怒る",
    Beat.FLARE_RETELL: "話し直しに怒る",
    Beat.FLARE_HURRY: "急かされて怒る",
    Beat.FLARE_QUESTIONS: "質問攻めに怒る",
    Beat.INSULTED: "侮辱に怒る",
    Beat.CAUGHT_OUT: "食い違いを突く",
    Beat.REPEATED: "同じ言葉の繰り返しを責める",
    Beat.LIMIT_PUSHBACK: "警告に言い返す",
    Beat.LIMIT_BACKS_DOWN: "警告で引き下がる",
    Beat.MACHINE: "機械扱いに戸惑う",
    Beat.UNREADABLE: "聞き取れない",
    Beat.SMALL_TALK: "世間話",
    Beat.THANKS: "お礼",
    Beat.THREATEN: "切ると言う",
    Beat.HANG_UP: "電話を切る",
    Beat.CLOSE_CONTENT: "納得して終わる",
    Beat.CLOSE_GRUDGING: "しぶしぶ終わる",
    Beat.CLOSE_UNRESOLVED: "未解決で終わる",
}


@dataclass
class Rehearsal:
    """A running test talk: the text it was begun with, and the call so far."""

    text: str
    cast: Cast
    attempt: Attempt
    problem: str = ""


def _key(draft: Draft) -> str:
    return f"rehearsal {draft.id}"


def _begin(draft: Draft, seed: int) -> None:
    cast = editor.authoring().cast(me(), draft.text)
    started = Started(attempt="test", trainee=me().id, scenario=cast.scenario.id, seed=seed, key="0")
    st.session_state[_key(draft)] = Rehearsal(draft.text, cast, call.begin(cast, started))


def talk(draft: Draft) -> None:
    """The whole view. A text with faults in its form cannot be played."""
    running: Rehearsal | None = st.session_state.get(_key(draft))
    if running is None:
        try:
            _begin(draft, 0)
        except FileProblems:
            notice("指摘を直すと試せます。試し通話は保存されず、記録にも残りません。")
            return
        running = st.session_state[_key(draft)]
    _tools(draft, running)
    if running.text != draft.text:
        notice("文を変える前のお客様と話しています。「はじめから」で、いまの文のお客様になります。")
    if running.problem:
        notice(running.problem, "fault")
    with st.container(key="rehearsal"):
        draw(f'<div class="talk" role="log">{"".join(_row(e) for e in running.attempt.events)}</div>')
    if not running.attempt.ended:
        st.chat_input(
            "応対を入力(保存されません)",
            key=f"try-{draft.id}",
            on_submit=_say,
            args=(draft, running),
        )


def _tools(draft: Draft, running: Rehearsal) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        seed = running.attempt.started.seed
        st.button(
            "はじめから", icon=":material/replay:", key="try-again", on_click=_again, args=(draft, seed)
        )
        st.button(
            "言い回しを変えて",
            icon=":material/casino:",
            key="try-other",
            on_click=_again,
            args=(draft, seed + 1),
        )
        ended = running.attempt.ended is not None
        st.button(
            "終話",
            icon=":material/call_end:",
            key="try-end",
            on_click=_end,
            args=(running,),
            disabled=ended,
        )
        draw(mood.gauge(running.attempt))


def _row(event: AnyEvent) -> str:
    """One event; below what the customer says: how they feel, what they do, and why."""
    if not isinstance(event, CustomerSaid):
        return bubbles([event])
    beats = "、".join(BEAT_LABELS[b] for b in (event.beats or (event.beat,)))
    causes = "、".join(mood.cause_words(c) for c in event.mood.causes)
    moved = f"{event.mood.word} {event.mood.anger:.0f}" + (f"({causes})" if causes else "")
    raised = "".join(chip(f"{t.value} {TRIGGER_LABELS[t]}", "attention") for t in event.raises)
    told = f"話した事実: {esc('、'.join(event.tells))}" if event.tells else ""
    notes = [n for n in (f"<b>{esc(beats)}</b> — {text(event.why)}", f"気持ち {moved}", told) if n]
    return (
        f"{bubbles([event])}"
        f'<div class="line aside">{icon("psychology")}<span>{"<br>".join(notes)} {raised}</span></div>'
    )


def _again(draft: Draft, seed: int) -> None:
    try:
        _begin(draft, seed)
    except FileProblems:
        st.session_state[
            _key(draft)
        ].problem = "いまの文には直すところがあるため、始められません。指摘を見てください。"


def _say(draft: Draft, running: Rehearsal) -> None:
    words = str(st.session_state[f"try-{draft.id}"] or "")
    stamp = call.Stamp(0.0, str(len(running.attempt.events)))
    running.problem = ""
    try:
        after = running.attempt.plus(*call.say(running.cast, running.attempt, words, stamp))
        running.attempt = after.plus(*call.answer(running.cast, after, stamp))
    except TrainerError as error:
        running.problem = words_for(error)


def _end(running: Rehearsal) -> None:
    stamp = call.Stamp(0.0, str(len(running.attempt.events)))
    running.attempt = running.attempt.plus(*call.end(running.cast, running.attempt, stamp))
    ended = running.attempt.ended
    assert ended is not None
    running.problem = "" if ended.outcome in OUTCOME_LABELS else str(ended.outcome)
