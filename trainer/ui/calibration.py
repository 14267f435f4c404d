"""Parts of the page 第二の意見の校正. A supervisor levels a call before seeing what the model said."""

from __future__ import annotations

import streamlit as st

from trainer.attempt import Attempt
from trainer.dialogue import Speaker
from trainer.opinion import COUNTS_FROM, LEAST_PAIRS, LEVELS, Agreement
from trainer.ui.frame import app, me
from trainer.ui.markup import chip, draw, esc, icon, text
from trainer.ui.notices import notice, words_for

_SAVED = "level saved"


def agreements() -> None:
    """Weighted kappa per criterion: the model against supervisors, and against the rules."""
    calibration = app().calibration
    by_rules = {a.criterion: a for a in calibration.with_rules()}
    rows = "".join(
        f"<tr><td>{esc(a.title)}</td><td>{_kappa(a)}</td><td>{_kappa(by_rules[a.criterion])}</td>"
        f"<td>{chip('数える', 'good', 'check') if a.counts else chip('参考')}</td></tr>"
        for a in calibration.with_people()
    )
    heads = "".join(f"<th>{head}</th>" for head in ("観点", "SVとの一致", "規則との一致", ""))
    model, version = calibration.model() or "未設定", calibration.rubric.version
    draw(
        f'<p class="muted">モデル {esc(model)}、基準の版 {esc(version)}。'
        f"二次の重みつきカッパ係数が{COUNTS_FROM:g}以上(組が{LEAST_PAIRS}以上)の観点だけを、SVと一致とみなします。</p>"
        f'<table class="criteria agreement"><tr>{heads}</tr>{rows}</table>'
    )


def _kappa(a: Agreement) -> str:
    """0.72 (24組), or why there is none."""
    if a.kappa is not None:
        value = f"{a.kappa:.2f}".replace("-0.00", "0.00")
        return f'<span class="num">{value}</span> <span class="muted small">({a.pairs}組)</span>'
    short = f"あと{LEAST_PAIRS - a.pairs}組" if a.pairs < LEAST_PAIRS else "水準が一つだけ"
    return f'<span class="muted">{a.pairs}組({short})</span>'


def question() -> None:
    """The next call without a level of this supervisor. No name, no score, not the model's view."""
    if st.session_state.pop(_SAVED, False):
        notice("水準を保存しました。", "good")
    found = app().calibration.next_question(me())
    draw(f"<h2>{icon('balance')}次の通話</h2>")
    if found is None:
        draw('<p class="muted">水準を付ける通話はありません。第二の意見が付いた通話が、ここに並びます。</p>')
        return
    criterion = app().calibration.rubric.criteria[found.criterion]
    draw(
        f"<p><b>{esc(criterion.title)}</b> {esc(criterion.about)}</p>"
        f'<div class="talk after">{_talk(found.attempt)}</div>'
    )
    level = st.radio(
        "水準",
        LEVELS,
        index=None,
        format_func=lambda n: f"{n}: {criterion.levels[n - 1]}",
        key=f"level-{found.attempt.id}-{found.criterion}",
    )
    if st.button("この水準にする", type="primary", key="level-save", disabled=level is None) and level:
        try:
            app().calibration.give(me(), found.attempt.id, found.criterion, level)
        except Exception as error:
            notice(words_for(error), "fault")
            return
        st.session_state[_SAVED] = True
        st.rerun()


def _talk(attempt: Attempt) -> str:
    """What was said, and nothing about who said it or how it was scored."""
    who = {Speaker.CUSTOMER: "客", Speaker.OPERATOR: "担当者"}
    return "".join(
        f'<div class="line {u.speaker.value}"><span class="who">{who[u.speaker]}</span>'
        f"<div>{text(u.text)}</div></div>"
        for u in attempt.transcript
    )
