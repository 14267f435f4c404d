"""A result on paper: the scorecard as a PDF to talk over, and the page as it stands."""

from __future__ import annotations

import streamlit as st

from trainer import printing
from trainer.attempt import Attempt
from trainer.scenario import Scenario
from trainer.scorecard import Scorecard
from trainer.ui import findings
from trainer.ui.case_exits import printer
from trainer.ui.frame import me, seconds_east


def buttons(card: Scorecard, attempt: Attempt, scenario: Scenario) -> None:
    """「PDF」 and 「印刷」. The PDF is typeset on the click only, when the session is no longer at hand."""
    name, marked, east = me().name, findings.all_of(card), seconds_east()
    st.download_button(
        "PDF",
        lambda: printing.scorecard_pdf(card, attempt, scenario, name, marked, east),
        f"採点表_{scenario.id}_{attempt.id[:8]}.pdf",
        "application/pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
        key="pdf",
    )
    printer("result")
