"""設定: the display name, the seat, the role, how harsh callers may be, voices, another browser, leaving."""

import streamlit as st

from trainer.dialogue import SEAT_LABELS, Seat
from trainer.errors import TrainerError
from trainer.mood import Band
from trainer.person import CEILING_LABELS, ROLE_LABELS, Role
from trainer.ui import voice_choice
from trainer.ui.browser import sign_in, sign_out
from trainer.ui.frame import app, me, title
from trainer.ui.markup import draw
from trainer.ui.notices import notice, words_for
from trainer.ui.signin import SEAT_TEXTS

with st.container(key="narrow"):
    title("設定")
    with st.form("profile"):
        name = st.text_input("表示名", value=me().name)
        seat = st.radio(
            "担当",
            list(Seat),
            index=list(Seat).index(me().seat),
            format_func=SEAT_LABELS.__getitem__,
            captions=[SEAT_TEXTS[s] for s in Seat],
        )
        role = st.radio(
            "役割", list(Role), index=list(Role).index(me().role), format_func=ROLE_LABELS.__getitem__
        )
        ceiling = st.radio(
            "言葉の強さの上限",
            list(Band),
            index=list(Band).index(me().ceiling),
            format_func=CEILING_LABELS.__getitem__,
            help="お客様の言い方がこれより強くなりません。気持ちの動きと採点は変わりません。",
        )
        sent = st.form_submit_button("保存する", type="primary")
    if sent:
        try:
            sign_in(app().people.change(me(), name, seat, role, ceiling))
        except TrainerError as error:
            notice(words_for(error), "fault")
        else:
            # The head line stands above and was drawn for the old role: draw the whole page anew.
            st.session_state["profile_saved"] = True
            st.rerun()
    if st.session_state.pop("profile_saved", False):
        notice("保存しました。", "good")

    with st.expander("声", icon=":material/graphic_eq:"):
        voice_choice.settings()
        voice_choice.own_recordings()
    with st.expander("声の出典", icon=":material/copyright:"):
        voice_choice.credits()
    with st.expander("別のブラウザーで続ける", icon=":material/devices:"):
        draw(
            "<p>次のアドレスを別のブラウザーで一度だけ開くと、同じ受講者として続けられます。"
            "開いた人はあなたの記録を見られますので、ほかの人には渡さないでください。</p>"
        )
        st.code(
            f"{st.context.url.split('/profile')[0] if st.context.url else ''}/?u={me().id}", language=None
        )
    with st.expander("このブラウザーから離れる", icon=":material/logout:"):
        draw(
            "<p>共用のパソコンで次の人に替わるときに使います。記録は消えませんが、"
            "もう一度見るには上のアドレスが必要です。</p>"
        )
        if st.button("離れる", key="leave"):
            sign_out()
            st.rerun()
