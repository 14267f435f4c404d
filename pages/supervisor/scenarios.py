"""シナリオ編集: the list of all scenarios, and one of them open beside it."""

import streamlit as st

from trainer.ui import (
    catalogue,
    editor,
    model_draft,
    rehearsal,
    scenario_bar,
    scenario_form,
    scenario_views,
    study_draft,
    study_loop,
)
from trainer.ui.frame import app, me, title
from trainer.ui.markup import chip, draw, esc, fold, icon
from trainer.ui.notices import notice
from trainer.ui.supervisor import only_supervisors
from trainer.yaml_edit import value_of

if not only_supervisors("シナリオ編集"):
    st.stop()

VIEWS = {
    "フォーム": scenario_form.form,
    "YAML": scenario_views.yaml_text,
    "プレビュー": scenario_views.preview,
    "試し通話": rehearsal.talk,
    "版": scenario_views.versions,
}
entries = app().authoring.overview(me())
chosen = st.query_params.get("open", "")


def whole_list() -> None:
    with st.container(key="list-head", horizontal=True, vertical_alignment="center"):
        title("シナリオ編集")
        catalogue.beginnings()
    for draft in editor.drafts().values():
        if draft.unsaved:
            with st.container(key=f"row-run-{draft.id}", horizontal=True, vertical_alignment="center"):
                words = esc(str(value_of(draft.text, ("title",)) or draft.id))
                draw(f'<div class="row"><b>{words}</b>{chip("未保存の変更", "attention", "edit")}</div>')
                resume = {"key": f"resume-{draft.id}", "on_click": catalogue.open_one, "args": (draft.id,)}
                st.button("続きを書く", icon=":material/edit:", type="primary", **resume)
    catalogue.table(catalogue.choose(entries, drawn=True))
    if app().library.broken:
        items = "".join(f"<li><code>{esc(str(problem))}</code></li>" for problem in app().library.broken)
        draw(fold("フォルダーに読み込めないシナリオがあります", f"<ul>{items}</ul>", kind="quiet"))


def one(draft: editor.Draft) -> None:
    editor.shelter(draft)
    if not draft.found:
        notice(f"「{draft.id}」は見つかりません。一覧から選び直してください。")
        return
    entry = next((e for e in entries if e.id == draft.id), None)
    scenario_bar.head(draft, entry)
    model_draft.told()
    scenario_bar.actions(draft, entry)
    words, kind = draft.message
    if words:
        notice(words, kind)
    if draft.conflict:
        draw(f'<p class="muted">{icon("compare")}「版」で新しい版と見比べてから続けてください。</p>')
        st.button("見比べたので、この内容で続ける", key="accept", on_click=editor.accept_newer, args=(draft,))
    study_loop.behind(draft.id)
    study_draft.open_marks(draft)
    scenario_views.problems(draft)
    view = st.segmented_control(
        "表示",
        list(VIEWS),
        default="フォーム",
        key=f"view-{draft.id}",
        required=True,
        label_visibility="collapsed",
    )
    VIEWS[view or "フォーム"](draft)


if chosen:
    left, right = st.columns([0.24, 0.76], gap="medium")
    with left:
        catalogue.slim(catalogue.choose(entries, drawn=False), chosen)
    with right, st.container(key="panel-open"):
        one(editor.opened(chosen))
else:
    whole_list()
