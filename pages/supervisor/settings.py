"""接続と設定: which language model, its limits and prices, what it used today, and whether it answers."""

import streamlit as st

from trainer.ui import connection, connection_form
from trainer.ui.frame import link, title
from trainer.ui.supervisor import only_supervisors

if not only_supervisors("接続と設定"):
    st.stop()

title("接続と設定")
connection.state()
connection.attempt()
connection_form.form()
connection.table()
link("calibration", "第二の意見の校正", "balance")
