"""結果: what to look at first, the curve, the talk with its evidence, everything else folded."""

import streamlit as st

from trainer.attempt import Outcome
from trainer.errors import NotFound
from trainer.ui import (
    case_start,
    channel_words,
    findings,
    history,
    model_answers,
    mood,
    opinion,
    preparation,
    result_exits,
    side_by_side,
    study_loop,
    transcript,
    voice_result,
    worded,
)
from trainer.ui.clock import duration, moment, talk_seconds
from trainer.ui.frame import app, go, link, me, seconds_east
from trainer.ui.markup import draw, esc, fold, icon
from trainer.ui.notices import notice

practice = app().practice
attempt = practice.attempt(me(), st.query_params.get("attempt", ""))
if attempt.ended is None:
    notice("この応対はまだ終わっていません。")
    link("practice", "応対に戻る", "undo", attempt=attempt.id)
    st.stop()
card = history.scorecard(attempt.id)
scenario = practice.cast_of(attempt).scenario
everything = findings.all_of(card)
word = channel_words.words(scenario.channel)

with st.container(key="result-head", horizontal=True, vertical_alignment="center"):
    draw(findings.headline(card))
    facts = [
        word.outcome(attempt.ended.outcome),
        f"{attempt.turns}発話",
        duration(talk_seconds(attempt.events, attempt.events[-1].at)),
        *([f"ヒント{attempt.hints}回"] if attempt.hints else []),
        *([f"手元の参照{len(attempt.looked_up)}回"] if attempt.looked_up else []),
        *(["試験"] if attempt.started.exam else []),
        moment(attempt.started.at, seconds_east()),
    ]
    draw(f'<div><b>{esc(scenario.title)}</b><br><span class="small muted">{" ・ ".join(facts)}</span></div>')
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
                due = next((f.turn for f in card.changes if f.turn), attempt.operator[0].turn)
                turns = {e.turn: e.text for e in attempt.operator}
                turn = st.selectbox(
                    "やり直す発話",
                    list(turns),
                    index=list(turns).index(due) if due in turns else 0,
                    format_func=lambda n: f"{n}: {turns[n][:30]}",
                    filter_mode=None,
                )
                draw(
                    '<p class="small muted">その直前までを引き継いだ新しい応対になります。'
                    "この結果は残ります。</p>"
                )
                if st.button("ここからやり直す", type="primary", key="branch"):
                    go("practice", attempt=practice.branch(me(), attempt.id, turn).id)
        result_exits.buttons(card, attempt, scenario, everything)
        if card.total is not None:
            case_start.from_attempt_button(scenario, attempt, card)
study_loop.after_call(scenario, attempt, card)

if attempt.ended.outcome is Outcome.STOPPED or card.total is None:
    notice(f"{card.unscored or '採点していません'}。記録は下に残っています。")
draw(findings.verdict(card, scenario))
if card.total is not None:
    draw(findings.first_things(card))

old = None
if attempt.started.branch_of:
    try:
        old = practice.attempt(me(), attempt.started.branch_of)
    except NotFound:
        notice("やり直す前の記録が見つからないため、今回の推移だけを表示します。")
left, right = st.columns(2, gap="medium")
with left, st.container(key="panel-mood"):
    draw(f"<h2>{icon('show_chart')}気持ちの推移</h2>{mood.curve(attempt, old)}")
with right, st.container(key="panel-bars"):
    row = history.before(practice.mine(me()), attempt.id)
    draw(f"<h2>{icon('bar_chart')}観点別</h2>")
    if card.dimensions:
        draw(side_by_side.bars(card, history.scorecard(row.id) if row else None))
    else:
        draw(f'<p class="muted">{esc(card.unscored or "採点していません")}</p>')

left, right = st.columns([0.64, 0.36], gap="medium")
with left, st.container(key="panel-talk"):
    draw(
        f"<h2>{icon('forum')}{word.talk}記録</h2>"
        '<p class="legend small"><span class="ev good">○ よかった点</span>'
        '<span class="ev missed">△ 足りなかった点</span><span class="ev fault">× 直す点</span>'
        '<span class="muted">触れると理由と言い換えが出ます</span></p>'
        f"{worded.summary(attempt)}"
        f'<div class="talk after">{transcript.marked(attempt, everything, scenario.channel)}</div>'
    )
with right, st.container(key="panel-hidden"):
    count, facts_html = findings.hidden(scenario, attempt)
    draw(
        f'<h2>{icon("visibility")}お客様の隠れた事情 <span class="num">(引き出せた {count})</span></h2>'
        f"{facts_html}"
    )

voice_result.section(attempt)
model_answers.section(attempt, card)
opinion.section(attempt)
if card.dimensions:
    draw(fold(f"すべての指摘 ({len(everything)}件)", findings.folded(card)))
if scenario.preparation:
    draw(fold("準備シートの答え合わせ", preparation.review(scenario, attempt.prepared)))
draw(fold("模範応対と並べて見る", side_by_side.model_call(scenario, attempt)))
if card.dimensions:
    draw(fold("採点の根拠と出典", findings.grounds(card)))
