"""事例の取り込み: a file, its columns, what would come in, then all of it or nothing."""

import streamlit as st

from trainer.ui import case_import, deeds
from trainer.ui.frame import back, title
from trainer.ui.markup import draw

back("library", "事例集へ")
title("事例の取り込み")
deeds.told()
running = case_import.job()
if running is not None and not running.ended:
    case_import.progress()
    st.stop()
if running is not None:
    case_import.outcome(running)
    st.stop()
draw(
    "<p class='muted'>一行が一つの事例になり、あなたの下書きとして入ります。誰かに見えるのは、"
    "一件ずつ個人情報を確認して出したあとです。一件だけのときは「事例を書く」に貼り付けられます。</p>"
)
case_import.template()
chosen = case_import.upload()
if chosen is not None:
    case_import.mapping(chosen)
    case_import.preview(chosen)
    case_import.begin(chosen)
case_import.earlier()
