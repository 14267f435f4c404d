"""The scenario list of the home page: filters and cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from trainer.case_query import Spelling
from trainer.dialogue import CHANNEL_LABELS, SEAT_LABELS
from trainer.language.text import spellings
from trainer.persona import PERSONA_LABELS
from trainer.scenario import Scenario
from trainer.store import AttemptRow
from trainer.store.grams import fold, words_of
from trainer.ui.card import PERSONA_SYMBOLS
from trainer.ui.frame import link
from trainer.ui.markup import chip, draw, esc, icon, label, prose

ALL = "すべて"
_FILTERS = (
    ("persona", "顧客タイプ"),
    ("seat", "担当"),
    ("level", "難易度"),
    ("industry", "業種"),
    ("channel", "チャネル"),
)


@dataclass(frozen=True)
class Labels:
    """A scenario's values as they stand in the filters."""

    persona: str
    seat: str
    level: str
    industry: str
    channel: str

    @classmethod
    def of(cls, scenario: Scenario) -> Labels:
        return cls(
            persona=PERSONA_LABELS[scenario.persona],
            seat=SEAT_LABELS[scenario.seat],
            level=f"難易度{scenario.difficulty}",
            industry=scenario.industry,
            channel=CHANNEL_LABELS[scenario.channel],
        )


def choose(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Draws the filters (kept in the address) and returns what fits, easiest first."""
    labels = {s.id: Labels.of(s) for s in scenarios}
    wanted: dict[str, str] = {}
    with st.container(key="filters", horizontal=True, gap="small", vertical_alignment="bottom"):
        for name, title in _FILTERS:
            options = [ALL, *sorted({str(getattr(one, name)) for one in labels.values()})]
            wanted[name] = str(
                st.selectbox(title, options, key=name, bind="query-params", width=150, filter_mode=None)
            )
        search = str(
            st.text_input(
                "検索",
                key="search",
                bind="query-params",
                placeholder="題名やことばで探す",
                type="search",
                width=220,
            )
            or ""
        )
    words = words_of(search)
    sought = spellings.sought(words, _spellings(scenarios)) if words else ()
    fitting = [
        s
        for s in scenarios
        if all(value in (ALL, getattr(labels[s.id], name)) for name, value in wanted.items())
        and matches(s, sought)
    ]
    return sorted(fitting, key=lambda s: (s.difficulty, s.persona, s.id))


def matches(scenario: Scenario, words: Sequence[Sequence[str]]) -> bool:
    """Every word of the search stands, in one of its spellings, in what the list or brief shows."""
    shown = fold(_shown(scenario))
    return all(any(way in shown for way in word) for word in words)


def _spellings(scenarios: Sequence[Scenario]) -> set[Spelling]:
    return {spelling for s in scenarios for spelling in spellings.spellings(_shown(s))}


def _shown(scenario: Scenario) -> str:
    return "\n".join(
        (scenario.title, scenario.summary, scenario.industry, scenario.company, scenario.brief.situation)
    )


def _clear() -> None:
    for name, _ in _FILTERS:
        st.session_state[name] = ALL
    st.session_state["search"] = ""


def best(rows: Sequence[AttemptRow]) -> dict[str, float]:
    """The best total of each scenario that was scored."""
    found: dict[str, float] = {}
    for row in rows:
        if row.total is not None:
            found[row.scenario] = max(found.get(row.scenario, 0.0), row.total)
    return found


def tile(scenario: Scenario, top: float | None) -> None:
    """One scenario as a card that leads to its brief."""
    score = f'<b class="num">{top:.0f}点</b>' if top is not None else '<span class="muted">未受講</span>'
    kind = chip(PERSONA_LABELS[scenario.persona], symbol=PERSONA_SYMBOLS[scenario.persona])
    level = "●" * scenario.difficulty + "○" * (4 - scenario.difficulty)
    facts = " ・ ".join((SEAT_LABELS[scenario.seat], scenario.industry, CHANNEL_LABELS[scenario.channel]))
    with st.container(key=f"tile-{scenario.id}"):
        draw(
            f'<div class="tile"><div class="tile-head">{kind}<span class="small">{score}</span></div>'
            f'<p class="tile-text">{prose(scenario.summary)}</p>'
            f'<p class="small muted">{esc(facts)} ・ '
            f'<span aria-label="難易度{scenario.difficulty}">{level}</span></p></div>'
        )
        link("brief", label(scenario.title), scenario=scenario.id)


def grid(scenarios: Sequence[Scenario], top: Mapping[str, float]) -> None:
    """All cards, or what to do when there is none."""
    if not scenarios:
        draw(
            f'<div class="empty">{icon("search_off")}<p>条件に合うシナリオがありません。'
            "検索のことばを短くするか、条件を消してください。</p></div>"
        )
        st.button("条件を消す", key="clear", icon=":material/filter_alt_off:", on_click=_clear)
        return
    with st.container(key="tiles"):
        for scenario in scenarios:
            tile(scenario, top.get(scenario.id))
