"""The other views of an open scenario: problems, YAML, preview, versions."""

from __future__ import annotations

import difflib

import streamlit as st

from trainer.authoring import STATE_LABELS, State
from trainer.dialogue import Seat
from trainer.errors import FileProblems, Problem
from trainer.store import ScenarioVersion
from trainer.ui import card, editor, preparation
from trainer.ui.autosave import autosave
from trainer.ui.clock import moment
from trainer.ui.editor import Draft
from trainer.ui.frame import app, me, seconds_east
from trainer.ui.markup import draw, esc, fold, icon, prose, text
from trainer.ui.notices import notice

SHOWN = 20
"""Problems listed at once; mending the first ones often mends the rest."""


def problems(draft: Draft) -> None:
    """What is wrong, each with its line: the form at once, the play after the check."""
    faults = draft.form_faults
    checked = draft.checked == draft.text
    found = faults or (draft.problems if checked else [])
    if found:
        rows = "".join(_problem(p, draft.text) for p in found[:SHOWN])
        more = f"<p>ほか{len(found) - SHOWN}件</p>" if len(found) > SHOWN else ""
        draw(
            f'<div class="problems" role="status"><h3>{icon("error")}直すところ {len(found)}件</h3>'
            f"<ol>{rows}</ol>{more}</div>"
        )
    elif checked:
        notice("検査に合格しています。", "good")


def _problem(problem: Problem, words: str) -> str:
    place = f"{problem.line}行目" if problem.line else "全体"
    key = f" <code>[{esc(problem.key)}]</code>" if problem.key else ""
    said = f"{esc(problem.what)} → {esc(problem.mend)}"
    return f"<li><b>{place}</b>{key} {said}{_around(words, problem.line)}</li>"


def _around(words: str, line: int) -> str:
    """The line and its neighbours with their numbers."""
    lines = words.split("\n")
    if not 0 < line <= len(lines):
        return ""
    rows = [
        f'<span class="{"at" if number == line else ""}"><i>{number}</i>'
        f"{esc(lines[number - 1][:160]) or ' '}</span>"
        for number in range(max(1, line - 1), min(len(lines), line + 1) + 1)
    ]
    return f'<pre class="around">{"".join(rows)}</pre>'


def yaml_text(draft: Draft) -> None:
    """The whole text. It is sent after a pause in typing, and kept by the browser until saved."""
    widget = f"yaml-{draft.id}-{draft.round}"
    with st.container(key="draft-yaml"):
        st.text_area(
            "YAML",
            draft.text,  # in every run: see Fields.key
            560,
            key=widget,
            on_change=editor.typed,
            args=(draft, widget),
            help="項目の一覧は docs/scenarios.md にあります。行番号は上の指摘と同じ数え方です。",
        )
    autosave()


def preview(draft: Draft) -> None:
    """Brief and card as a trainee sees them."""
    try:
        scenario = editor.authoring().cast(me(), draft.text).scenario
    except FileProblems:
        notice("指摘を直すと、研修生に見える形で表示します。")
        return
    draw(
        f'<p class="small muted">研修生の予習の画面です。</p><h2>{esc(scenario.title)}</h2>'
        f'<p class="lead">{prose(scenario.summary)}</p>{card.chips(scenario)}'
    )
    if scenario.harsh:
        notice(scenario.harsh)
    left, right = st.columns([0.55, 0.45], gap="medium")
    with left:
        draw(f'<p class="muted">{icon("apartment")}{esc(scenario.company)}</p>{card.brief(scenario.brief)}')
        if scenario.seat is Seat.SECOND and scenario.first_call:
            draw(
                fold("ここまでの通話", preparation.overheard(scenario.first_call))
                + fold("引き継ぎ票", preparation.note(scenario.first_call))
            )
        if scenario.teaches:
            draw(fold("講師への一言(研修生には出ません)", f"<p>{prose(scenario.teaches)}</p>"))
    with right:
        draw(f'<div class="panel">{card.desk(scenario)}</div>')


def versions(draft: Draft) -> None:
    """All versions, one compared with the text under work, and taking an old one back."""
    kept = editor.authoring().versions(me(), draft.id)
    bodies = {v.version: v.body for v in kept}
    names = {v.version: _name(v) for v in kept}
    if draft.id in app().authoring.library.scenarios:
        path = editor.authoring().library.folder / f"{draft.id}.yaml"
        bodies[0], names[0] = path.read_text(encoding="utf-8"), "付属のシナリオ"
    if not bodies:
        notice("まだ保存した版がありません。「保存する」と、ここに並びます。")
        return
    with st.container(key="versions", horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = int(
            st.selectbox(
                "いまの文と比べる版",
                list(bodies),
                format_func=names.__getitem__,
                filter_mode=None,
                key=f"version-{draft.id}-{draft.seen}",
                width=420,
            )
        )
        same = bodies[chosen] == draft.text
        st.button(
            "この版の文に戻す",
            icon=":material/restore:",
            key="restore",
            disabled=same,
            on_click=_restore,
            args=(draft, bodies[chosen], names[chosen]),
        )
    draw(f'<p class="small muted">− 選んだ版 / + いまの文</p>{diff(bodies[chosen], draft.text)}')


def _name(version: ScenarioVersion) -> str:
    when = moment(version.at, seconds_east())
    return f"版{version.version} {STATE_LABELS[State(version.state)]} — {version.author} {when}"


def _restore(draft: Draft, body: str, name: str) -> None:
    draft.put(body, f"「{name}」の文に戻しました。保存すると新しい版になります。")


def diff(old: str, new: str) -> str:
    """What changed between two texts, as HTML; words escaped, signs beside the colours."""
    rows: list[str] = []
    for line in difflib.unified_diff(old.split("\n"), new.split("\n"), lineterm="", n=2):
        if line.startswith(("---", "+++")) and not rows:
            continue
        sign, words = line[:1], line[1:]
        kind = {"+": "add", "-": "del", "@": "at"}.get(sign, "")
        if sign == "@":
            start = line.split("+")[1].split(" ")[0].split(",")[0]
            rows.append(f'<span class="at">{start}行目から</span>')
        else:
            rows.append(f'<span class="{kind}"><i>{sign if sign.strip() else " "}</i>{text(words)}</span>')
    if not rows:
        return '<p class="muted">違いはありません。</p>'
    return f'<pre class="diff">{"".join(rows)}</pre>'
