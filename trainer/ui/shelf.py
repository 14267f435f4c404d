"""The scenario list of the home page: filters, cards, and a person's rows beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from trainer.attempt import Outcome
from trainer.case_query import Spelling
from trainer.dialogue import CHANNEL_LABELS, SEAT_LABELS, Channel
from trainer.language import spellings
from trainer.persona import PERSONA_LABELS
from trainer.scenario import Scenario
from trainer.store import AttemptRow
from trainer.store.grams import fold, words_of
from trainer.ui import channel_words
from trainer.ui.card import PERSONA_SYMBOLS
from trainer.ui.clock import moment
from trainer.ui.frame import link, seconds_east
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
            "絞り込みを「すべて」に戻すか、検索のことばを短くしてください。</p></div>"
        )
        return
    with st.container(key="tiles"):
        for scenario in scenarios:
            tile(scenario, top.get(scenario.id))


def unfinished(rows: Sequence[AttemptRow], scenarios: Mapping[str, Scenario]) -> None:
    """つづきから: running calls, newest first."""
    for row in rows[:3]:
        with st.container(key=f"row-run-{row.id}", horizontal=True, vertical_alignment="center"):
            turns = f"{row.turns}往復目" if row.turns else "第一声のまま"
            draw(
                f'<div class="row"><b>{esc(_title(row, scenarios))}</b>'
                f'<span class="small muted">{turns} ・ {moment(row.touched_at, seconds_east())}</span></div>'
            )
            link("practice", "再開", "play_arrow", attempt=row.id)


def recent(rows: Sequence[AttemptRow], scenarios: Mapping[str, Scenario]) -> None:
    """最近の結果, newest first."""
    for row in rows[:5]:
        with st.container(key=f"row-done-{row.id}", horizontal=True, vertical_alignment="center"):
            points = f"{row.total:.0f}点" if row.total is not None else "採点なし"
            again = " ・ やり直し" if row.branch_of else ""
            scenario = scenarios.get(row.scenario)
            channel = scenario.channel if scenario else Channel.PHONE
            outcome = channel_words.words(channel).outcome(Outcome(row.outcome))
            draw(
                f'<div class="row"><b class="num">{points}</b><span>{esc(_title(row, scenarios))}</span>'
                f'<span class="small muted">{outcome}{again} ・ '
                f"{moment(row.touched_at, seconds_east())}</span></div>"
            )
            link("result", "結果", "analytics", attempt=row.id)


def _title(row: AttemptRow, scenarios: Mapping[str, Scenario]) -> str:
    scenario = scenarios.get(row.scenario)
    return scenario.title if scenario else f"{row.scenario}(いまは一覧にありません)"
