"""ホーム: what to go on with, what to practise next, how it went, all scenarios."""

import time

import streamlit as st

from trainer.person import Role
from trainer.recommend import suggest, week
from trainer.ui import history, own_calls, shelf, supervisor
from trainer.ui.card import chips
from trainer.ui.frame import app, link, me, seconds_east
from trainer.ui.markup import draw, esc, fold, icon

library = app().library
scenarios = library.scenarios
rows = app().practice.mine(me())
past = history.past(rows)
running = [r for r in rows if not r.outcome]
done = [r for r in rows if r.outcome]

this_week = week(past, time.time(), seconds_east())
figures = f"今週 <b class='num'>{this_week.calls}</b>回"
if this_week.listening is not None:
    then, now = this_week.listening_before, this_week.listening
    if then is None:
        figures += f" ・ 傾聴 <b class='num'>{now:.0f}</b>"
    else:
        arrow = "↑" if now - then >= 1 else "↓" if then - now >= 1 else "→"
        figures += f" ・ 傾聴 <b class='num'>{then:.0f} → {now:.0f}</b> {arrow}"
draw(f'<div class="hello"><h1>こんにちは、{esc(me().name)}さん</h1><span>{figures}</span></div>')

if me().role is Role.SUPERVISOR:
    supervisor.waiting()
left, right = st.columns([0.6, 0.4], gap="medium")
with left, st.container(key="panel-mine"):
    if running:
        draw(f"<h2>{icon('play_circle')}つづきから</h2>")
        for row in running[:3]:
            own_calls.unfinished(row, scenarios)
    draw(f"<h2>{icon('history')}最近の結果</h2>")
    if done:
        for row in own_calls.newest(done)[:5]:
            own_calls.finished(row, scenarios)
    else:
        draw('<p class="muted">まだ結果がありません。おすすめの応対から始めてみましょう。</p>')
    if rows:
        link("calls", "すべて見る", "list")
with right, st.container(key="panel-next"):
    draw(f"<h2>{icon('assistant_navigation')}次におすすめ</h2>")
    suggestion = suggest(list(scenarios.values()), past, me().seat)
    if suggestion:
        draw(
            f'<p class="next-title"><b>{esc(suggestion.scenario.title)}</b></p>'
            f'<p class="reason">理由: {esc(suggestion.reason)}</p>{chips(suggestion.scenario)}'
        )
        link("brief", "予習して始める", "arrow_forward", scenario=suggestion.scenario.id)
    else:
        draw('<p class="muted">シナリオがまだありません。scenarios フォルダーに置いてください。</p>')

with st.container(key="scenarios-head", horizontal=True, vertical_alignment="center"):
    draw(f"<h2>{icon('library_books')}シナリオ</h2>")
    link("ear", "耳で当てる(10秒の聞き取り)", "hearing")
shelf.grid(shelf.choose(list(scenarios.values())), shelf.best(rows))

if library.broken:
    items = "".join(f"<li><code>{esc(str(problem))}</code></li>" for problem in library.broken)
    files = "、".join(sorted({f"{p.file}:{p.line}" if p.line else p.file for p in library.broken}))
    draw(fold(f"読み込めないシナリオがあります({esc(files)})", f"<ul>{items}</ul>", kind="quiet"))
