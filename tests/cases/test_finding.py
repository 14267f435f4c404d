"""Finding cases: what one may see, and nothing else."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cases.desk import READER, REFUND, SV, Desk
from tests.store.case_samples import record
from trainer.case_query import CaseQuery, Order
from trainer.cases.spellings import AT_ONCE, Spellings
from trainer.store.database import SqliteFile
from trainer.store.sqlite_cases import SqliteCases
from trainer.store.sqlite_spellings import SqliteSpellings


def test_a_page_of_finds_says_how_many_where_and_why(desk: Desk) -> None:
    for number in range(5):
        case = REFUND.model_copy(
            update={"title": f"返金{number}", "industry": "銀行" if number % 2 else "家電"}
        )
        desk.published(case)
    page = desk.search.search(READER, CaseQuery(text="返金 届かない", limit=2, offset=1))
    assert [h.record.case.title for h in page.hits] == ["返金3", "返金2"]
    assert (page.total, page.more, page.order) == (5, False, Order.NEWEST)
    assert [(f.value, f.count) for f in page.facets["industries"]] == [("家電", 3), ("銀行", 2)]
    assert [(f.label, f.count) for f in page.facets["states"]] == [("公開", 5)]
    assert [(f.value, f.label) for f in page.facets["authors"]] == [("a", "佐藤")]
    assert [(f.value, f.count) for f in page.facets["tags"]] == [("返金", 5)]
    hit = page.hits[0]
    assert [hit.title.text[s.start : s.end] for s in hit.title.spans] == ["返金"]
    assert [hit.excerpt.text[s.start : s.end] for s in hit.excerpt.spans] == ["返金", "届かない"]


def test_an_excerpt_shows_the_place_in_a_long_text(desk: Desk) -> None:
    desk.published(
        REFUND.model_copy(
            update={"outcome": "ｶﾞｽの点検を待った。" * 60 + "最後に違約金で折り合った。" + "後日談。" * 90}
        )
    )
    page = desk.search.search(READER, CaseQuery(text="違約金"))
    excerpt = page.hits[0].excerpt
    assert len(excerpt.text) == 120 and [excerpt.text[s.start : s.end] for s in excerpt.spans] == ["違約金"]


def test_best_first_puts_the_title_before_the_mention(desk: Desk) -> None:
    best = desk.published(REFUND.model_copy(update={"title": "違約金の返金"}))
    desk.published(
        REFUND.model_copy(update={"title": "工事の遅れ", "outcome": "違約金の話も出た" + "。長い話" * 100})
    )
    assert desk.found(READER, "違約金")[0] != best.id
    assert desk.found(READER, "違約金", order="best")[0] == best.id


def test_an_empty_library_answers(desk: Desk) -> None:
    page = desk.search.search(READER, CaseQuery(text="返金"))
    assert page.hits == () and page.total == 0 and page.facets["industries"] == ()
    assert desk.search.of_the_day(READER, date(2026, 11, 22)) is None


def test_the_case_of_the_day_is_the_same_for_all_and_another_tomorrow(desk: Desk) -> None:
    for number in range(3):
        desk.published(REFUND.model_copy(update={"title": f"返金{number}"}))
    desk.draft()
    days = [date(2026, 11, 20) + timedelta(days=n) for n in range(3)]
    mine = [desk.search.of_the_day(READER, day) for day in days]
    assert mine == [desk.search.of_the_day(SV, day) for day in days]
    assert len({record.id for record in mine if record}) == 3


def test_the_case_of_the_day_stays_when_others_are_published_and_goes_when_it_goes(desk: Desk) -> None:
    day = date(2026, 11, 20)
    for number in range(6):
        desk.published(REFUND.model_copy(update={"title": f"返金{number}"}))
    first = desk.search.of_the_day(READER, day)
    assert first is not None
    for number in range(6, 9):
        desk.published(REFUND.model_copy(update={"title": f"返金{number}"}))
        assert desk.search.of_the_day(READER, day) == first
    desk.bin.delete(SV, first.id)
    another = desk.search.of_the_day(READER, day)
    assert another is not None and another.id != first.id


def test_everything_found_can_be_taken_along(desk: Desk) -> None:
    ids = [desk.published(REFUND.model_copy(update={"title": f"返金{n}"})).id for n in range(3)]
    desk.draft()
    assert [r.id for r in desk.search.everything(READER, CaseQuery(text="返金", limit=1))] == ids[::-1]


@pytest.mark.parametrize(
    "asked",
    ["折返し", "おりかえし", "返金してほしい", "お客さま", "引継", "折返し 引継ぎ", "お客さまに引継ぎたい"],
)
def test_words_are_found_in_their_other_spellings(desk: Desk, asked: str) -> None:
    found = desk.published(REFUND.model_copy(update={"outcome": "折り返しでお客様に引き継ぎ、返金した"}))
    desk.published(REFUND.model_copy(update={"title": "配送", "situation": "箱の傷", "tags": ()}))
    assert desk.found(READER, asked) == [found.id]
    (hit,) = desk.search.search(READER, CaseQuery(text=asked, order=Order.BEST)).hits
    assert hit.excerpt.spans


def test_imported_cases_are_found_in_other_spellings(desk: Desk) -> None:
    desk.imports.add_many(SV, [record("c9", "折り返しの件", confirmed_by="高木")], "b1")
    assert desk.found(READER, "折返し") == ["c9"]


def test_a_case_that_takes_the_place_of_an_undone_import_is_found_in_other_spellings(desk: Desk) -> None:
    desk.imports.add_many(SV, [record("c9", confirmed_by="高木")], "b1")
    desk.imports.undo_import(SV, "b1")
    desk.imports.add_many(SV, [record("c8", "折り返しの件", confirmed_by="高木")], "b2")
    assert desk.found(READER, "おりかえし") == ["c8"]


def test_cases_of_an_earlier_version_are_read_at_the_next_start(tmp_path: Path) -> None:
    file = SqliteFile(tmp_path / "trainer.db")
    for number in range(AT_ONCE + 1):
        SqliteCases(file).save(record(f"c{number}", "引き継ぎの件" if number == AT_ONCE else "折り返しの件"))
    spellings = Spellings(SqliteSpellings(file))
    assert "折り返し" not in spellings.of(["おりかえし"])[0]
    spellings.read_on()
    assert spellings.of(["おりかえし"]) == (("おりかえし", "折り返し"),)
    for _ in range(100):  # the last one is read in a thread
        if "引き継ぎ" in spellings.of(["ひきつぎ"])[0]:
            break
        time.sleep(0.05)
    assert not spellings.store.unread(1) and "引き継ぎ" in spellings.of(["ひきつぎ"])[0]
