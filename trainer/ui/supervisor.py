"""What the supervisors' pages share."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from trainer.authoring import STATE_LABELS, State
from trainer.person import Role
from trainer.ui.frame import app, link, me, title
from trainer.ui.markup import draw, icon
from trainer.ui.notices import notice


def only_supervisors(name: str) -> bool:
    """True for a supervisor; everybody else is told, calmly, where the role is chosen."""
    if me().role is Role.SUPERVISOR:
        return True
    title(name)
    notice("この画面はSVが使います。SVの方は、設定で役割を「SV」にすると開けます。")
    link("profile", "設定を開く", "person")
    return False


def waiting() -> None:
    """On a supervisor's home: the cases to be looked at and the scenarios that are not published."""
    scenarios = Counter(version.state for version in app().authoring.mine(me()))
    tasks = [
        (len(app().case_search.awaiting_review(me())), "件", "確認待ちの事例", "review", {}),
        (len(app().case_search.to_update(me())), "件", "要更新の事例", "review", {}),
        (
            scenarios[State.CHECKED],
            "本",
            "検査済みで未公開のシナリオ",
            "scenarios",
            _in(State.CHECKED),
        ),
        (scenarios[State.DRAFT], "本", "下書きのシナリオ", "scenarios", _in(State.DRAFT)),
    ]
    with st.container(key="panel-waiting"):
        draw(f"<h2>{icon('checklist')}確認・公開を待つもの</h2>")
        if not any(count for count, *_ in tasks):
            draw('<p class="muted">いまはありません。</p>')
        for number, (count, unit, words, page, query) in enumerate(tasks):
            if count:
                with st.container(key=f"row-waiting-{number}", horizontal=True, vertical_alignment="center"):
                    draw(f'<div class="row"><b class="num">{count:,}{unit}</b><span>{words}</span></div>')
                    link(page, "開く", "arrow_forward", **query)


def _in(state: State) -> dict[str, str]:
    """The filter of the list of scenarios, as it stands in the address."""
    return {"state": STATE_LABELS[state]}
