"""Before taking over: the supervisor listens in, reads the note, and fills the preparation sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from trainer.dialogue import Seat, Speaker
from trainer.escalation import NOTE_LABELS
from trainer.persona import PERSONA_LABELS, PersonaKind
from trainer.scenario import Scenario
from trainer.takeover import LEGITIMACY_LABELS, FirstCall, Legitimacy, Preparation, PreparationSheet
from trainer.ui import card, channel_words, talk
from trainer.ui.autosave import autosave
from trainer.ui.frame import app, me, title
from trainer.ui.markup import draw, esc, icon, label, text
from trainer.ui.notices import notice
from trainer.ui.talk import Screen

CAUSE_LABELS = {
    "company": "会社の側",
    "customer": "お客様の側",
    "third_party": "第三者",
    "unknown": "まだ分からない",
}


def due(screen: Screen) -> bool:
    """Whether the sheet still has to be filled before the first word."""
    attempt = screen.attempt
    second = screen.cast.scenario.seat is Seat.SECOND
    return second and attempt.prepared is None and not attempt.turns and not attempt.ended


def overheard(first: FirstCall) -> str:
    """The first-line call so far and the note handed over, as HTML."""
    rows = "".join(
        f'<div class="line {"customer" if line.speaker is Speaker.CUSTOMER else "operator"}">'
        f'<span class="who">{"客" if line.speaker is Speaker.CUSTOMER else esc(first.operator)}</span>'
        f"<div>{text(line.text)}</div></div>"
        for line in first.lines
    )
    return f'<div class="talk">{rows}</div>'


def note(first: FirstCall) -> str:
    """The first line's handover note as HTML; empty fields say so."""
    filled = first.note.model_dump()
    rows = "".join(
        f"<dt>{esc(label)}</dt><dd>{text(filled[field]) or '<span class=muted>(記入なし)</span>'}</dd>"
        for field, label in NOTE_LABELS.items()
    )
    return f'<dl class="note">{rows}</dl>'


def draw_all(screen: Screen) -> None:
    """The whole preparation: what was said, the note, the card, and the sheet."""
    scenario = screen.cast.scenario
    first, right = scenario.first_call, scenario.preparation
    assert first and right, "a second-line scenario has both"
    word = channel_words.words(scenario.channel)
    title(esc(scenario.title))
    draw(f'<p class="muted">{icon("apartment")}{esc(scenario.company)}</p>')
    heard, desk = st.columns([0.6, 0.4], gap="medium")
    with heard:
        draw(f"<h2>{icon('hearing')}ここまでの{word.talk}(担当 {esc(first.operator)})</h2>{overheard(first)}")
        draw(f"<h2>{icon('assignment')}引き継ぎ票</h2>{note(first)}")
    with desk:
        draw(f'<div class="panel">{card.desk(scenario)}</div>')
    draw(f"<h2>{icon('edit_note')}準備シート</h2>")
    _form(right, word)
    autosave()


@st.fragment(key="sheet")
def _form(right: Preparation, word: channel_words.ChannelWords) -> None:
    """The sheet; every answer is kept as a draft when it is given."""
    screen = talk.current()
    with st.container(key="draft-sheet", border=True):
        sheet = _answers(right)
        draw(
            '<p class="small muted">入力した内容は自動で下書きに残ります。再読み込みしても、'
            "ホームの「つづきから」で戻っても消えません。</p>"
        )
        told = st.container()
        if st.button(word.take_over, key="take_over", type="primary", icon=f":material/{word.symbol}:"):
            if sheet == PreparationSheet() and talk.asks_first("sheet"):
                with told:
                    notice(
                        "準備シートに何も書かれていません。このまま代わるときは、"
                        f"もう一度「{word.take_over}」を押してください。"
                    )
            elif _submit(sheet):
                st.rerun()
        if screen.problem:
            with told:
                notice(screen.problem, "fault")


def _answers(right: Preparation) -> PreparationSheet:
    sore = st.text_area("怒りのもと・いちばんつらい点", height=80, **_kept("sore"))
    one, two, three = st.columns(3)
    persona = one.radio(
        "顧客タイプ",
        list(PersonaKind),
        format_func=PERSONA_LABELS.__getitem__,
        index=None,
        **_kept("persona", PersonaKind),
    )
    legitimate = two.radio(
        "ご要望は",
        list(Legitimacy),
        format_func=LEGITIMACY_LABELS.__getitem__,
        index=None,
        **_kept("legitimate", Legitimacy),
    )
    cause = three.radio(
        "原因は", list(CAUSE_LABELS), format_func=CAUSE_LABELS.__getitem__, index=None, **_kept("cause")
    )
    draw("<p><b>着地点として考えられるもの</b>(いくつでも)</p>")
    ticked = tuple(
        landing.text
        for number, landing in enumerate(right.landings)
        if st.checkbox(label(landing.text), **_kept(f"landing.{number}", bool))
    )
    return PreparationSheet(
        sore_point=(sore or "").strip(),
        persona=persona,
        legitimate=legitimate,
        cause=cause or "",
        landings=ticked,
    )


def _kept(name: str, of_draft: Callable[[str], Any] = str) -> dict[str, Any]:
    """What makes a widget show its draft, read by `of_draft`, and save it."""
    screen = talk.current()
    key, field = f"sheet-{screen.id}-{name}", f"sheet.{name}"
    if key not in st.session_state and screen.drafts.get(field):
        st.session_state[key] = of_draft(screen.drafts[field])
    return {"key": key, "on_change": lambda: talk.keep_draft(field, str(st.session_state[key] or ""))}


def _submit(sheet: PreparationSheet) -> bool:
    screen = talk.current()
    what = f"prepare {sheet.model_dump_json()}"
    return talk.do(what, lambda key, seen: app().practice.prepare(me(), screen.id, sheet, key=key, seen=seen))


def review(scenario: Scenario, filled: PreparationSheet | None) -> str:
    """The sheet beside what was right, as HTML; after the call."""
    right = scenario.preparation
    if right is None:
        return ""
    sheet = filled or PreparationSheet()
    rows = [
        ("いちばんつらい点", sheet.sore_point, scenario.hidden.sore_point),
        (
            "顧客タイプ",
            PERSONA_LABELS[sheet.persona] if sheet.persona else "",
            PERSONA_LABELS[scenario.persona],
        ),
        (
            "ご要望は",
            LEGITIMACY_LABELS[sheet.legitimate] if sheet.legitimate else "",
            LEGITIMACY_LABELS[right.legitimate],
        ),
        ("原因は", CAUSE_LABELS.get(sheet.cause, ""), CAUSE_LABELS[scenario.hidden.cause]),
    ]
    body = "".join(
        f"<tr><th>{name}</th><td>{text(own) or '(記入なし)'}</td><td>{text(due)}</td></tr>"
        for name, own, due in rows
    )
    landings = "".join(
        f"<li>{icon('check_circle' if x.good else 'cancel')}{text(x.text)}"
        f"{' <b>(選んだ)</b>' if x.text in sheet.landings else ''}</li>"
        for x in right.landings
    )
    return (
        f'<table class="review"><tr><td></td><th>あなたの見立て</th><th>実際</th></tr>{body}</table>'
        f'<h4>着地点</h4><ul class="landings">{landings}</ul>'
    )
