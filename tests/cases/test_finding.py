"""Finding cases: what one may see, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

from tests.cases.desk import READER, REFUND, SV, Desk
from trainer.case_query import CaseQuery, Order


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
