"""Before taking over: the supervisor listens in, reads the note, and fills the preparation sheet."""

from __future__ import annotations

import streamlit as st

from trainer.dialogue import Seat, Speaker
from trainer.escalation import NOTE_LABELS
from trainer.persona import PERSONA_LABELS, PersonaKind
from trainer.scenario import Scenario
from trainer.takeover import LEGITIMACY_LABELS, FirstCall, Legitimacy, PreparationSheet
from trainer.ui import card, channel_words, talk
from trainer.ui.frame import app, me
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
    heard, desk = st.columns([0.6, 0.4], gap="medium")
    with heard:
        draw(f"<h2>{icon('hearing')}ここまでの{word.talk}(担当 {esc(first.operator)})</h2>{overheard(first)}")
        draw(f"<h2>{icon('assignment')}引き継ぎ票</h2>{note(first)}")
    with desk:
        draw(f'<div class="panel">{card.desk(scenario)}</div>')
    draw(f"<h2>{icon('edit_note')}準備シート</h2>")
    with st.form("sheet"):
        sore = st.text_area("怒りのもと・いちばんつらい点", key="sore", height=80)
        one, two, three = st.columns(3)
        persona = one.radio(
            "顧客タイプ", list(PersonaKind), format_func=PERSONA_LABELS.__getitem__, index=None
        )
        legitimate = two.radio(
            "ご要望は", list(Legitimacy), format_func=LEGITIMACY_LABELS.__getitem__, index=None
        )
        cause = three.radio("原因は", list(CAUSE_LABELS), format_func=CAUSE_LABELS.__getitem__, index=None)
        draw("<p><b>着地点として考えられるもの</b>(いくつでも)</p>")
        ticked = tuple(landing.text for landing in right.landings if st.checkbox(label(landing.text)))
        if st.form_submit_button(word.take_over, type="primary", icon=f":material/{word.symbol}:"):
            sheet = PreparationSheet(
                sore_point=sore, persona=persona, legitimate=legitimate, cause=cause or "", landings=ticked
            )
            _submit(sheet)


def _submit(sheet: PreparationSheet) -> None:
    screen = talk.current()
    what = f"prepare {sheet.model_dump_json()}"
    if talk.do(what, lambda key, seen: app().practice.prepare(me(), screen.id, sheet, key=key, seen=seen)):
        st.rerun()
    notice(screen.problem, "fault")


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
