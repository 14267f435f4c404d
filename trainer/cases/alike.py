"""Past cases like this case, or like the call that is going on, with the reasons why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import nlargest
from typing import NamedTuple

from trainer.case import CaseRecord
from trainer.case_query import CaseQuery, CaseRow
from trainer.cases.access import may_see, visible
from trainer.dialogue import Transcript
from trainer.person import Person
from trainer.scenario import Scenario
from trainer.similarity import Features, features, features_of_call, similar
from trainer.store.case_store import CaseStore

PROBES, NEWEST = 60, 60
"""So many look-ups in the search index, each for so many of the newest cases that hold the words."""

RANKED = 300
"""So many cases are read and compared."""

KEPT = 5_000
"""So many cases' features are kept, about 5 kB each."""

WEAKEST = 0.22
"""A likeness below this is chance; to show it would cost trust. Chosen by reading the best match of each
shipped case, by titles."""


WEAKEST_FOR_CALL = 0.1
"""A call that has only begun has told little, so that even what is truly alike scores low. Chosen on one
shipped scenario, three lines into the call."""


class AlikeCase(NamedTuple):
    """`score`: 0 to 1; `reasons`: Japanese, the weightiest first."""

    record: CaseRecord
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Alike:
    """Everything is looked up anew, so that a case changed a moment ago is found as it is now; only the
    features of a version of a case, which never change, are kept."""

    store: CaseStore
    clock: Callable[[], float]
    _known: dict[tuple[str, int], Features] = field(default_factory=dict, repr=False)

    def to_case(self, actor: Person, case_id: str, top: int = 5) -> tuple[AlikeCase, ...]:
        """Raises NotFound also for what the actor may not see."""
        record = visible(self.store, actor, case_id)
        return self._alike(actor, features(record.case), top, WEAKEST, but=case_id)

    def to_call(
        self, actor: Person, scenario: Scenario, transcript: Transcript, top: int = 5
    ) -> tuple[AlikeCase, ...]:
        """By what was said so far; what the customer has not told yet plays no part."""
        return self._alike(actor, features_of_call(scenario, transcript), top, WEAKEST_FOR_CALL)

    def _alike(
        self, actor: Person, query: Features, top: int, weakest: float, but: str = ""
    ) -> tuple[AlikeCase, ...]:
        rows = [row for row in self._candidates(actor, query) if row.id != but]
        known = self._features(rows)
        found = [row for row in rows if (row.id, row.version) in known]
        best = similar(query, [known[row.id, row.version] for row in found], top)
        ids = [found[one.place].id for one in best]
        records = {record.id: record for record in self.store.records(ids)}
        today = self._today()
        return tuple(
            AlikeCase(record.on(today), one.score, one.reasons)
            for one, case_id in zip(best, ids, strict=True)
            if one.score >= weakest and (record := records.get(case_id)) and _open(actor, record)
        )

    def _candidates(self, actor: Person, query: Features) -> list[CaseRow]:
        """Those that answer most look-ups, a rare answer counting more; of equals the newest. Of a library no
        larger than RANKED, all."""
        rows: dict[str, CaseRow] = {}
        weight: dict[str, float] = defaultdict(float)
        for probe in _probes(query):
            hits = self.store.hits(actor, probe, self._today(), NEWEST)
            for row in hits:
                rows[row.id] = row
                weight[row.id] += 1 / (10 + len(hits))
        # The same may have been told in other words only: what room is left goes to the newest of all.
        for row in self.store.hits(actor, CaseQuery(), self._today(), RANKED):
            rows[row.id] = row
            weight[row.id] += 0.0
        best = nlargest(RANKED, weight, key=lambda case_id: (weight[case_id], rows[case_id].updated_at))
        return [rows[case_id] for case_id in best]

    def _features(self, rows: Sequence[CaseRow]) -> dict[tuple[str, int], Features]:
        """By id and version. A case that was changed since it was found may be missing."""
        wanted = [(row.id, row.version) for row in rows]
        found = {key: known for key in wanted if (known := self._known.get(key))}
        read = self.store.records([case_id for case_id, version in wanted if (case_id, version) not in found])
        new = {(record.id, record.version): features(record.case) for record in read}
        if len(self._known) + len(new) > KEPT:
            self._known.clear()
        self._known.update(new)
        return found | new

    def _today(self) -> date:
        return date.fromtimestamp(self.clock())


def _probes(query: Features) -> Iterator[CaseQuery]:
    """What the search index is asked: the phrases of each situation, the words that were met, and the
    newest of the same kind, in case the words are all different."""
    for words in query.probes[:PROBES]:
        yield CaseQuery(text=" ".join(words))
    facets = query.facets
    causes = (facets.cause,) if facets.cause else ()
    if facets.industry:
        yield CaseQuery(industries=(facets.industry,))
        yield CaseQuery(industries=(facets.industry,), causes=causes)
    if facets.persona:
        yield CaseQuery(personas=(facets.persona,), causes=causes)


def _open(actor: Person, record: CaseRecord) -> bool:
    return not record.deleted_at and may_see(actor, record)
