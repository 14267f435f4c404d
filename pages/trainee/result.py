"""結果: what to look at first, the curve, the talk with its evidence, everything else folded."""

import streamlit as st

from trainer.ui import (
    findings,
    history,
    model_answers,
    opinion,
    preparation,
    result_head,
    result_panels,
    side_by_side,
    study_loop,
    voice_result,
)
from trainer.ui.frame import app, link, me
from trainer.ui.markup import draw, fold
from trainer.ui.notices import notice

attempt = app().practice.attempt(me(), st.query_params.get("attempt", ""))
if attempt.ended is None:
    notice("この応対はまだ終わっていません。")
    link("practice", "応対に戻る", "undo", attempt=attempt.id)
    st.stop()
card = history.scorecard(attempt.id)
scenario = app().practice.cast_of(attempt).scenario

result_head.head(card, attempt, scenario)
study_loop.after_call(scenario, attempt, card)

if card.total is None:
    notice(f"{card.unscored or '採点していません'}。記録は下に残っています。")
draw(findings.verdict(card, scenario))
if card.total is not None:
    draw(findings.first_things(card))

left, right = st.columns(2, gap="medium")
with left:
    result_panels.curve(attempt)
with right:
    result_panels.dimensions(card, attempt)

left, right = st.columns([0.64, 0.36], gap="medium")
with left:
    result_panels.talk(card, attempt, scenario)
with right:
    result_panels.hidden_facts(attempt, scenario)

voice_result.section(attempt)
model_answers.section(attempt, card)
opinion.section(attempt)
if card.dimensions:
    draw(fold(f"すべての指摘 ({len(findings.all_of(card))}件)", findings.folded(card)))
if scenario.preparation:
    draw(fold("準備シートの答え合わせ", preparation.review(scenario, attempt.prepared)))
draw(fold("模範応対と並べて見る", side_by_side.model_call(scenario, attempt)))
if card.dimensions:
    draw(fold("採点の根拠と出典", findings.grounds(card)))
