"""第二の意見 on the result page: beside the rules' score, with where they differ, never mixed with it."""

from __future__ import annotations

import streamlit as st

from trainer.attempt import Attempt, Outcome
from trainer.opinion import Agreement, CriterionOpinion, Opinion
from trainer.ui import usage
from trainer.ui.frame import app, me
from trainer.ui.markup import chip, draw, esc, fold, icon, text
from trainer.ui.notices import notice, words_for

_LEVEL_SIGNS = {None: "未採点", 1: "1", 2: "2", 3: "3", 4: "4"}


def section(attempt: Attempt) -> None:
    """The newest opinion, and the button that asks for one; nothing where there is neither."""
    opinions = app().opinions
    opinion = opinions.of(me(), attempt.id)
    left_unscored = attempt.ended is None or attempt.ended.outcome is Outcome.STOPPED
    if (not opinions.offered and opinion is None) or left_unscored or not attempt.operator:
        return
    with st.container(key="panel-opinion"):
        draw(
            f"<h2>{icon('rate_review')}第二の意見</h2>"
            '<p class="small muted">言語モデルが同じ通話を読んだ参考の意見です。得点には入りません。'
            "根拠は、実際に言った言葉だけを数えます。</p>"
        )
        if opinions.offered:
            _ask(attempt, again=opinion is not None)
            opinion = opinions.of(me(), attempt.id)
        if opinion:
            draw(table(opinion, app().calibration.with_people()))


def _ask(attempt: Attempt, *, again: bool) -> None:
    opinions = app().opinions
    with st.container(key="opinion-ask", horizontal=True, vertical_alignment="center"):
        label = "もう一度聞く" if again else "意見を聞く"
        asked = st.button(label, icon=":material/rate_review:", key="opinion-button")
        draw(f'<span class="small muted">{usage.at_most(opinions.estimate(me(), attempt.id))}</span>')
    if not asked:
        return
    try:
        with st.spinner("言語モデルが通話を読んでいます。一分ほどかかることがあります。"):
            opinions.ask(me(), attempt.id)
    except Exception as error:
        notice(f"{words_for(error)}\n得点と指摘は、そのまま使えます。", "attention")


def table(opinion: Opinion, agreements: list[Agreement]) -> str:
    """One fold per criterion: the model's level beside the rules', the reason, the proof."""
    counting = {a.criterion: a for a in agreements if a.counts}
    rows = "".join(_criterion(view, counting.get(view.id)) for view in opinion.criteria)
    return (
        f'{rows}<p class="small muted">モデル {esc(opinion.use.model)}、基準の版 {esc(opinion.rubric)}、'
        f"使った量: {usage.words(opinion.use)}</p>"
    )


def _criterion(view: CriterionOpinion, agreement: Agreement | None) -> str:
    trust = chip("SVと一致", "good") if agreement else chip("参考(未校正)")
    if view.level is None:
        trust = ""
    line = (
        f'<b>{esc(view.title)}</b> <span class="num">モデル {_LEVEL_SIGNS[view.level]} / '
        f"規則 {_LEVEL_SIGNS[view.rule]}</span> {_difference(view)} {trust}"
    )
    return fold(line, _body(view), kind="page")


def _difference(view: CriterionOpinion) -> str:
    if view.level is None or view.rule is None:
        return ""
    if not view.differs:
        return chip("一致")
    words = f"モデルが{abs(view.differs)}段{'高い' if view.differs > 0 else '低い'}"
    return chip(words, "attention" if abs(view.differs) > 1 else "")


def _body(view: CriterionOpinion) -> str:
    if view.level is None:
        return f'<p class="muted">{text(view.unscored)}</p>'
    quotes = "".join(
        f'<div class="quoted"><span class="muted small">{e.turn}発話目</span><q>{text(e.quote)}</q></div>'
        for e in view.evidence
    )
    checks = "".join(f"<dt>{esc(c.question)}</dt><dd>{esc(c.answer)}</dd>" for c in view.checks)
    notes = []
    if view.dropped:
        notes.append(f"記録に見つからない引用を{view.dropped}件外しました。")
    if view.claimed and view.claimed > view.level:
        notes.append(f"モデルは{view.claimed}としましたが、根拠がないため{view.level}としました。")
    note = f'<p class="small muted">{"".join(notes)}</p>' if notes else ""
    return f"<p>{text(view.reason)}</p>{quotes}<dl>{checks}</dl>{note}"
