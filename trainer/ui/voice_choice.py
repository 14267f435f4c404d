"""How this person wants to hear and speak: asked before a call, set in the profile."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from trainer.errors import TrainerError
from trainer.scenario import Cast
from trainer.sounding import VoiceChoice
from trainer.ui.browser import component
from trainer.ui.frame import app, me
from trainer.ui.markup import draw, esc
from trainer.ui.notices import notice, words_for

_KEY = "voice_choice"
_AT_ONCE = "聞き取った文を、直さずにすぐ送る"
_AT_ONCE_TOLD = "音声認識が設定されているときだけ使います。"
_SWITCHES = {
    "customer": ("お客様の声を聞く", "電話のシナリオで、お客様が声で話します。"),
    "line": ("電話の音にする", "電話の狭い音に近づけます。"),
    "ring": ("呼び出し音を鳴らす", "最初の言葉の前に鳴ります。"),
    "music": ("保留音を流す", "保留のあいだ流れます。"),
}


def mine() -> VoiceChoice:
    """Read once a session."""
    kept: tuple[str, VoiceChoice] | None = st.session_state.get(_KEY)
    if kept is None or kept[0] != me().id:
        kept = (me().id, app().spoken.voices.choice(me()))
        st.session_state[_KEY] = kept
    return kept[1]


def choose(choice: VoiceChoice) -> None:
    """Raises StoreUnavailable."""
    if choice != mine():
        app().spoken.voices.choose(me(), choice)
        st.session_state[_KEY] = (me().id, choice)


def ask(cast: Cast) -> None:
    """Before a call: to be heard and to speak, or not. Begins to render what the customer may say first."""
    spoken = app().spoken
    if not spoken.customer.heard(cast):
        return
    choice, speaks = mine(), not spoken.voices.speaker(True).silent
    with st.container(key="voice-ask", horizontal=True, gap="medium"):
        hear = speaks and st.toggle("お客様の声を聞く", choice.customer, key="hear")
        speak = st.toggle("マイクで話す", choice.microphone, key="speak")
    if speaks:
        choice = choice.model_copy(update={"customer": hear})
    choose(choice.model_copy(update={"microphone": speak}))
    if hear:
        spoken.voices.ahead(cast, mine(), me().ceiling)
    if speak:
        spoken.own.transcriber.warm()
        draw(f'<p class="small muted">{esc(where_it_goes())}</p>')
        microphone_note("ask")


def where_it_goes() -> str:
    """What happens to a recording, for people."""
    own = app().spoken.own
    server = own.transcriber.server
    days = f"録音はこのサーバーに{own.days:g}日間残り、本人だけが聞けます。いつでも消せます。"
    if own.transcriber.configured:
        where = "所内の" if server.on_own_network else "外部の"
        return f"話した声を{where}音声認識のサーバー({server.base_url})に送り、文にします。{days}"
    return f"音声認識が設定されていないので、話したあとに同じ文を入力します。{days}"


@cache
def _note() -> Any:
    style = ".n{color:var(--st-text-color);font-size:.85rem;line-height:1.6;margin:0}.n:empty{display:none}"
    return component("micnote", html='<p class="n" role="status"></p>', css=style)


def microphone_note(place: str) -> None:
    """Tells where the browser hides the microphone: on plain http away from localhost it says nothing."""
    _note()(key=f"micnote-{place}", height="content")


def settings() -> None:
    """声: the part of the profile."""
    choice = mine()
    with st.form("voice"):
        values: dict[str, Any] = {
            name: st.toggle(label, getattr(choice, name), help=told)
            for name, (label, told) in _SWITCHES.items()
        }
        values["volume"] = st.slider("音量の上限(%)", 10, 100, choice.volume, step=10)
        values["microphone"] = st.toggle("マイクで話す", choice.microphone, help=where_it_goes())
        values["at_once"] = st.toggle(_AT_ONCE, choice.at_once, help=_AT_ONCE_TOLD)
        sent = st.form_submit_button("声の設定を保存する", type="primary")
    if sent:
        try:
            choose(VoiceChoice(**values))
        except TrainerError as error:
            notice(words_for(error), "fault")
        else:
            notice("声の設定を保存しました。", "good")
    microphone_note("settings")


def own_recordings() -> None:
    """How much of this person's voice is kept, and its removal."""
    own = app().spoken.own
    kept = own.kept(me())
    if not kept.count:
        draw(f'<p class="small muted">録音はありません。録音は{own.days:g}日たつと消えます。</p>')
        return
    size = f"{kept.size / 1e6:,.1f} MB"
    draw(
        f'<p>録音が<b class="num">{kept.count}</b>件({size})あります。{own.days:g}日たつと消えます。'
        "一つずつ消すときは、各通話の結果の「声」で消せます。</p>"
    )
    with st.popover("録音をすべて消す", icon=":material/delete:"):
        draw("<p>録音と、声の測定の値をすべて消します。元に戻せません。通話の記録と得点は残ります。</p>")
        if st.button("すべて消す", key="forget-voice", type="primary"):
            own.delete_all(me())
            st.rerun()


def credits() -> None:
    """声の出典: whose work the voices are, as the licences ask."""
    rows = "".join(
        f'<li>{esc(c.what)}: <a href="{esc(c.url)}" target="_blank" rel="noopener">{esc(c.name)}</a> '
        f'<span class="muted">{esc(c.holder)}、{esc(c.licence)}</span></li>'
        for c in app().spoken.voices.credits
    )
    draw(f'<ul class="credits">{rows}</ul>')
