"""耳で当てる: the state of a round in this tab, and how a question and its answer look."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

import streamlit as st

from trainer.persona import PERSONA_LABELS, PersonaKind
from trainer.sounding import EarItem, ear_items
from trainer.ui.frame import app, me, seconds_east
from trainer.ui.markup import draw, esc, icon, text
from trainer.ui.notices import notice

_ROUND = "ear"


@dataclass
class Round:
    """Questions in order; `results` (type right, sore point right) of those that were answered."""

    items: tuple[EarItem, ...]
    results: list[tuple[bool, bool]] = field(default_factory=list)
    at: int = 0

    @property
    def item(self) -> EarItem:
        return self.items[self.at]

    @property
    def answered(self) -> bool:
        return len(self.results) > self.at


def current() -> Round:
    """The round of this tab; the first one of a day is the same for the same person."""
    kept: Round | None = st.session_state.get(_ROUND)
    if kept is None or kept.at >= len(kept.items):
        number = st.session_state.get("ear_round", 0)
        st.session_state["ear_round"] = number + 1
        today = datetime.now(timezone(timedelta(seconds=seconds_east()))).date()
        library = app().library
        casts = [library.cast(name) for name in library.scenarios]
        kept = Round(ear_items(casts, f"{today} {me().id} {number}", me().ceiling))
        st.session_state[_ROUND] = kept
    return kept


def listen(item: EarItem) -> None:
    """The caller's voice; the words in its place where there is none."""
    speaker = app().spoken.voices.speaker(True)
    if told := speaker.notice(me().id):
        notice(told)
    with st.spinner("声を用意しています…"):
        clip = speaker.whole(item.text, item.style)
    if clip is None:
        draw(f'<p class="muted small">音声が使えないため、文字で出します。</p><q>{text(item.text)}</q>')
    else:
        st.audio(clip.wav, format="audio/wav", autoplay=True)


def ask(state: Round) -> None:
    item = state.item
    with st.form(f"ear-{state.at}-{item.scenario}"):
        persona = st.radio(
            "どのタイプのお客様ですか",
            list(PersonaKind),
            format_func=PERSONA_LABELS.__getitem__,
            index=None,
            horizontal=True,
        )
        sore = st.radio("いちばんつらい点は、どれだと思いますか", item.sore_points, index=None)
        if st.form_submit_button("答え合わせ", type="primary"):
            if persona is None or sore is None:
                notice("タイプと、いちばんつらい点を、一つずつ選んでください。")
                return
            state.results.append((persona is item.persona, sore == item.sore_point))
            st.rerun()


def answer(state: Round) -> None:
    """What was right, and why."""
    item, (kind, sore) = state.item, state.results[state.at]
    draw(
        '<div class="ear-answer">'
        f"<p>{_mark(kind)}<b>タイプ: {PERSONA_LABELS[item.persona]}</b><br>{esc(item.why)}</p>"
        f"<p>{_mark(sore)}<b>いちばんつらい点</b><br>{text(item.sore_point)}</p>"
        f'<p class="muted">本当の望み: {text(item.wish)}</p>'
        f"<p>聞こえた言葉</p><q>{text(item.text)}</q></div>"
    )


def score(state: Round) -> str:
    """The session's score so far, as HTML."""
    done = len(state.results)
    kinds, sores = sum(k for k, _ in state.results), sum(s for _, s in state.results)
    return (
        f'<p class="num">{icon("hearing")}{state.at + 1}問目(全{len(state.items)}問) ・ '
        f"タイプ {kinds}/{done} ・ つらい点 {sores}/{done}</p>"
    )


def _mark(good: bool) -> str:
    return '<span class="t-good">○ </span>' if good else '<span class="t-fault">× </span>'
