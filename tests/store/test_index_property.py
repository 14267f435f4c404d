"""Whatever is done to the library, the index answers as if every text had been read through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.case_samples import AUTHOR, READER, SUPERVISOR, record
from tests.store.conftest import MAKERS
from trainer.case import SHARED, Batch, CaseRecord, CaseState
from trainer.case_query import CaseQuery
from trainer.person import Person, Role
from trainer.store.case_store import CaseStore, ImportStore
from trainer.store.grams import fold, words_of

TODAY = date(2026, 11, 22)
IDS = ["c0", "c1", "c2"]

# Few characters, so that words meet by chance; among them what folding changes and what a query
# language or a tokenizer would trip over.
CHARS = '税金返のガｶﾞﾊﾟパE－e1４-‐ 　\n%"*（)é\u0301\u200bßﬁ㌔😀‖'
TEXT = st.text(CHARS, max_size=12) | st.text(max_size=6).filter(
    lambda t: max(t, default="") < "\ud800" or max(t) > "\udfff"
)
WRITING = st.fixed_dictionaries(
    {
        "title": TEXT,
        "situation": TEXT,
        "lesson": TEXT,
        "tags": st.lists(TEXT, max_size=2).map(tuple),
        "industry": st.sampled_from(["", "家電", "銀行"]),
    }
)
STATES = st.sampled_from(list(CaseState))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), st.sampled_from(IDS), WRITING, STATES),
        st.tuples(st.just("restore"), st.sampled_from(IDS)),
        st.tuples(st.just("bin"), st.sampled_from(IDS)),
        st.tuples(st.just("erase"), st.sampled_from(IDS)),
        st.tuples(st.just("vote"), st.sampled_from(IDS)),
        st.tuples(st.just("import"), st.lists(WRITING, min_size=1, max_size=3), st.booleans()),
        st.tuples(st.just("undo")),
    ),
    max_size=14,
)


class Shelf:
    """The library, and beside it a plain dictionary of what it ought to hold."""

    def __init__(self, store: CaseStore, imports: ImportStore) -> None:
        self.store = store
        self.imports = imports
        self.held: dict[str, CaseRecord] = {}
        self.batches = 0

    def do(self, step: tuple[Any, ...]) -> None:
        getattr(self, f"_{step[0]}")(*step[1:])

    def _keep(self, new: CaseRecord) -> None:
        self.store.save(new)
        self.held[new.id] = new

    def _save(self, case_id: str, writing: dict[str, Any], state: CaseState) -> None:
        version = self.held[case_id].version if case_id in self.held else 0
        self._keep(record(case_id, state=state, version=version + 1, **writing))

    def _restore(self, case_id: str) -> None:
        if old := self.held.get(case_id):
            first = self.store.versions(case_id)[-1]
            self._keep(old.model_copy(update={"version": old.version + 1, "case": first.case}))

    def _bin(self, case_id: str) -> None:
        if old := self.held.get(case_id):
            deleted = 0.0 if old.deleted_at else 7.0
            self._keep(old.model_copy(update={"version": old.version + 1, "deleted_at": deleted}))

    def _erase(self, case_id: str) -> None:
        self.store.erase(case_id)
        self.held.pop(case_id, None)

    def _vote(self, case_id: str) -> None:
        self.store.link(case_id, scenario="s")

    def _import(self, writings: list[dict[str, Any]], stop: bool) -> None:
        self.batches += 1
        batch = f"b{self.batches}"
        new = [record(f"{batch}-{n}", **writing) for n, writing in enumerate(writings)]
        if self.imports.add_many(new, Batch(id=batch, person="p", at=1.0), lambda done, total: not stop):
            self.held |= {r.id: r for r in new}

    def _undo(self) -> None:
        batch = f"b{self.batches}"
        self.imports.undo_batch(batch)
        self.held = {i: r for i, r in self.held.items() if not i.startswith(f"{batch}-")}

    def scan(self, viewer: Person, query: CaseQuery) -> set[str]:
        """The slow and certain way."""
        return {
            r.id
            for r in self.held.values()
            if not r.deleted_at
            and _open_to(viewer, r)
            and all(_stands_in(r, word) for word in words_of(query.text))
            and (not query.industries or r.case.industry in query.industries)
        }


def _stands_in(r: CaseRecord, word: str) -> bool:
    return any(word in fold(text) for text in r.case.texts())


def _open_to(viewer: Person, r: CaseRecord) -> bool:
    waiting = r.state is CaseState.WAITING and viewer.role is Role.SUPERVISOR
    return r.state in SHARED or r.author == viewer.id or waiting


def _words(texts: list[str]) -> list[str]:
    """Pieces of what was written, of every length that is indexed in its own way."""
    return [t[i : i + n] for t in texts for n in (1, 2, 3, 6) for i in range(0, max(1, len(t) - n + 1), 2)]


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, other=TEXT)
def test_the_index_answers_as_a_full_scan_does(
    make: Callable[[Path], tuple[CaseStore, Any]], steps: list[tuple[Any, ...]], other: str
) -> None:
    with TemporaryDirectory() as folder:
        store, _, imports = make(Path(folder))
        shelf = Shelf(store, imports)
        for step in steps:
            shelf.do(step)
        texts = [t for r in shelf.held.values() for t in r.case.texts()]
        words = dict.fromkeys(["", other, *_words(texts)[:60]])
        for viewer in (AUTHOR, READER, SUPERVISOR):
            for word in words:
                for query in (CaseQuery(text=word), CaseQuery(text=word, industries=("家電",))):
                    rows = store.hits(viewer, query, TODAY, 1_000)
                    assert {row.id for row in rows} == shelf.scan(viewer, query), (viewer.id, query)
