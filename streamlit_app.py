"""Starts the app: `streamlit run streamlit_app.py`, or an ASGI server with `streamlit_app:app`.

The script that draws lives in trainer/ui/entry.py, not here: a `pages/` folder beside the script
would let the pages be opened without its checks (docs/decisions/0002-user-interface.md).
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from trainer.ui.headers import SecurityHeaders
from trainer.ui.notices import script_error
from trainer.ui.sounds import routes
from trainer.ui.warm import lifespan

app = st.App(
    Path(__file__).resolve().parent / "trainer" / "ui" / "entry.py",
    lifespan=lifespan,
    routes=routes(),
    middleware=[Middleware(SecurityHeaders)],
    on_script_error=script_error,
)
