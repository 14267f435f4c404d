"""Beginning a scenario from a few lines or a case with the help of a language model."""

from __future__ import annotations

import streamlit as st

from trainer.case_query import CaseQuery
from trainer.drafting_by_model import Drafted
from trainer.errors import TrainerError
from trainer.ui import usage
from trainer.ui.frame import app, me
from trainer.ui.markup import draw
from trainer.ui.notices import notice, words_for

LINES = "この画面に書く"
_CASES = 50
_MADE = "model draft made"


def beginning() -> str | None:
    """Draws the form; the id of a draft that was just made. Nothing where no model is set up."""
    drafts = app().model_drafts
    if not drafts.offered:
        return None
    with st.popover("モデルで下書き", icon=":material/smart_toy:"):
        draw(
            "<p>材料から、言語モデルがシナリオの下書きを作ります。書いた個人情報は伏せてから送ります。"
            "できた下書きは直してから検査し、公開はご自分で決めてください。</p>"
        )
        return _form()


def _form() -> str | None:
    records = {
        hit.record.id: hit.record
        for hit in app().case_search.search(me(), CaseQuery(limit=_CASES)).hits
        if hit.record.confirmed_by
    }
    source = st.selectbox(
        "材料",
        [LINES, *records],
        format_func=lambda key: f"事例: {records[key].case.title}" if key in records else key,
        filter_mode=None,
        key="draft-source",
    )
    lines = ""
    if source == LINES:
        lines = st.text_area(
            "だれが、何に、なぜ怒っているか、どう終わるとよいか",
            key="draft-lines",
            height=160,
        )
    new_id = st.text_input("新しい id", value="model-draft", key="draft-id")
    estimate = app().model_drafts.estimate(records.get(source, lines))
    draw(f'<p class="small muted">{usage.at_most(estimate)}</p>')
    if not st.button("下書きを作る", key="draft-make", type="primary"):
        return None
    try:
        with st.spinner("言語モデルが下書きを書いています。一分ほどかかることがあります。"):
            if source == LINES:
                made = app().model_drafts.from_lines(me(), lines, new_id.strip())
            else:
                made = app().model_drafts.from_case(me(), records[source], new_id.strip())
    except Exception as error:
        notice(words_for(error), "attention" if isinstance(error, TrainerError) else "fault")
        return None
    st.session_state[_MADE] = outcome(made)
    return made.version.scenario


def outcome(made: Drafted) -> str:
    """What to tell about a draft that was made."""
    masked = f"個人情報を{made.masked}か所伏せて送りました。" if made.masked else ""
    left = f"検査の指摘が{len(made.problems)}件あります。" if made.problems else "検査に合格しています。"
    return (
        f"下書きを版{made.version.version}として保存しました。{left}{masked}使った量: {usage.words(made.use)}"
    )


def told() -> None:
    """Says once what was made."""
    if words := st.session_state.pop(_MADE, ""):
        notice(words, "good")
