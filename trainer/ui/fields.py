"""Single fields of a scenario's form: each shows one value of the YAML and replaces it there."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import streamlit as st
from pydantic import BaseModel

from trainer import schema
from trainer.desk import Brief, CustomerCard, ManualPage
from trainer.escalation import Escalate, EscalationPolicy, HandoverNote
from trainer.scenario import Scenario, unfolded
from trainer.script import Step
from trainer.story import Concern, Fact, Hidden, Opening, Remedy, When
from trainer.ui import editor
from trainer.ui.editor import Draft
from trainer.yaml_edit import Path, inner_of

_MODELS: dict[str, type[BaseModel]] = {
    "brief": Brief,
    "card": CustomerCard,
    "manual": ManualPage,
    "hidden": Hidden,
    "opening": Opening,
    "facts": Fact,
    "concerns": Concern,
    "when": When,
    "remedies": Remedy,
    "escalation": EscalationPolicy,
    "model_call": Step,
    "escalate": Escalate,
    "note": HandoverNote,
}

APART = "---"
"""Stands on a line of its own between wordings that have line ends themselves: e-mails."""


def _field(path: Path) -> tuple[type[BaseModel], str]:
    """The model to which the value at this path belongs, and its name there."""
    keys = [key for key in path if isinstance(key, str)]
    return (_MODELS[keys[-2]] if len(keys) > 1 else Scenario), keys[-1]


def hint(path: Path) -> str:
    """What the field at this path is for, as in the JSON Schema."""
    model, name = _field(path)
    return schema.words()[model.__name__][name]


def _default(path: Path) -> Any:
    """What holds where nothing is written; None when that is a list or a block, or nothing."""
    model, name = _field(path)
    default = model.model_fields[name].default
    return default if isinstance(default, (str, int, float)) else None


@dataclass(frozen=True)
class Fields:
    """Draws the fields of one text; `data` is the text as plain data."""

    draft: Draft
    data: dict[str, Any]

    def value(self, path: Path) -> Any:
        found = inner_of(self.data, path)
        return _default(path) if found is None else found

    def put(self, path: Path, value: Any, *, redraw: bool = False) -> None:
        """Another value; None takes it out, and a block that would be left empty with it."""
        holder = inner_of(self.data, path[:-1])
        if value is None and len(path) > 1 and isinstance(holder, dict) and set(holder) == {path[-1]}:
            path = path[:-1]
        editor.changed(self.draft, path, value, redraw=redraw)

    def key(self, path: Path, labels: Sequence[str] = ()) -> str:
        """The widget's key; the value it begins with is handed to it beside, in every run. Set through
        `st.session_state` it would be lost, and the field empty, when a run is broken off halfway.

        `labels`: of the options. The browser knows an option by its label only: where labels change
        with the text, the widget has to be another one."""
        options = f"-{zlib.crc32(chr(10).join(labels).encode()):08x}" if labels else ""
        return f"form-{'.'.join(map(str, path))}-{self.draft.id}-{self.draft.round}{options}"

    def text(self, path: Path, label: str, *, height: int = 0, optional: bool = False) -> None:
        """`optional`: taken out of the text when it is emptied."""
        value = self.value(path)
        words = "" if value is None else str(value)
        # Only long texts are written over several lines, whose ends YAML makes into blanks.
        key, shown = self.key(path), unfolded(words) if height else words

        def send() -> None:
            words = str(st.session_state[key] or "").strip()
            self.put(path, words or (None if optional else ""))

        if height:
            st.text_area(label, shown, height, key=key, on_change=send, help=hint(path))
        else:
            st.text_input(label, shown, key=key, on_change=send, help=hint(path))

    def wordings(self, path: Path, label: str, *, optional: bool = False, single: bool = True) -> None:
        """Wordings of the same, one a line. `single`: one alone is written as a plain string."""
        items = _items(self.value(path))
        several = any("\n" in item.strip() for item in items)
        gap = f"\n{APART}\n" if several else "\n"
        key = self.key(path)

        def send() -> None:
            found = [part.strip() for part in str(st.session_state[key] or "").split(gap) if part.strip()]
            if not found:
                self.put(path, None if optional else "")
            else:
                self.put(path, found[0] if single and len(found) == 1 else found)

        how = f"「{APART}」の行で区切ると別の言い方" if several else "一行が一つ"
        lines = sum(1 + len(item) // 40 + item.count("\n") for item in items) + 1
        st.text_area(
            f"{label}({how})",
            gap.join(item.strip("\n") for item in items),
            key=key,
            height=min(320, 44 + 26 * max(2, lines)),
            on_change=send,
            help=hint(path),
        )

    def listed(self, path: Path, label: str) -> None:
        """A list of words in one line, set apart by 、; one a line if a word has that mark itself."""
        items = _items(self.value(path))
        rows = any("、" in item for item in items)
        gap = "\n" if rows else "、"
        key, shown = self.key(path), gap.join(items)

        def send() -> None:
            found = [part.strip() for part in str(st.session_state[key] or "").split(gap) if part.strip()]
            self.put(path, found or None)

        if rows:
            st.text_area(f"{label}(一行に一つ)", shown, 110, key=key, on_change=send, help=hint(path))
        else:
            st.text_input(f"{label}(「、」区切り)", shown, key=key, on_change=send, help=hint(path))

    def rows(self, path: Path, label: str) -> None:
        """A list of lists: one a line, its words set apart by 、."""
        kept = self.value(path)
        rows = [_items(row) for row in kept] if isinstance(kept, list) else []
        key, shown = self.key(path), "\n".join("、".join(row) for row in rows)

        def send() -> None:
            lines = str(st.session_state[key] or "").split("\n")
            found = [[w.strip() for w in line.split("、") if w.strip()] for line in lines]
            self.put(path, [row for row in found if row] or None)

        st.text_area(
            f"{label}(一行に一つ、「、」区切りはどれか一つでよい)",
            shown,
            150,
            key=key,
            on_change=send,
            help=hint(path),
        )

    def choice(
        self,
        path: Path,
        label: str,
        options: Sequence[Any],
        words: Callable[[Any], str],
        *,
        redraw: bool = False,
        then: Callable[[], None] | None = None,
    ) -> None:
        """One of several values; "" stands for none. A value that is none of them shows as not chosen."""
        value = self.value(path)
        found = next((n for n, o in enumerate(options) if (o or None) == value), None)
        key = self.key(path, [words(option) for option in options])

        def send() -> None:
            chosen = st.session_state[key]
            plain = getattr(chosen, "value", chosen)
            self.put(path, None if plain in ("", None) else plain, redraw=redraw)
            if then:
                then()

        st.selectbox(
            label,
            options,
            key=key,
            format_func=words,
            on_change=send,
            index=found,
            placeholder="選んでください",
            filter_mode=None,
            help=hint(path),
        )

    def many(self, path: Path, label: str, options: Sequence[str], words: Callable[[str], str] = str) -> None:
        """Several of these values; those that are no options any more stay until they are taken out."""
        kept = _items(self.value(path))
        known = [str(getattr(option, "value", option)) for option in options]
        known += [one for one in kept if one not in known]
        labels = {one: words(one) if one in set(map(str, options)) else f"{one}(ありません)" for one in known}
        key = self.key(path, list(labels.values()))

        def send() -> None:
            self.put(path, list(st.session_state[key]) or None)

        st.multiselect(
            label,
            known,
            kept,
            key=key,
            format_func=labels.__getitem__,
            placeholder="なし",
            on_change=send,
            help=hint(path),
        )

    def number(self, path: Path, label: str, least: int, most: int) -> None:
        """A whole number, or none."""
        value = self.value(path)
        fits = isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most
        key = self.key(path)

        def send() -> None:
            chosen = st.session_state[key]
            self.put(path, None if chosen is None else int(chosen))

        st.number_input(
            label,
            least,
            most,
            key=key,
            value=int(value) if fits else None,
            step=1,
            placeholder="なし",
            on_change=send,
            help=hint(path),
        )

    def flag(self, path: Path, label: str) -> None:
        """Written only where it differs from what holds without it."""
        key, shown, default = self.key(path), self.value(path) is True, _default(path)

        def send() -> None:
            chosen = bool(st.session_state[key])
            self.put(path, None if chosen is default else chosen)

        st.checkbox(label, shown, key=key, on_change=send, help=hint(path))


def _items(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(item) for item in value]
    return [] if value is None else [str(value)]


def enum_words(labels: dict[Any, str], kind: type[StrEnum]) -> Callable[[str], str]:
    """`T5` → 「T5 再入電」."""
    return lambda code: f"{code} {labels[kind(code)]}"
