"""The versions of a case, and what changed between two of them."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from trainer.case import STATE_LABELS, CaseRecord, CaseVersion
from trainer.cases import Change
from trainer.cases.access import may_change
from trainer.ui import case_deeds
from trainer.ui.case_cards import marked
from trainer.ui.clock import moment
from trainer.ui.frame import app, me, seconds_east
from trainer.ui.markup import draw, esc


def versions(record: CaseRecord) -> None:
    """版: two of them compared; an old text can be taken back."""
    kept = app().cases.versions(me(), record.id)
    if len(kept) < 2:
        draw('<p class="muted">まだ一つの版だけです。直すと、前の版と見比べられます。</p>')
        return
    names = {v.version: _name(v) for v in kept}
    numbers = list(names)
    with st.container(key="versions", horizontal=True, vertical_alignment="bottom", gap="small"):
        before = st.selectbox(
            "前の版", numbers[1:], format_func=names.__getitem__, key="before", filter_mode=None
        )
        after = st.selectbox(
            "後の版",
            [n for n in numbers if n > before],
            format_func=names.__getitem__,
            key="after",
            filter_mode=None,
        )
        if may_change(me(), record):
            st.button(
                "前の版の文に戻す",
                key="restore",
                icon=":material/restore:",
                on_click=case_deeds.restore,
                args=(record, before),
            )
    draw(differences(app().cases.diff(me(), record.id, before, after)))


def _name(version: CaseVersion) -> str:
    when = moment(version.at, seconds_east())
    note = f" ({version.note[:30]})" if version.note else ""
    return f"{STATE_LABELS[version.state]} — {version.by} {when}{note}"


def differences(found: Iterable[Change], before: str = "前", after: str = "後") -> str:
    """Field by field, what went beside what came (HTML)."""
    rows = "".join(
        f'<h4>{esc(c.label)}</h4><div class="twosides"><div><span class="small muted">− {esc(before)}</span>'
        f'<p>{marked(c.before, "del")}</p></div><div><span class="small muted">+ {esc(after)}</span>'
        f"<p>{marked(c.after, 'ins')}</p></div></div>"
        for c in found
    )
    return rows or '<p class="muted">文の違いはありません(状態だけの変更です)。</p>'
