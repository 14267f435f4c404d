"""A list of a scenario's form: one entry is picked, its fields stand below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from trainer.errors import InvalidInput
from trainer.ui.fields import Fields
from trainer.ui.markup import draw
from trainer.yaml_edit import Path, with_swapped

Label = Callable[[int, Any], str]
"""How the entry at a place is named in the list."""


def records(
    fields: Fields,
    path: Path,
    name: str,
    label: Label,
    entry: Callable[[Path], None],
    new: dict[str, Callable[[], Any]],
    *,
    last: Callable[[Any], bool] = lambda item: False,
) -> None:
    """`entry` draws the fields of the item at a path; `new`: label of a button → what it adds, before
    a final item that is `last`."""
    kept = fields.value(path)
    items = kept if isinstance(kept, list) else []
    picked = f"picked-{'.'.join(map(str, path))}-{fields.draft.id}"
    at = min(int(st.session_state.get(picked, 0)), max(0, len(items) - 1))
    if items:
        _picker(fields, path, name, [label(index, item) for index, item in enumerate(items)], at, picked)
    else:
        draw(f'<p class="muted">{name}はまだありません。</p>')
    with st.container(key=f"tools-{path[0]}", horizontal=True, gap="small"):
        for words, make in new.items():
            _add_button(fields, path, items, words, make, picked, last)
        if items:
            _place_buttons(fields, path, len(items), at, picked)
    if items:
        with st.container(border=True, key=f"entry-{path[0]}"):
            entry((*path, at))


def _picker(fields: Fields, path: Path, name: str, labels: list[str], at: int, picked: str) -> None:
    key = fields.key((*path, "pick"), labels)

    def pick() -> None:
        st.session_state[picked] = st.session_state[key]

    st.selectbox(
        f"{name}({len(labels)}件)",
        range(len(labels)),
        at,
        key=key,
        format_func=labels.__getitem__,
        on_change=pick,
        placeholder="選んでください",
        filter_mode=None,
    )


def _add_button(
    fields: Fields,
    path: Path,
    items: list[Any],
    words: str,
    make: Callable[[], Any],
    picked: str,
    last: Callable[[Any], bool],
) -> None:
    def add() -> None:
        at = len(items)
        if not items:
            fields.put(path, [make()], redraw=True)
        else:
            fields.put((*path, at), make(), redraw=True)
            if last(items[-1]):
                _swap(fields, path, at - 1, at)
                at -= 1
        st.session_state[picked] = at

    st.button(words, icon=":material/add:", key=f"add-{path[0]}-{words}", on_click=add)


def _place_buttons(fields: Fields, path: Path, count: int, at: int, picked: str) -> None:
    def move(to: int) -> None:
        _swap(fields, path, at, to)
        st.session_state[picked] = to

    def drop() -> None:
        fields.put((*path, at) if count > 1 else path, None, redraw=True)
        st.session_state[picked] = max(0, at - 1)

    key = f"{path[0]}-{fields.draft.id}"
    st.button(
        "上へ",
        icon=":material/arrow_upward:",
        key=f"up-{key}",
        on_click=move,
        args=(at - 1,),
        disabled=at == 0,
    )
    st.button(
        "下へ",
        icon=":material/arrow_downward:",
        key=f"down-{key}",
        on_click=move,
        args=(at + 1,),
        disabled=at == count - 1,
    )
    with st.popover("消す", icon=":material/delete:"):
        draw("<p>この一件をYAMLから消します。保存するまでは「変更を捨てる」で戻せます。</p>")
        st.button("消す", key=f"drop-{key}", type="primary", on_click=drop)


def _swap(fields: Fields, path: Path, one: int, other: int) -> None:
    draft = fields.draft
    try:
        draft.text = with_swapped(draft.text, path, one, other)
    except InvalidInput as error:
        draft.message = (str(error), "fault")
    draft.round += 1


def free_id(items: Any, stem: str) -> str:
    """stem-1, stem-2 …: the first that no item has."""
    taken = {item.get("id") for item in items if isinstance(item, dict)} if isinstance(items, list) else set()
    return next(name for n in range(1, len(taken) + 2) if (name := f"{stem}-{n}") not in taken)


def start(value: Any, length: int = 28) -> str:
    """The beginning of some words for a list; the first of several wordings."""
    words = str(value[0] if isinstance(value, list) and value else value or "")
    line = words.replace("\n", " ")
    return line if len(line) <= length else f"{line[:length]}…"


def ids(fields: Fields, *path: str) -> list[str]:
    """The ids of the entries of a list."""
    items = fields.value(path)
    return (
        [str(i["id"]) for i in items if isinstance(i, dict) and "id" in i] if isinstance(items, list) else []
    )
