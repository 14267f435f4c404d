"""言い換えの例 on the result page: two other wordings for one utterance, marked as machine-made."""

from __future__ import annotations

from typing import Any

import streamlit as st

from trainer.attempt import Attempt
from trainer.opinions.model_answers import Rewordings
from trainer.scorecard import Scorecard
from trainer.ui import usage
from trainer.ui.frame import app, me
from trainer.ui.markup import chip, draw, icon, text
from trainer.ui.notices import notice, words_for

_KEPT = "model answers"


def section(attempt: Attempt, card: Scorecard) -> None:
    """Choose an utterance, ask, see; nothing where no model is set up."""
    answers = app().model_answers
    if not answers.offered or not attempt.operator or card.total is None:
        return
    words = {e.turn: e.text for e in attempt.operator}
    due = next((f.turn for f in card.changes if f.turn in words), attempt.operator[0].turn)
    with st.container(key="panel-answers"):
        draw(f"<h2>{icon('edit_note')}別の言い方</h2>")
        turn = st.selectbox(
            "言い換える発話",
            list(words),
            index=list(words).index(due) if due in words else 0,
            format_func=lambda n: f"{n}: {words[n][:40]}",
            filter_mode=None,
            key="answers-turn",
        )
        with st.container(key="answers-ask", horizontal=True, vertical_alignment="center"):
            asked = st.button("二つの言い換えを見る", icon=":material/edit_note:", key="answers-button")
            estimate = answers.estimate(me(), attempt.id, turn)
            missing = answers.missing(me(), attempt.id, turn)
            draw(f'<span class="small muted">入れる応対: {missing} ・ {usage.at_most(estimate)}</span>')
        kept: dict[Any, Rewordings] = st.session_state.setdefault(_KEPT, {})
        if asked:
            try:
                with st.spinner("言い換えを作り、規則で確かめています。"):
                    kept[(attempt.id, turn)] = answers.ask(me(), attempt.id, turn)
            except Exception as error:
                notice(words_for(error), "attention")
        if (attempt.id, turn) in kept:
            draw(shown(kept[(attempt.id, turn)]))


def shown(found: Rewordings) -> str:
    """The wordings that passed, or that there is none."""
    cost = f'<p class="small muted">使った量: {usage.words(found.use)}</p>'
    if not found.wordings:
        return (
            f"<p>使える言い換えができませんでした。足りないのは「{text(found.missing)}」です。"
            f"指摘の言い換え例と、模範応対を見てください。</p>{cost}"
        )
    items = "".join(f"<li>{text(words)}</li>" for words in found.wordings)
    sign = chip("AIが作った言い換え", "attention", "smart_toy")
    return (
        f"<p>{sign} 「{text(found.missing)}」を含み、言葉遣いの指摘がないことを規則で確かめました。"
        f"事実に合うかは、ご自分で確かめてください。</p><ul>{items}</ul>{cost}"
    )
