"""シナリオ編集: the list of all scenarios, and one of them open beside it."""

import streamlit as st

from trainer.authoring import State
from trainer.ui import catalogue, editor, rehearsal, scenario_form, scenario_views
from trainer.ui.frame import app, link, me, title
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
    "版と差分": scenario_views.versions,
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
                link("scenarios", "続きを書く", "edit", open=draft.id)
    catalogue.table(catalogue.choose(entries, drawn=True))
    if app().library.broken:
        items = "".join(f"<li><code>{esc(str(problem))}</code></li>" for problem in app().library.broken)
        draw(fold("フォルダーに読み込めないシナリオがあります", f"<ul>{items}</ul>", kind="quiet"))


def head(draft: editor.Draft) -> None:
    entry = next((e for e in entries if e.id == draft.id), None)
    state = catalogue.state_chip(entry) if entry else chip("新規", "attention")
    number = f"版{draft.seen}" if draft.seen else ""
    unsaved = chip("未保存の変更", "attention", "edit") if draft.unsaved else ""
    name = esc(str(value_of(draft.text, ("title",)) or draft.id))
    draw(
        f'<div class="open-head"><h1>{name}</h1><span class="small muted"><code>{esc(draft.id)}</code> '
        f"{number}</span>{state}{unsaved}</div>"
    )


def actions(draft: editor.Draft) -> None:
    """The next thing to do stands first."""
    newest = next((e.newest for e in entries if e.id == draft.id), None)
    state = State(newest.state) if newest else None
    with st.container(key="actions", horizontal=True, gap="small"):
        st.button(
            "保存する", key="save", type="primary", icon=":material/save:", on_click=editor.save, args=(draft,),
            disabled=not draft.unsaved,
        )  # fmt: skip
        st.button("検査する", key="check", icon=":material/rule:", on_click=editor.check, args=(draft,))
        ready = newest is not None and state is not State.PUBLISHED and not draft.unsaved
        with st.popover("公開する", icon=":material/publish:", disabled=not ready):
            draw("<p>研修生のホームに出て、すぐに練習できるようになります。</p>")
            st.button("公開する", key="publish", type="primary", on_click=editor.publish, args=(draft,))
        offered = next((e.offered for e in entries if e.id == draft.id), None)
        if offered:
            with st.popover("取り下げる", icon=":material/unpublished:"):
                draw("<p>研修生の一覧から外します。版は残り、あとでまた公開できます。</p>")
                st.button(
                    "取り下げる", key="withdraw", type="primary", on_click=editor.withdraw, args=(draft,)
                )
        if newest or state is None:
            with st.popover("写しを作る", icon=":material/content_copy:"):
                catalogue.copy_form(draft.id, f"{draft.id}-2"[:60])
        st.download_button(
            "書き出す", draft.text.encode(), editor.file_name(draft.id, str(value_of(draft.text, ("title",)) or "")),
            "application/yaml", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        if draft.unsaved and draft.base:
            with st.popover("変更を捨てる", icon=":material/undo:"):
                draw("<p>保存していない変更が消えます。</p>")
                st.button("捨てる", key="discard", on_click=editor.discard, args=(draft,))


def one(draft: editor.Draft) -> None:
    editor.shelter(draft)
    if not draft.found:
        notice(f"「{draft.id}」は見つかりません。一覧から選び直してください。")
        return
    head(draft)
    actions(draft)
    words, kind = draft.message
    if words:
        notice(words, kind)
    if draft.conflict:
        draw(f'<p class="muted">{icon("compare")}「版と差分」で新しい版と見比べてから続けてください。</p>')
        st.button("見比べたので、この内容で続ける", key="accept", on_click=editor.accept_newer, args=(draft,))
    scenario_views.problems(draft)
    view = st.segmented_control(
        "表示", list(VIEWS), default="フォーム", key=f"view-{draft.id}", required=True
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
