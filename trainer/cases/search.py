"""Finding and reading cases; nothing in here changes anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from trainer.case import CASE_CAUSE_LABELS, SHARED, STATE_LABELS, CaseRecord, CaseState
from trainer.case_query import CaseHit, CasePage, CaseQuery, CaseRow, FacetCount, Order
from trainer.cases.access import may_see, must_be_supervisor, visible
from trainer.cases.excerpts import excerpt, mark, rank
from trainer.cases.spellings import Spellings
from trainer.dialogue import CHANNEL_LABELS
from trainer.escalation import DIRECTION_LABELS, NEED_LABELS
from trainer.person import Person
from trainer.persona import PERSONA_LABELS
from trainer.store.case_store import CaseStore
from trainer.store.grams import words_of

COUNTED = 500
"""Finds are counted up to here: half of the time of a search goes into counting."""

LISTED = 1_000
"""Longest of the plain lists."""

RANKED = 200
"""Larger finds are shown newest first: the weighing of words costs more than it tells."""

_LABELS: dict[str, tuple[str, Mapping[Any, str]]] = {
    "states": ("state", STATE_LABELS),
    "industries": ("industry", {}),
    "channels": ("channel", CHANNEL_LABELS),
    "personas": ("persona", PERSONA_LABELS),
    "causes": ("cause", CASE_CAUSE_LABELS),
    "needs": ("need", NEED_LABELS),
    "directions": ("direction", DIRECTION_LABELS),
}
"""For each facet of CaseQuery the field of a row, and its labels where the value is not one itself."""

MOST_VALUES = 50
"""Values shown of one facet, the most frequent first."""


@dataclass(frozen=True)
class CaseSearch:
    """`clock` gives seconds since the epoch. Cases past their review date come back as 要更新."""

    store: CaseStore
    clock: Callable[[], float]
    spellings: Spellings
    _days: dict[date, str] = field(default_factory=dict, init=False, repr=False)

    def search(self, actor: Person, query: CaseQuery) -> CasePage:
        """One page of the cases that the actor may see and `query` asks for. Any text is harmless."""
        bound = max(COUNTED, query.offset + query.limit)
        query = self._spelled(query)
        typed = words_of(query.text)
        words = (*query.spellings, *((word,) for word in typed))  # a text that says it as typed is better
        rows = self.store.hits(actor, query, self._today(), bound + 1)
        more, rows = len(rows) > bound, rows[:bound]
        if query.order is Order.BEST and words and len(rows) <= RANKED:
            order, found = Order.BEST, rank(self.records(actor, [r.id for r in rows]), words)
            records = found[query.offset : query.offset + query.limit]
        else:
            order = Order.NEWEST
            page = rows[query.offset : query.offset + query.limit]
            records = self.records(actor, [r.id for r in page])
        hits = [
            CaseHit(record=r, title=mark(r.case.title, words), excerpt=excerpt(r.case, words))
            for r in records
        ]
        return CasePage(hits=tuple(hits), total=len(rows), more=more, order=order, facets=_facets(rows))

    def read(self, actor: Person, case_id: str) -> CaseRecord:
        """Raises NotFound also for what the actor may not see."""
        return visible(self.store, actor, case_id).on(self._today())

    def records(self, actor: Person, ids: Sequence[str]) -> list[CaseRecord]:
        """Those of these cases that the actor may see, in the order given; none in the bin."""
        today = self._today()
        seen = [r for r in self.store.records(ids) if not r.deleted_at and may_see(actor, r)]
        return [r.on(today) for r in seen]

    def everything(self, actor: Person, query: CaseQuery, limit: int = 100_000) -> Iterator[CaseRecord]:
        """All that `query` finds, newest first, read in portions: for export and for comparing. Order,
        limit and offset of the query are not looked at."""
        rows = self.store.hits(actor, self._spelled(query), self._today(), limit)
        for start in range(0, len(rows), 200):
            yield from self.records(actor, [row.id for row in rows[start : start + 200]])

    def mine(self, actor: Person) -> list[CaseRow]:
        """What the actor wrote, last changed first."""
        return self.store.hits(actor, CaseQuery(authors=(actor.id,)), self._today(), LISTED)

    def awaiting_review(self, actor: Person) -> list[CaseRow]:
        """Supervisors only; longest waiting first."""
        must_be_supervisor(actor)
        return self.store.in_state(CaseState.WAITING)

    def to_update(self, actor: Person) -> list[CaseRow]:
        """What is 要更新, by its date or because somebody doubted it; newest first."""
        return self.store.hits(actor, CaseQuery(states=(CaseState.STALE,)), self._today(), LISTED)

    def bin(self, actor: Person) -> list[CaseRow]:
        """One's own, for supervisors also what had been shared or waiting; last deleted first."""
        return self.store.binned(actor)

    def of_the_day(self, actor: Person, day: date) -> CaseRecord | None:
        """The same shared case for everybody all day, whatever is published meanwhile (a server started
        anew may choose another); with n of them each comes once in n days."""
        known = self.records(actor, [self._days[day]]) if day in self._days else []
        if known and known[0].state in SHARED:
            return known[0]
        # A large prime step: cases written one after another do not come up one after another.
        case_id = self.store.of_the_day(day.toordinal() * 1_000_003)
        if case_id is None:
            return None
        self._days.clear()
        self._days[day] = case_id
        return self.read(actor, case_id)

    def _spelled(self, query: CaseQuery) -> CaseQuery:
        return query.model_copy(update={"spellings": self.spellings.of(words_of(query.text))})

    def _today(self) -> date:
        return date.fromtimestamp(self.clock())


def _facets(rows: Sequence[CaseRow]) -> dict[str, tuple[FacetCount, ...]]:
    # Column by column: a thousand rows are counted before the reader notices.
    columns = dict(zip(CaseRow._fields, zip(*rows, strict=True), strict=True)) if rows else {}
    found = {name: _counted(columns.get(field, ()), labels) for name, (field, labels) in _LABELS.items()}
    names = dict(zip(columns.get("author", ()), columns.get("author_name", ()), strict=True))
    found["authors"] = _counted(columns.get("author", ()), names)
    found["tags"] = _counted(chain.from_iterable(columns.get("tags", ())), {})
    return found


def _counted(values: Iterable[Any], labels: Mapping[Any, str]) -> tuple[FacetCount, ...]:
    return tuple(
        FacetCount(value=value, label=labels.get(value, value), count=count)
        for value, count in Counter(values).most_common(MOST_VALUES)
        if value
    )
