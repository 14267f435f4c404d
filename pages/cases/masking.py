"""個人情報の確認: original and masked text side by side; a person confirms before anybody else sees it."""

import streamlit as st

from trainer.case import CaseState
from trainer.cases.fitness import missing, overlong
from trainer.person import saver
from trainer.ui import case_masking, case_sides, deeds
from trainer.ui.autosave import autosave
from trainer.ui.frame import back, go, me, title
from trainer.ui.markup import draw
from trainer.ui.notices import notice
from trainer.ui.picks import picked

case_id = st.query_params.get("case", "")
here = case_masking.opened(case_id)


@st.fragment
def sides() -> None:
    """The texts and their tools; corrections draw only this part anew."""
    chosen = picked("mask-sides")
    if chosen.isdigit():
        here.chosen = int(chosen)
    deeds.told()
    with st.container(key="panel-case"):
        case_sides.tools(here)
    case_sides.leftovers(here)
    with st.container(key="mask-sides"):
        draw(case_sides.both(here))
    _confirm()


def _confirm() -> None:
    lacking, long = missing(here.case), overlong(here.masked)
    with st.container(key="mask-confirm", border=True):
        if lacking:
            notice(f"{'、'.join(lacking)}が空です。書いてから出してください。")
        if long:
            notice(f"{''.join(long)}「文を直す」で短くしてから出してください。", "fault")
        sure = st.checkbox(
            "右の文を最後まで読み、お客様や社員が誰か分かる言葉が残っていないことを確かめました",
            key="mask-sure",
        )
        draw(f'<p class="small muted">{case_masking.what_becomes_of_the_original()}</p>')
        with st.container(horizontal=True, gap="small"):
            ready = sure and not here.leftovers
            words = case_masking.next_step(here)
            if st.button(words, key="share", type="primary", disabled=not ready or bool(lacking or long)):
                if case_masking.confirm(here, share=True):
                    go("case", case=case_id)
                st.rerun(scope="fragment")
            if here.record.state is CaseState.DRAFT and st.button(
                "確認だけして、下書きに残す", key="confirm-only", disabled=not ready or bool(long)
            ):
                if case_masking.confirm(here, share=False):
                    go("case", case=case_id)
                st.rerun(scope="fragment")


back("write", "文を直す", case=case_id)
title("個人情報の確認")
draw(
    "<p class='muted'>名前・電話番号・住所・会員番号などを伏せ字に替える案です。"
    "確認するまで、この文はあなた以外の人には見えません。</p>"
)
if here.seen != here.record.version:
    who = saver(me(), here.record.updated_by)
    notice(f"この事例は{who}先に保存しました。先に「文を直す」で、二つの文を合わせてください。")
    st.stop()
sides()
autosave()
