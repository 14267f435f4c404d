"""The case library with many cases: an import, and the whole page of a search as a reader asks for it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.case_corpus import records
from tests.bench.figures import Figure, p50, p95
from trainer.case import SHARED, Batch, CaseRecord
from trainer.case_query import CaseQuery, Order
from trainer.cases import CaseSearch
from trainer.cases.search import COUNTED
from trainer.cases.spellings import Spellings
from trainer.person import Person
from trainer.store.database import SqliteFile
from trainer.store.grams import fold, words_of
from trainer.store.sqlite_case_imports import SqliteCaseImports
from trainer.store.sqlite_cases import SqliteCases
from trainer.store.sqlite_spellings import SqliteSpellings

PART = "事例の検索"
ROWS = 100_000
IMPORT = 10_000
LENGTHS = (1, 2, 3, 6)
TIMED, CHECKED = 100, 10
READER = Person(id="reader", name="読む人")


def measure(rows: int = ROWS) -> list[Figure]:
    """Builds a library of `rows` cases, then searches it. Limits: issue "The case library"."""
    with TemporaryDirectory(prefix="trainer-bench-") as folder:
        path = Path(folder) / "trainer.db"
        store = SqliteCases(SqliteFile(path))
        imports = _fill(store, rows)
        size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 2**20
        note = f"{rows:,}件のうち{IMPORT:,}件ずつ"
        return [
            Figure(PART, f"{IMPORT:,}件の取り込み p50", p50([w for w, _ in imports]), "秒", note=note),
            Figure(PART, "うち書き込みを占有 p50", p50([lock for _, lock in imports]), "秒"),
            Figure(PART, "うち書き込みを占有 最大", max(lock for _, lock in imports), "秒"),
            Figure(PART, "データベースの大きさ", size, "MiB", note=f"{rows:,}件"),
            *searching(store, rows),
        ]


def _fill(store: SqliteCases, rows: int) -> list[tuple[float, float]]:
    """Seconds of each import: altogether, and with the database locked (from the first progress to the
    commit, and as much again for the portion before it)."""
    made = records(rows)
    return [_import(store, list(islice(made, IMPORT)), f"b{n}") for n in range(-(-rows // IMPORT))]


def _import(store: SqliteCases, some: Sequence[CaseRecord], name: str) -> tuple[float, float]:
    steps: list[float] = []
    begun = time.perf_counter()
    SqliteCaseImports(store.file).add_many(
        some, Batch(id=name, person="p", at=0), lambda *_: steps.append(time.perf_counter())
    )
    ended = time.perf_counter()
    return ended - begun, (ended - steps[0]) * len(steps) / max(1, len(steps) - 1)


def searching(store: SqliteCases, rows: int) -> list[Figure]:
    """Times and completeness of searches over the first `rows` records of the corpus."""
    dice = random.Random(5)
    texts = _texts(store, rows, dice)
    spellings = Spellings(SqliteSpellings(store.file))
    search = CaseSearch(store, time.time, spellings)
    asked = {k: [_word(texts, k, dice) for _ in range(TIMED)] for k in LENGTHS}
    both = [f"{_word(texts, 2, dice)} {_word(texts, 2, dice)}" for _ in range(TIMED)]
    figures = []
    for k, words in asked.items():
        figures += _timed(search, f"{k}文字", [CaseQuery(text=w) for w in words], 20)
    figures += _timed(search, "2文字×2語 (AND)", [CaseQuery(text=w) for w in both], 100)
    figures += _timed(search, "2文字×2語、近い順", [CaseQuery(text=w, order=Order.BEST) for w in both], 100)
    facets = [CaseQuery(text=w, industries=("銀行", "保険"), until=date(2021, 12, 31)) for w in asked[2]]
    figures += _timed(search, "2文字+業種+日付", facets, 100)
    figures += _timed(search, "言葉なし", [CaseQuery(offset=20 * n) for n in range(20)], 100)
    checked = [text for words in (*asked.values(), both) for text in words[:CHECKED]]
    return [*figures, *_complete(store, rows, checked)]


def _timed(search: CaseSearch, name: str, queries: Sequence[CaseQuery], limit: float) -> list[Figure]:
    """Milliseconds of a page: 20 hits with marks, the count up to COUNTED, the facets."""
    wall, totals = [], []
    for query in queries:
        begun = time.perf_counter()
        page = search.search(READER, query)
        wall.append(1000 * (time.perf_counter() - begun))
        totals.append(page.total)
    note = f"{len(queries)}回、該当 {min(totals)}〜{max(totals):,}{'+' if max(totals) >= COUNTED else ''}件"
    return [
        Figure(PART, f"{name} p50", p50(wall), "ms", note=note),
        Figure(PART, f"{name} p95", p95(wall), "ms", at_most=limit),
    ]


def _complete(store: SqliteCases, rows: int, texts: Sequence[str]) -> list[Figure]:
    """Whether the index finds what reading every text finds, and nothing else."""
    wanted = {text: words_of(text) for text in texts}
    true: dict[str, set[str]] = {text: set() for text in texts}
    for record in _shared(rows):
        whole = fold("\n".join(record.case.texts()))
        for text, words in wanted.items():
            if all(word in whole for word in words):
                true[text].add(record.id)
    found = {
        text: {row.id for row in store.hits(READER, CaseQuery(text=text), date.today(), rows)}
        for text in wanted
    }
    hits = sum(len(found[text] & true[text]) for text in wanted)  # a phrase drawn twice counts once
    note = f"{len(wanted)}語句、のべ{sum(map(len, true.values())):,}件"
    return [
        Figure(
            PART,
            "全文を読んだ場合に対する再現率",
            hits / sum(map(len, true.values())),
            "",
            at_least=1,
            note=note,
        ),
        Figure(PART, "同じく適合率", hits / max(1, sum(map(len, found.values()))), "", at_least=1),
    ]


def _shared(rows: int) -> Iterator[CaseRecord]:
    return (record for record in records(rows) if record.state in SHARED)


def _texts(store: SqliteCases, rows: int, dice: random.Random) -> list[str]:
    """Texts of some cases, to cut words from: as frequent and as rare as they come."""
    ids = [f"g{dice.randrange(rows):07}" for _ in range(400)]
    return [t for r in store.records(ids) for t in r.case.texts() if len(t) >= max(LENGTHS)]


def _word(texts: Sequence[str], length: int, dice: random.Random) -> str:
    while True:
        text = dice.choice(texts)
        start = dice.randrange(len(text) - length + 1)
        word = text[start : start + length]
        if len(word.split()) == 1 and len(word.strip()) == length:
            return word
