"""Parts of the page 接続と設定. The key is not in anything that is drawn here."""

from __future__ import annotations

import streamlit as st

from trainer.llm import Diagnosis
from trainer.ui import usage
from trainer.ui.frame import app, me
from trainer.ui.markup import draw, esc, icon
from trainer.ui.notices import notice, words_for

_TRIED = "connection tried"


def state() -> None:
    """Whether a model is set up, and what is wrong with the settings."""
    connection = app().connection
    for problem in connection.problems:
        notice(problem, "fault")
    if connection.problems:
        return
    if connection.configured:
        used = connection.used_today(me())
        notice(f"言語モデルを使う設定になっています。今日使った量: {usage.words(used)}。", "good")
    else:
        notice(
            "言語モデルは設定されていません。台本のお客様と規則の採点で、すべて使えます。"
            "使うときは、下の「言語モデルの設定を変える」に入れるか、サーバーを起動する環境変数に入れてください。"
        )


def attempt() -> None:
    """「接続を試す」 and what came of it."""
    if st.button("接続を試す", icon=":material/cable:", key="connection-try", type="primary"):
        try:
            with st.spinner("一言だけ話しかけています。30秒まで待ちます。"):
                st.session_state[_TRIED] = app().connection.try_it(me())
        except Exception as error:
            notice(words_for(error), "fault")
        else:
            st.rerun()  # the day's use above has grown
    tried: list[Diagnosis] = st.session_state.get(_TRIED, [])
    for one in tried:
        notice(one.words, "good" if one.ok else "fault")


def table() -> None:
    """Every setting with the variable that sets it."""
    rows = "".join(
        f"<tr><td>{esc(name)}</td><td>{esc(value)}</td><td><code>{esc(variable)}</code></td></tr>"
        for name, value, variable in app().connection.rows(me())
    )
    draw(
        f'<h2>{icon("tune")}設定</h2><table class="criteria settings">{rows}</table>'
        '<p class="small muted">環境変数に入れた項目は、この画面では変えられません。'
        "キーはデータベースにも記録にも書かれません。</p>"
    )
