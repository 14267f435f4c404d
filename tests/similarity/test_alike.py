"""Similar cases out of the library: found among many, never what the reader may not see."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.bench.case_corpus import records
from tests.conftest import Clock
from tests.store.case_samples import AUTHOR, READER, SUPERVISOR, record
from trainer.case import Batch, CaseState
from trainer.cases.alike import Alike
from trainer.dialogue import Speaker, Utterance
from trainer.errors import NotFound
from trainer.files import Library
from trainer.store.sqlite import SqliteStore
from trainer.store.sqlite_case_imports import SqliteCaseImports
from trainer.store.sqlite_cases import SqliteCases

WAITED = "昨日のうちに電話をくれると言われたのに、いまだに来ない。"
PROMISED = "本日中に返事をすると案内したまま、音沙汰なしになっていた。"
BILLED = "同じ月の料金が口座から二回引き落とされた。"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteCases]:
    yield SqliteCases(SqliteStore(tmp_path / "t.db").file)


@pytest.fixture
def alike(store: SqliteCases) -> Alike:
    return Alike(store, Clock())


def test_the_like_case_comes_first_with_its_reason_and_not_the_case_itself(
    store: SqliteCases, alike: Alike
) -> None:
    store.save(record("asked", "三日待った", situation=WAITED))
    store.save(record("like", "画面の写し", situation=PROMISED))
    store.save(record("other", "通帳", situation=BILLED))
    found = alike.to_case(READER, "asked")
    assert found[0].record.id == "like"
    assert found[0].reasons[0] == "同じこと: 約束した折り返し・連絡が来ていない"
    assert "asked" not in [one.record.id for one in found]


def test_it_is_found_among_two_thousand_others(store: SqliteCases, alike: Alike) -> None:
    store.save(record("old", "画面の写し", situation=PROMISED, at=1.0))
    SqliteCaseImports(store.file).add_many(
        list(islice(records(2_000), 2_000)), Batch(id="b", person="p", at=1.0)
    )
    store.save(record("asked", "三日待った", situation=WAITED))
    assert "old" in [one.record.id for one in alike.to_case(READER, "asked")]


def test_what_the_reader_may_not_see_is_neither_asked_about_nor_found(
    store: SqliteCases, alike: Alike
) -> None:
    store.save(record("asked", situation=WAITED))
    store.save(record("draft", situation=PROMISED, state=CaseState.DRAFT, confirmed_by=""))
    store.save(record("waiting", situation=PROMISED, state=CaseState.WAITING))
    assert [one.record.id for one in alike.to_case(READER, "asked")] == []
    assert {one.record.id for one in alike.to_case(SUPERVISOR, "asked")} == {"waiting"}
    assert {one.record.id for one in alike.to_case(AUTHOR, "asked")} == {"draft", "waiting"}
    with pytest.raises(NotFound):
        alike.to_case(READER, "draft")


def test_a_changed_case_is_compared_as_it_is_now(store: SqliteCases, alike: Alike) -> None:
    store.save(record("asked", situation=WAITED))
    store.save(record("like", situation=BILLED))
    before = alike.to_case(READER, "asked")
    store.save(record("like", situation=PROMISED, version=2))
    after = alike.to_case(READER, "asked")
    assert after[0].score > (before[0].score if before else 0.0)
    store.erase("like")
    assert alike.to_case(READER, "asked") == ()


def test_a_running_call_finds_cases_by_what_the_customer_has_said(
    store: SqliteCases, alike: Alike, library: Library
) -> None:
    store.save(record("like", situation=PROMISED))
    store.save(record("other", situation=BILLED))
    scenario = library.cast("appliance-no-callback").scenario
    said = (Utterance(speaker=Speaker.CUSTOMER, text="電話をくれると言われたのに、かかってこないんです。"),)
    found = alike.to_call(READER, scenario, said)
    assert [one.record.id for one in found][0] == "like"


def test_an_empty_library_is_no_error(alike: Alike, library: Library) -> None:
    assert alike.to_call(READER, library.cast("appliance-no-callback").scenario, ()) == ()
