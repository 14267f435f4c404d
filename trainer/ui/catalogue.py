"""The list of all scenarios for supervisors: filters, order, and the way to begin a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from trainer.authoring import EXEMPLAR, STATE_LABELS, Entry, State
from trainer.coverage import DIMENSIONS, Part, parts
from trainer.errors import TrainerError
from trainer.schema import as_text, scenario_schema
from trainer.ui import editor, model_draft, scenario_form
from trainer.ui.clock import moment
from trainer.ui.frame import me, seconds_east
from trainer.ui.markup import chip, draw, esc, icon, label
from trainer.ui.notices import notice, words_for
from trainer.yaml_edit import with_value

ALL = "すべて"
_KEPT = "catalogue filters"
FOLDER = "付属"
"""Stands for the files of the scenario folder, which are always on offer."""
FILTERS = ("state", *DIMENSIONS)
"""Filters kept in the address."""
_TITLES = {"state": "状態", **{name: d.title for name, d in DIMENSIONS.items()}}
_KINDS = {State.DRAFT: "attention", State.CHECKED: "", State.PUBLISHED: "good", State.WITHDRAWN: ""}
_ORDERS: dict[str, Callable[[Entry], Any]] = {
    "更新の新しい順": lambda e: (-(e.newest.at if e.newest else 0), e.id),
    "題の順": lambda e: (e.title, e.id),
    "状態の順": lambda e: (state_of(e), e.id),
    "顧客タイプの順": lambda e: (_values(e)["persona"], e.id),
    "難易度の順": lambda e: (_values(e)["level"], e.id),
}


def state_of(entry: Entry) -> str:
    return STATE_LABELS[State(entry.newest.state)] if entry.newest else FOLDER


def state_chip(entry: Entry) -> str:
    """The newest version's state, and which one trainees get if that is another."""
    if entry.newest is None:
        return chip(FOLDER)
    state = State(entry.newest.state)
    also = ""
    if entry.offered and state is not State.PUBLISHED:
        also = f'<span class="small muted"> 版{entry.offered}を公開中</span>'
    return chip(STATE_LABELS[state], _KINDS[state]) + also


def _values(entry: Entry) -> dict[str, str]:
    """A scenario's values as they stand in the filters; "–" while its text cannot be read."""
    values = {name: d.of(entry.scenario) if entry.scenario else "–" for name, d in DIMENSIONS.items()}
    return {"state": state_of(entry), **values}


def open_one(scenario_id: str) -> None:
    """Puts a scenario into the address; "" goes back to the list. Set from here, not by a link:
    a link to the same page is undone by the filters that are kept in the address."""
    if scenario_id:
        st.query_params["open"] = scenario_id
    else:
        st.query_params.pop("open", None)


def choose(entries: Sequence[Entry], *, drawn: bool) -> list[Entry]:
    """What fits the filters, in the chosen order; `drawn`: whether the filters are shown."""
    values = {e.id: _values(e) for e in entries}
    unset = {"order": next(iter(_ORDERS)), "search": ""}
    kept: dict[str, str] = st.session_state.get(_KEPT, {})
    wanted = _filters(values, kept) if drawn else {**unset, **kept}
    st.session_state[_KEPT] = wanted
    search = wanted["search"].casefold().split()
    fitting = [
        e
        for e in entries
        if all(wanted.get(name, ALL) in (ALL, values[e.id][name]) for name in FILTERS)
        and all(word in f"{e.id} {e.title}".casefold() for word in search)
    ]
    return sorted(fitting, key=_ORDERS.get(wanted["order"], _ORDERS["更新の新しい順"]))


def _filters(values: dict[str, dict[str, str]], kept: dict[str, str]) -> dict[str, str]:
    """The filters; `kept` is how they stood before a scenario was opened."""
    wanted: dict[str, str] = {}
    for name, value in kept.items():
        if name not in st.session_state and name not in st.query_params and value:
            st.session_state[name] = value
    with st.container(key="filters", horizontal=True, gap="small", vertical_alignment="bottom"):
        for name in FILTERS:
            known = DIMENSIONS[name].values if name in DIMENSIONS else ()
            options = [ALL, *sorted({*known, *(one[name] for one in values.values())})]
            if st.session_state.get(name, ALL) not in options:
                del st.session_state[name]
            wanted[name] = str(
                st.selectbox(
                    _TITLES[name], options, key=name, bind="query-params", width=116, filter_mode=None
                )
            )
        wanted["order"] = str(
            st.selectbox(
                "並べ替え", list(_ORDERS), key="order", bind="query-params", width=150, filter_mode=None
            )
        )
        wanted["search"] = str(
            st.text_input("検索", key="search", bind="query-params", placeholder="題・id", width=130) or ""
        )
    return wanted


def table(entries: Sequence[Entry]) -> None:
    """One row a scenario; the whole row opens it."""
    if not entries:
        draw(
            f'<div class="empty">{icon("search_off")}<p>条件に合うシナリオがありません。'
            "絞り込みを「すべて」に戻してください。</p></div>"
        )
        _fill_gap()
        return
    heads = ("題", "状態", "版", "更新", "顧客タイプ", "担当", "引き継ぎ", "チャネル", "難易度")
    with st.container(key="catalogue"):
        draw(f'<div class="srow head">{"".join(f"<span>{h}</span>" for h in heads)}</div>')
        for entry in entries:
            _row(entry)


def _fill_gap() -> None:
    """A new scenario with the values that the filters ask for."""
    kept: dict[str, str] = st.session_state[_KEPT]
    wanted = [kept[name] for name in DIMENSIONS if kept.get(name, ALL) != ALL]
    if wanted:
        with st.popover("この条件で新しく作る", icon=":material/add:", type="primary"):
            draw(
                f"<p>手本のシナリオを写し、{esc('・'.join(wanted))} に替えて始めます。"
                "中身は合わせて書き換えてください。</p>"
            )
            copy_form(EXEMPLAR, "new-combination", parts(wanted))


def _row(entry: Entry) -> None:
    values, newest = _values(entry), entry.newest
    when = f"{esc(newest.author)} {moment(newest.at, seconds_east())}" if newest else "–"
    cells = [
        state_chip(entry),
        f"{newest.version}" if newest else "–",
        when,
        *(esc(values[name]) for name in ("persona", "seat", "need", "channel")),
        f'<i class="word">難易度</i>{esc(values["level"].removeprefix("難易度"))}',
    ]
    with st.container(key=f"srow-{entry.id}"):
        body = "".join(f"<span>{cell}</span>" for cell in cells)
        draw(f'<div class="srow"><code>{esc(entry.id)}</code>{body}</div>')
        _open_button(entry)


def _open_button(entry: Entry) -> None:
    st.button(
        label(entry.title), key=f"open-{entry.id}", type="tertiary", on_click=open_one, args=(entry.id,)
    )


def slim(entries: Sequence[Entry], chosen: str) -> None:
    """The same list beside an open scenario: title and state only."""
    with st.container(key="slim"):
        st.button("一覧に戻る", icon=":material/arrow_back:", key="back", on_click=open_one, args=("",))
        for entry in entries:
            here = "here-" if entry.id == chosen else ""
            with st.container(key=f"slim-{here}{entry.id}"):
                draw(f'<div class="small">{state_chip(entry)}</div>')
                _open_button(entry)


# ---------------------------------------------------------------- beginning


def beginnings() -> None:
    """New from the exemplar, from a file, and the schema for editors."""
    with st.container(key="beginnings", horizontal=True, gap="small"):
        with st.popover("新しく作る", icon=":material/add:", type="primary"):
            draw("<p>手本のシナリオを写して始めます。題や会社、事実を書き換えてください。</p>")
            copy_form(EXEMPLAR, "new-scenario")
        with st.popover("読み込む", icon=":material/upload_file:"):
            _import()
        made = model_draft.beginning()
        st.download_button(
            "JSON Schema",
            lambda: as_text(scenario_schema()),
            "schema.json",
            "application/json",
            icon=":material/data_object:",
            help="エディターに登録すると、書きながら項目の補完と検査ができます。",
            on_click="ignore",
        )
    if made:
        open_one(made)
        st.rerun()


def copy_form(source: str, suggested: str, changes: Sequence[Part] = ()) -> None:
    """Asks for an id and opens the copy with `changes`; nothing is saved yet."""
    new_id = st.text_input(
        "新しい id", value=suggested, key=f"copy-id-{source}-{suggested}",
        help="半角の英小文字・数字・「-」「_」。あとから変えられません。",
    )  # fmt: skip
    if st.button("写して開く", key=f"copy-{source}-{suggested}", type="primary"):
        try:
            text = editor.authoring().copy_of(me(), source, (new_id or "").strip())
            for path, value in changes:
                text = with_value(text, path, value, editor.ORDER)
            taken = new_id.strip() in editor.drafts() and editor.drafts()[new_id.strip()].unsaved
        except TrainerError as error:
            notice(words_for(error), "fault")
            return
        if taken:
            notice(f"「{new_id}」は、まだ保存していない写しがあります。別の id にしてください。", "fault")
            return
        editor.begin(new_id.strip(), text, "写しを開きました。まだ保存していません。")
        if changes:
            scenario_form.fit_voice(editor.drafts()[new_id.strip()])
        open_one(new_id.strip())
        st.rerun()


def _import() -> None:
    sent = st.file_uploader(
        "YAMLファイル(UTF-8、1MBまで)", type=["yaml", "yml"], key="import", max_upload_size=1
    )
    if st.button("この内容で開く", key="import-open", type="primary", disabled=sent is None) and sent:
        try:
            scenario_id, text = editor.authoring().imported(me(), sent.getvalue())
        except TrainerError as error:
            notice(words_for(error), "fault")
            return
        kept = editor.drafts().get(scenario_id)
        if kept and kept.unsaved:
            notice(
                f"「{scenario_id}」には、まだ保存していない変更があります。保存するか捨ててから読み込んでください。",
                "fault",
            )
            return
        words = f"「{sent.name}」を読み込みました。まだ保存していません。検査してから保存してください。"
        if any(entry.id == scenario_id for entry in editor.authoring().overview(me())):
            words += "同じ id のシナリオがあるので、その新しい版になります。前の版は「版」に残ります。"
        editor.begin(scenario_id, text, words)
        open_one(scenario_id)
        st.rerun()
