"""The head of a result: total, what call it was, and what can be done with it now."""

from __future__ import annotations

import streamlit as st

from trainer.attempt import Attempt
from trainer.scenario import Scenario
from trainer.scorecard import Scorecard
from trainer.ui import case_start, channel_words, findings, result_exits
from trainer.ui.clock import duration, moment, talk_seconds
from trainer.ui.frame import app, go, link, me, seconds_east
from trainer.ui.markup import draw, esc


def head(card: Scorecard, attempt: Attempt, scenario: Scenario) -> None:
    with st.container(key="result-head", horizontal=True, vertical_alignment="center"):
        draw(findings.headline(card))
        draw(
            f'<div><b>{esc(scenario.title)}</b><br><span class="small muted">{_facts(attempt, scenario)}'
            "</span></div>"
        )
        with st.container(
            key="again",
            horizontal=True,
            horizontal_alignment="right",
            vertical_alignment="center",
            width="content",
        ):
            if scenario.id in app().library.scenarios:
                link("brief", "もう一度", "replay", scenario=scenario.id)
            if attempt.operator:
                with st.popover("この発話からやり直す", icon=":material/alt_route:"):
                    _branch_form(card, attempt)
            result_exits.buttons(card, attempt, scenario)
            if card.total is not None:
                case_start.from_attempt_button(scenario, attempt, card)


def _facts(attempt: Attempt, scenario: Scenario) -> str:
    assert attempt.ended is not None, "only an ended call has a result"
    facts = [
        channel_words.words(scenario.channel).outcome(attempt.ended.outcome),
        f"{attempt.turns}発話",
        duration(talk_seconds(attempt.events, attempt.events[-1].at)),
        *([f"ヒント{attempt.hints}回"] if attempt.hints else []),
        *([f"手元の参照{len(attempt.looked_up)}回"] if attempt.looked_up else []),
        *(["試験"] if attempt.started.exam else []),
        moment(attempt.started.at, seconds_east()),
    ]
    return " ・ ".join(facts)


def _branch_form(card: Scorecard, attempt: Attempt) -> None:
    """Which of one's own turns to try again; the first that the sheet finds fault with is proposed."""
    turns = {e.turn: e.text for e in attempt.operator}
    due = next((f.turn for f in card.changes if f.turn), attempt.operator[0].turn)
    turn = st.selectbox(
        "やり直す発話",
        list(turns),
        index=list(turns).index(due) if due in turns else 0,
        format_func=lambda n: f"{n}: {turns[n][:30]}",
        filter_mode=None,
    )
    draw('<p class="small muted">その直前までを引き継いだ新しい応対になります。この結果は残ります。</p>')
    if st.button("ここからやり直す", type="primary", key="branch"):
        go("practice", attempt=app().practice.branch(me(), attempt.id, turn).id)
