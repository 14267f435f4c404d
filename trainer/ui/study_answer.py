"""What one person writes at a stop, and what they see of it afterwards."""

from __future__ import annotations

import streamlit as st

from trainer.case import Case
from trainer.meeting import CHOICE_LABELS, MAX_WORDS, Answer, Choice, Meeting, Place
from trainer.study import contents
from trainer.ui import study_scene
from trainer.ui.deeds import attempted
from trainer.ui.frame import app, me
from trainer.ui.markup import draw, esc, fold, icon, text
from trainer.ui.notices import notice, too_long


def form(meeting: Meeting, place: Place) -> None:
    """Words and vote. The words are kept as they are typed; they count when they are handed in."""
    own = app().meetings.own(me(), meeting.id, place)
    base = f"{meeting.id}-{place.item}-{place.stop}"
    words_key, choice_key, name_key = f"words-{base}", f"choice-{base}", f"name-{base}"

    def keep() -> None:
        words, named = _written(words_key, name_key)
        attempted(lambda: app().meetings.keep(me(), meeting.id, place, words, named))

    draw(f"<h2>{icon('edit')}あなたなら</h2>")
    with st.container(key="draft-answer", gap="small"):
        st.text_area(
            "お客様に何と言いますか",
            own.words if own else "",
            key=words_key,
            height=120,
            on_change=keep,
            placeholder="口に出すとおりに書きます(個人情報は書かないでください)",
        )
        too_long("お客様に何と言いますか", str(st.session_state.get(words_key) or ""), MAX_WORDS)
    st.radio(
        "引き継ぎますか",
        list(Choice),
        list(Choice).index(own.choice) if own and own.choice else None,
        format_func=CHOICE_LABELS.__getitem__,
        key=choice_key,
        horizontal=True,
    )
    if not meeting.alone:
        st.checkbox(
            "名前を出す",
            own.named if own else False,
            key=name_key,
            help="外すと、誰の回答かは誰にも見えません",
        )
    _send_button(meeting, place, own, words_key, choice_key, name_key)
    if own and own.sent:
        _state(own, words_key, choice_key, alone=meeting.alone)


def _written(words_key: str, name_key: str) -> tuple[str, bool]:
    return str(st.session_state.get(words_key) or ""), bool(st.session_state.get(name_key))


def _send_button(
    meeting: Meeting, place: Place, own: Answer | None, words_key: str, choice_key: str, name_key: str
) -> None:
    def send() -> None:
        words, named = _written(words_key, name_key)
        choice = st.session_state.get(choice_key)
        done = attempted(
            lambda: app().meetings.answer(
                me(), meeting.id, place, choice=Choice(choice) if choice else None, words=words, named=named
            )
        )
        if done and meeting.alone:
            attempted(lambda: app().meetings.go_on(me(), meeting.id, seen=meeting.place))

    label = "答えて、振り返る" if meeting.alone else ("出し直す" if own and own.sent else "回答を出す")
    st.button(
        label, key=f"send-{place.item}-{place.stop}", type="primary", icon=":material/send:", on_click=send
    )


def _state(own: Answer, words_key: str, choice_key: str, *, alone: bool) -> None:
    changed = (
        str(st.session_state.get(words_key) or "").strip() != own.words
        or st.session_state.get(choice_key) != own.choice
    )
    if changed:
        notice(
            "変更はまだ出していません。「出し直す」を押すと替わります。"
            if not alone
            else "書き直しています。"
        )
    elif not alone:
        notice("回答を出しました。締め切られるまで直せます。", "good")


def looked_back(meeting: Meeting, place: Place, case: Case) -> None:
    """One's own answer with what the rules see in it."""
    own = app().meetings.own(me(), meeting.id, place)
    if own is None or not (own.words or own.choice):
        return
    late = (
        "" if own.sent else '<p class="small t-missed">出す前に締め切られました。ほかの人には見えません。</p>'
    )
    choice = f"<b>{esc(CHOICE_LABELS[own.choice])}</b>" if own.choice else ""
    body = study_scene.contents(contents(own.words, case.timeline[: place.stop + 1])) if own.words else ""
    own_words = f"<p>{choice} {text(own.words)}</p>{late}"
    draw(
        f'<section class="study-own"><h2>{icon("person")}あなたの回答</h2>{own_words}'
        f"{fold('言葉に含まれていたもの', body, open_=meeting.alone) if body else ''}</section>"
    )
