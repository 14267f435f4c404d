"""声 on the result page: what the voice did, as advice; the call to listen to again; one's recordings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import streamlit as st

from trainer.attempt import Attempt, CustomerSaid
from trainer.prosody import Spoken, advice_on, course_of
from trainer.sounding import Said, answered, first_voice
from trainer.ui import voice_choice
from trainer.ui.browser import component
from trainer.ui.frame import app, me
from trainer.ui.markup import draw, esc, icon, text
from trainer.ui.voice_curves import curves
from trainer.ui.voice_table import table

_MARKS = {True: ("○", "good"), False: ("△", "missed"), None: ("－", "")}
_CSS = """
.p{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .8rem;font-size:.95rem}
button,a{font:inherit;color:inherit;background:none;border:1px solid var(--st-border-color);border-radius:6px;
  padding:.35rem .8rem;line-height:1.4;cursor:pointer;white-space:nowrap;text-decoration:none}
button.go{background:var(--st-primary-color);color:#fff;border-color:transparent;min-width:7.5em}
button:focus-visible,a:focus-visible,input:focus-visible{outline:2px solid var(--st-primary-color);
  outline-offset:2px}
input{flex:1 1 10rem;min-width:8rem;accent-color:var(--st-primary-color)}
.t{font-variant-numeric:tabular-nums}
"""
_HTML = """
<div class="p"><button class="go" type="button">再生</button><input type="range" min="0" max="1" step="0.1"
value="0" aria-label="再生の位置" disabled><span class="t" role="timer">0:00</span>
<a download>WAV を保存</a><span class="s" role="status"></span></div>
"""


@cache
def _player() -> Any:
    return component("replay", html=_HTML, css=_CSS)


def section(attempt: Attempt) -> None:
    """Draws nothing for a call without any sound."""
    spoken, choice = app().spoken, voice_choice.mine()
    lines = spoken.replay.lines(me(), attempt)
    measured = spoken.own.spoken(me(), attempt)
    own = any(said.sound for said in lines if not isinstance(said.event, CustomerSaid))
    if not (measured or own or (choice.customer and any(said.sound for said in lines))):
        return
    with st.container(key="panel-voice"):
        draw(f"<h2>{icon('graphic_eq')}声</h2>")
        if measured:
            draw(_advice(measured) + curves(measured, answered(attempt)) + table(measured))
        if any(said.sound for said in lines):
            _replay(attempt, lines, line=choice.line)
        if measured or own:
            _removal(attempt, measured)


def _advice(measured: Sequence[Spoken]) -> str:
    found = advice_on(course_of(measured))
    items = "".join(
        f"<li><b>{esc(a.what)}</b>{f' <span class=muted>({a.turn}発話目)</span>' if a.turn else ''}<br>"
        f'{esc(a.how)}<br><span class="small muted">目安: {esc(a.target)} (出典: {esc(a.source)})</span></li>'
        for a in found
    )
    said = f"<ol>{items}</ol>" if found else "<p>目安から大きく外れたところはありません。</p>"
    problems = dict.fromkeys(p for s in measured for p in s.measures.problems)
    faults = "".join(f'<p class="small muted">{icon("mic_off")}{esc(p)}</p>' for p in problems)
    return (
        f'<p class="small muted">声についての助言です。得点には入りません。</p>{_first(measured)}'
        f'<div class="voice-advice">{said}</div>{faults}'
    )


def _first(measured: Sequence[Spoken]) -> str:
    checks = first_voice(measured)
    if not checks:
        return ""
    rows = "".join(
        f'<li><span class="t-{_MARKS[c.good][1]}">{_MARKS[c.good][0]}</span> {esc(c.what)} '
        f'<span class="num">{esc(c.found)}</span> <span class="small muted">目安 {esc(c.target)}</span></li>'
        for c in checks
    )
    return f'<div class="first-voice"><b>第一声</b><ul>{rows}</ul></div>'


def _replay(attempt: Attempt, lines: Sequence[Said], *, line: bool) -> None:
    draw(f"<h3>{icon('replay')}通話を聞き返す</h3>")
    key = app().spoken.customer.key(me(), attempt.id, line=line)
    _player()(key="replay", data={"call": key, "name": f"通話_{attempt.id}.wav"}, height="content")
    rows = "".join(_row(number, said) for number, said in enumerate(lines))
    draw(f'<ol class="replay-lines" tabindex="0" aria-label="通話の文字">{rows}</ol>')


def _row(number: int, said: Said) -> str:
    event = said.event
    customer = isinstance(event, CustomerSaid)
    typed = "" if said.sound else ' <span class="small muted">(文字のみ)</span>'
    return (
        f'<li class="line {"customer" if customer else "operator"}" data-line="{number}">'
        f'<span class="who">{"客" if customer else "あなた"}</span><div>{text(event.text)}{typed}</div></li>'
    )


def _removal(attempt: Attempt, measured: Sequence[Spoken]) -> None:
    """One's own recordings of this call, one by one."""
    own = app().spoken.own
    words = {e.turn: e.text for e in attempt.operator}
    with st.popover("録音を消す", icon=":material/delete:"):
        draw(
            f'<p class="small">録音を聞けるのは本人だけです。{own.days:g}日たつと消えます。'
            "消すと、その発話の声の測定も消えます。元に戻せません。</p>"
        )
        turn = st.selectbox(
            "消す録音",
            [s.turn for s in measured],
            format_func=lambda n: f"{n}: {words[n][:24]}",
            filter_mode=None,
        )
        with st.container(horizontal=True):
            if st.button("この録音を消す", key="delete-one", type="primary"):
                own.delete(me(), attempt.id, turn)
                st.rerun()
            if st.button("この通話の録音をすべて消す", key="delete-call"):
                for each in words:
                    own.delete(me(), attempt.id, each)
                st.rerun()
