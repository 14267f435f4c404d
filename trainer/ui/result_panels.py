"""The panels of a result: the curve, the dimensions, the talk with its evidence, the hidden facts."""

from __future__ import annotations

import streamlit as st

from trainer.attempt import Attempt
from trainer.errors import NotFound
from trainer.scenario import Scenario
from trainer.scorecard import Scorecard
from trainer.ui import channel_words, findings, history, mood, side_by_side, transcript, worded
from trainer.ui.frame import app, me
from trainer.ui.markup import draw, esc, icon
from trainer.ui.notices import notice


def curve(attempt: Attempt) -> None:
    """How the customer felt; with the call before it when this one was tried again from it."""
    before = None
    if attempt.started.branch_of:
        try:
            before = app().practice.attempt(me(), attempt.started.branch_of)
        except NotFound:
            notice("やり直す前の記録が見つからないため、今回の推移だけを表示します。")
    with st.container(key="panel-mood"):
        draw(f"<h2>{icon('show_chart')}気持ちの推移</h2>{mood.curve(attempt, before)}")


def dimensions(card: Scorecard, attempt: Attempt) -> None:
    """Points by dimension, beside those of the last call of this scenario."""
    with st.container(key="panel-bars"):
        draw(f"<h2>{icon('bar_chart')}観点別</h2>")
        if card.dimensions:
            last = history.before(app().practice.mine(me()), attempt.id)
            draw(side_by_side.bars(card, history.scorecard(last.id) if last else None))
        else:
            draw(f'<p class="muted">{esc(card.unscored or "採点していません")}</p>')


def talk(card: Scorecard, attempt: Attempt, scenario: Scenario) -> None:
    """What was said, with every finding at its words."""
    with st.container(key="panel-talk"):
        draw(
            f"<h2>{icon('forum')}{channel_words.words(scenario.channel).talk}記録</h2>"
            '<p class="legend small"><span class="ev good">○ よかった点</span>'
            '<span class="ev missed">△ 足りなかった点</span><span class="ev fault">× 直す点</span>'
            '<span class="muted">触れると理由と言い換えが出ます</span></p>'
            f'{worded.summary(attempt)}<div class="talk after">'
            f"{transcript.marked(attempt, findings.all_of(card), scenario.channel)}</div>"
        )


def hidden_facts(attempt: Attempt, scenario: Scenario) -> None:
    """What had to be earned, and which of it was."""
    with st.container(key="panel-hidden"):
        count, facts = findings.hidden(scenario, attempt)
        draw(
            f'<h2>{icon("visibility")}お客様の隠れた事情 <span class="num">(引き出せた {count})</span></h2>'
            f"{facts}"
        )
