"""The script Streamlit runs: who is here is settled first, only then is a page drawn."""

from __future__ import annotations

import streamlit as st

from trainer.ui import browser, frame, signin
from trainer.ui.notices import boundary


def main() -> None:
    frame.dress()
    page = st.navigation(frame.pages(), position="hidden")
    with boundary():
        person = browser.person()
        if person is None:
            signin.draw_sign_in()
            return
        if page.url_path != "practice":
            frame.head(person)
        page.run()


main()
