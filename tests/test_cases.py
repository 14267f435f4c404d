"""The case library as its people meet it: writing, review, finding, discussing, importing."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Clock
from trainer.case import Case, CaseRecord, CaseState, Moment, Phrase
from trainer.case_query import CaseQuery, Order
from trainer.cases import (
    CaseImports,
    Cases,
    CaseSearch,
    Discussion,
    ReadingLists,
    SavedMeanwhile,
    changes,
)
from trainer.errors import Conflict, InvalidInput, NotAllowed, NotFound
from trainer.person import Person, Role
from trainer.store.sqlite import SqliteStore
from trainer.store.sqlite_case_imports import SqliteCaseImports
from trainer.store.sqlite_cases import SqliteCases
from trainer.store.sqlite_circle import SqliteCircle

AUTHOR = Person(id="a", name="佐藤")
READER = Person(id="r", name="鈴木")
SV = Person(id="s", name="高木", role=Role.SUPERVISOR)
REFUND = Case(
    title="返金の遅れ", situation="返金が三週間届かない", lesson="約束の日を先に言う", tags=("返金",)
)
MASKED = REFUND.model_copy(update={"situation": "【氏名1】様の返金が三週間届かない"})


@dataclass
class Desk:
    """All deeds over one database file."""

    cases: Cases
    search: CaseSearch
    imports: CaseImports
    talk: Discussion
    lists: ReadingLists
    clock: Clock

    def draft(self, case: Case = REFUND) -> CaseRecord:
        self.clock.now += 60
        return self.cases.save_draft(AUTHOR, case)

    def waiting(self, case: Case = REFUND) -> CaseRecord:
        draft = self.draft(case)
        confirmed = self.cases.confirm(AUTHOR, case, case_id=draft.id, seen=draft.version)
        return self.cases.submit(AUTHOR, draft.id, seen=confirmed.version)

    def published(self, case: Case = REFUND) -> CaseRecord:
        waiting = self.waiting(case)
        return self.cases.publish(SV, waiting.id, seen=waiting.version)

    def found(self, actor: Person, text: str = "返金", **asked: object) -> list[str]:
        query = CaseQuery.model_validate({"text": text, **asked})
        return [hit.record.id for hit in self.search.search(actor, query).hits]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    file = SqliteStore(tmp_path / "trainer.db").file
    store, circle, clock, ids = SqliteCases(file), SqliteCircle(file), Clock(), itertools.count(1)

    def new_id() -> str:
        return f"c{next(ids)}"

    return Desk(
        cases=Cases(store, clock, new_id),
        search=CaseSearch(store, clock),
        imports=CaseImports(SqliteCaseImports(file), clock, new_id),
        talk=Discussion(store, circle, clock, new_id),
        lists=ReadingLists(store, circle, clock, new_id),
        clock=clock,
    )


# ------------------------------------------------------------ writing


def test_a_draft_is_saved_as_it_is_typed_and_seen_by_its_author_only(desk: Desk) -> None:
    draft = desk.draft(Case(title="返金"))
    draft = desk.cases.save_draft(AUTHOR, REFUND, case_id=draft.id, seen=draft.version)
    assert desk.search.read(AUTHOR, draft.id).case == REFUND
    assert desk.found(AUTHOR) == [draft.id] and desk.found(SV) == desk.found(READER) == []
    for nosy in (SV, READER):
        with pytest.raises(NotFound):
            desk.search.read(nosy, draft.id)
        with pytest.raises(NotFound):
            desk.cases.save_draft(nosy, REFUND, case_id=draft.id, seen=draft.version)


def test_a_first_save_sent_twice_makes_one_draft(desk: Desk) -> None:
    first = desk.cases.save_draft(AUTHOR, REFUND, case_id="made-by-the-page")
    assert desk.cases.save_draft(AUTHOR, REFUND, case_id="made-by-the-page") == first
    assert [row.id for row in desk.search.mine(AUTHOR)] == ["made-by-the-page"]
    with pytest.raises(InvalidInput):
        desk.cases.save_draft(AUTHOR, REFUND, case_id="../../etc")


def test_two_tabs_on_one_draft_the_second_is_told_and_keeps_its_text(desk: Desk) -> None:
    draft = desk.draft()
    desk.cases.save_draft(AUTHOR, MASKED, case_id=draft.id, seen=1)
    mine = REFUND.model_copy(update={"lesson": "別の画面で書いた学び"})
    with pytest.raises(SavedMeanwhile, match="佐藤さん") as told:
        desk.cases.save_draft(AUTHOR, mine, case_id=draft.id, seen=1)
    assert (told.value.by, told.value.version) == ("佐藤", 2) and told.value.at == desk.clock.now
    own = desk.cases.own(AUTHOR, draft.id)
    assert own is not None and own.case == mine and own.seen == 1
    assert desk.search.read(AUTHOR, draft.id).case == MASKED
    desk.cases.drop_own(AUTHOR, draft.id)
    assert desk.cases.own(AUTHOR, draft.id) is None


def test_two_editors_of_a_published_case_lose_nothing(desk: Desk) -> None:
    case = desk.published()
    theirs, mine = (REFUND.model_copy(update={"lesson": lesson}) for lesson in ("SVの学び", "筆者の学び"))
    desk.cases.save_draft(AUTHOR, mine, case_id=case.id, seen=case.version)
    desk.cases.confirm(SV, theirs, case_id=case.id, seen=case.version)
    with pytest.raises(SavedMeanwhile, match="高木さん"):
        desk.cases.confirm(AUTHOR, mine, case_id=case.id, seen=case.version)
    own = desk.cases.own(AUTHOR, case.id)
    assert own is not None and own.case == mine
    assert desk.search.read(READER, case.id).case == theirs


def test_a_change_to_a_shared_case_stays_the_writers_own_until_confirmed(desk: Desk) -> None:
    case = desk.published()
    raw = REFUND.model_copy(update={"situation": "山田太郎様の返金が届かない"})
    assert desk.cases.save_draft(AUTHOR, raw, case_id=case.id, seen=case.version) == case
    assert desk.found(AUTHOR, "山田太郎") == desk.found(SV, "山田太郎") == []
    assert desk.cases.own(SV, case.id) is None
    revised = desk.cases.confirm(AUTHOR, MASKED, case_id=case.id, seen=case.version)
    assert revised.state is CaseState.WAITING and desk.found(READER) == []
    assert desk.cases.own(AUTHOR, case.id) is None


def test_a_supervisors_confirmed_change_is_published_at_once(desk: Desk) -> None:
    case = desk.published()
    revised = desk.cases.confirm(SV, MASKED, case_id=case.id, seen=case.version)
    assert revised.state is CaseState.PUBLISHED and desk.found(READER, "【氏名1】") == [case.id]


class Busy:
    """A store in which somebody else does something just before the chosen deed."""

    def __init__(self, store: SqliteCases, deed: str, meanwhile: Callable[[], object]) -> None:
        self._store, self._deed, self._meanwhile = store, deed, meanwhile

    def __getattr__(self, name: str) -> Any:
        if name == self._deed:
            self._deed = ""
            self._meanwhile()
        return getattr(self._store, name)


def test_who_is_overtaken_in_the_last_moment_keeps_their_text(desk: Desk) -> None:
    draft = desk.draft()
    desk.cases.save_draft(AUTHOR, MASKED, case_id=draft.id, seen=1)
    mine = REFUND.model_copy(update={"lesson": "同時に書いた学び"})
    theirs = REFUND.model_copy(update={"lesson": "先に届いた学び"})

    def meanwhile() -> None:
        desk.cases.save_draft(AUTHOR, theirs, case_id=draft.id, seen=2)

    busy = replace(desk.cases, store=Busy(desk.cases.store, "save", meanwhile))
    with pytest.raises(SavedMeanwhile):
        busy.save_draft(AUTHOR, mine, case_id=draft.id, seen=2)
    own = desk.cases.own(AUTHOR, draft.id)
    assert own is not None and own.case == mine and desk.search.read(AUTHOR, draft.id).case == theirs


def test_what_is_taken_back_during_a_search_is_not_shown(desk: Desk) -> None:
    case = desk.waiting()

    def meanwhile() -> None:
        desk.cases.take_back(AUTHOR, case.id, seen=case.version)

    busy = replace(desk.search, store=Busy(desk.search.store, "records", meanwhile))
    assert busy.search(SV, CaseQuery(text="返金")).hits == ()


# ------------------------------------------------------------ review


def test_nothing_is_handed_in_before_the_masking_is_confirmed(desk: Desk) -> None:
    draft = desk.draft()
    with pytest.raises(InvalidInput, match="伏せ字"):
        desk.cases.submit(AUTHOR, draft.id, seen=1)
    confirmed = desk.cases.confirm(AUTHOR, MASKED, case_id=draft.id, seen=1)
    assert confirmed.confirmed_by == "佐藤"
    edited = desk.cases.save_draft(AUTHOR, REFUND, case_id=draft.id, seen=confirmed.version)
    assert edited.confirmed_by == ""
    with pytest.raises(InvalidInput, match="伏せ字"):
        desk.cases.submit(AUTHOR, draft.id, seen=edited.version)


def test_what_is_missing_is_named(desk: Desk) -> None:
    draft = desk.draft(Case(title="返金"))
    confirmed = desk.cases.confirm(AUTHOR, draft.case, case_id=draft.id, seen=1)
    with pytest.raises(InvalidInput, match="状況、教訓"):
        desk.cases.submit(AUTHOR, draft.id, seen=confirmed.version)


def test_a_case_goes_from_its_author_over_a_supervisor_to_everybody(desk: Desk) -> None:
    waiting = desk.waiting()
    assert [row.id for row in desk.search.awaiting_review(SV)] == [waiting.id]
    assert desk.found(SV) == [waiting.id] and desk.found(READER) == []
    sent_back = desk.cases.send_back(SV, waiting.id, "経過に日付を足してください", seen=waiting.version)
    assert sent_back.state is CaseState.DRAFT and sent_back.note == "経過に日付を足してください"
    assert desk.found(SV) == []
    again = desk.cases.submit(AUTHOR, waiting.id, seen=sent_back.version)
    published = desk.cases.publish(SV, waiting.id, seen=again.version)
    assert published.state is CaseState.PUBLISHED and desk.found(READER) == [waiting.id]
    assert desk.search.awaiting_review(SV) == []


def test_only_supervisors_review(desk: Desk) -> None:
    waiting = desk.waiting()
    for deed in (
        lambda: desk.cases.publish(AUTHOR, waiting.id, seen=waiting.version),
        lambda: desk.cases.send_back(AUTHOR, waiting.id, "だめ", seen=waiting.version),
        lambda: desk.search.awaiting_review(AUTHOR),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert desk.cases.take_back(AUTHOR, waiting.id, seen=waiting.version).state is CaseState.DRAFT


def test_a_supervisor_never_publishes_a_text_they_have_not_seen(desk: Desk) -> None:
    waiting = desk.waiting()
    desk.cases.confirm(AUTHOR, MASKED, case_id=waiting.id, seen=waiting.version)
    with pytest.raises(SavedMeanwhile):
        desk.cases.publish(SV, waiting.id, seen=waiting.version)
    assert desk.found(READER) == []


def test_a_deed_in_the_wrong_state_is_refused(desk: Desk) -> None:
    case = desk.published()
    with pytest.raises(Conflict):
        desk.cases.publish(SV, case.id, seen=case.version)
    with pytest.raises(Conflict):
        desk.cases.submit(AUTHOR, case.id, seen=case.version)
    with pytest.raises(Conflict):
        desk.cases.mark_stale(SV, desk.waiting().id, "古い", seen=3)


def test_a_case_is_due_half_a_year_after_publishing(desk: Desk) -> None:
    case = desk.published()
    assert case.review_on == date.fromtimestamp(desk.clock.now) + timedelta(days=183)
    assert desk.search.read(READER, case.id).state is CaseState.PUBLISHED
    desk.clock.now += 184 * 86_400
    assert desk.search.read(READER, case.id).state is CaseState.STALE
    assert [row.id for row in desk.search.to_update(SV)] == [case.id]
    assert desk.found(READER, states=("published",)) == []
    renewed = desk.cases.publish(SV, case.id, seen=case.version, review_on=_today(desk) + timedelta(days=30))
    assert renewed.state is CaseState.PUBLISHED and desk.search.to_update(SV) == []
    with pytest.raises(InvalidInput):
        stale = desk.cases.mark_stale(SV, case.id, "料金が変わった", seen=renewed.version)
        desk.cases.publish(SV, case.id, seen=stale.version, review_on=_today(desk))


def test_doubt_is_told_with_its_reason_by_those_who_answer_for_the_case(desk: Desk) -> None:
    case = desk.published()
    with pytest.raises(NotAllowed):
        desk.cases.mark_stale(READER, case.id, "古い", seen=case.version)
    with pytest.raises(InvalidInput):
        desk.cases.mark_stale(AUTHOR, case.id, "  ", seen=case.version)
    stale = desk.cases.mark_stale(AUTHOR, case.id, "料金が変わった", seen=case.version)
    assert (stale.state, stale.note) == (CaseState.STALE, "料金が変わった")
    assert desk.found(READER) == [case.id], "a doubted case is still found"


# ------------------------------------------------------------ history


def test_readers_see_what_was_shared_and_nobody_what_was_never_confirmed(desk: Desk) -> None:
    raw = REFUND.model_copy(update={"situation": "山田太郎様の返金"})
    draft = desk.draft(raw)
    confirmed = desk.cases.confirm(AUTHOR, MASKED, case_id=draft.id, seen=1)
    waiting = desk.cases.submit(AUTHOR, draft.id, seen=confirmed.version)
    desk.cases.publish(SV, draft.id, seen=waiting.version)
    assert [v.version for v in desk.cases.versions(READER, draft.id)] == [4]
    assert [v.version for v in desk.cases.versions(SV, draft.id)] == [4, 3]
    mine = desk.cases.versions(AUTHOR, draft.id)
    assert [v.version for v in mine] == [4, 3, 2] and all("山田" not in v.case.situation for v in mine)


def test_versions_differ_by_field_and_an_old_one_comes_back(desk: Desk) -> None:
    case = desk.published()
    changed = REFUND.model_copy(update={"title": "返金の行き違い", "tags": ("返金", "約束")})
    newer = desk.cases.confirm(SV, changed, case_id=case.id, seen=case.version)
    found = desk.cases.diff(READER, case.id, case.version, newer.version)
    assert [(c.field, c.label, c.before.text, c.after.text) for c in found] == [
        ("title", "題名", "返金の遅れ", "返金の行き違い"),
        ("tags", "タグ", "返金", "返金、約束"),
    ]
    restored = desk.cases.restore(SV, case.id, case.version, seen=newer.version)
    assert restored.case == REFUND and restored.state is CaseState.PUBLISHED
    assert desk.found(READER, "行き違い") == [] and desk.found(READER, "遅れ") == [case.id]
    with pytest.raises(NotFound):
        desk.cases.diff(READER, case.id, 1, 99)


def test_the_author_of_a_restored_text_goes_through_review_again(desk: Desk) -> None:
    case = desk.published()
    newer = desk.cases.confirm(SV, MASKED, case_id=case.id, seen=case.version)
    restored = desk.cases.restore(AUTHOR, case.id, case.version, seen=newer.version)
    assert restored.state is CaseState.WAITING and restored.confirmed_by == "佐藤"


def test_a_difference_shows_the_words_that_went_and_came() -> None:
    before = Case(situation="返金が三週間届かない", timeline=(Moment(text="入電"),))
    after = Case(
        situation="返金が四週間届かない",
        timeline=(Moment(when="1日目", text="入電", decision="引き継ぎますか"),),
        phrases=(Phrase(effect="hurt", text="規定ですので"),),
    )
    found = {c.field: c for c in changes(before, after)}
    assert set(found) == {"situation", "timeline", "phrases"}
    change = found["situation"]
    assert [change.before.text[s.start : s.end] for s in change.before.spans] == ["三週間届"]
    assert [change.after.text[s.start : s.end] for s in change.after.spans] == ["四週間届"]
    assert found["timeline"].after.text == "1日目 経過 入電 (問い: 引き継ぎますか)"
    assert found["phrases"].after.text == "こじれた言葉 規定ですので" and changes(after, after) == []


# ------------------------------------------------------------ the bin


def test_a_deleted_case_is_nowhere_until_it_is_taken_out_of_the_bin(desk: Desk) -> None:
    case = desk.published()
    with pytest.raises(NotAllowed):
        desk.cases.delete(AUTHOR, case.id)
    desk.cases.delete(SV, case.id)
    assert desk.found(READER) == [] and [row.id for row in desk.search.bin(SV)] == [case.id]
    with pytest.raises(NotFound):
        desk.search.read(AUTHOR, case.id)
    with pytest.raises(NotFound):
        desk.cases.undelete(READER, case.id)
    back = desk.cases.undelete(SV, case.id)
    assert back.state is CaseState.PUBLISHED and desk.found(READER) == [case.id] and desk.search.bin(SV) == []


def test_erasing_is_for_what_lies_in_the_bin(desk: Desk) -> None:
    draft = desk.draft()
    with pytest.raises(NotFound):
        desk.cases.erase(AUTHOR, draft.id)
    desk.cases.delete(AUTHOR, draft.id)
    with pytest.raises(NotFound):
        desk.cases.erase(SV, draft.id)
    desk.cases.erase(AUTHOR, draft.id)
    assert desk.search.bin(AUTHOR) == []


# ------------------------------------------------------------ finding


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


def test_everything_found_can_be_taken_along(desk: Desk) -> None:
    ids = [desk.published(REFUND.model_copy(update={"title": f"返金{n}"})).id for n in range(3)]
    desk.draft()
    assert [r.id for r in desk.search.everything(READER, CaseQuery(text="返金", limit=1))] == ids[::-1]


# ------------------------------------------------------------ discussing


def test_people_talk_about_a_case_they_can_see(desk: Desk) -> None:
    case, draft = desk.published(), desk.draft()
    first = desk.talk.comment(READER, case.id, " 朝礼で読みました ", key="k1")
    desk.talk.comment(READER, case.id, "朝礼で読みました", key="k1")
    assert [c.text for c in desk.talk.comments(AUTHOR, case.id)] == ["朝礼で読みました"]
    with pytest.raises(NotAllowed):
        desk.talk.delete_comment(AUTHOR, case.id, first.id)
    desk.talk.delete_comment(SV, case.id, first.id)
    assert desk.talk.comments(READER, case.id) == []
    for text in ("  ", "長" * 2_001):
        with pytest.raises(InvalidInput):
            desk.talk.comment(READER, case.id, text)
    with pytest.raises(NotFound):
        desk.talk.comment(READER, draft.id, "見えないはず")


def test_helpful_and_bookmarks_are_switched_on_and_off(desk: Desk) -> None:
    case = desk.published()
    assert desk.talk.toggle_helpful(READER, case.id).helpful == 1
    assert desk.talk.toggle_helpful(SV, case.id).helpful == 2 and desk.talk.found_helpful(SV, case.id)
    assert desk.talk.toggle_helpful(SV, case.id).helpful == 1 and not desk.talk.found_helpful(SV, case.id)
    assert desk.talk.toggle_bookmark(READER, case.id) and desk.talk.toggle_bookmark(SV, case.id) is not False
    assert [r.id for r in desk.talk.bookmarks(READER)] == [case.id]
    desk.cases.delete(SV, case.id)
    assert desk.talk.bookmarks(READER) == []


def test_a_reading_list_is_put_in_order_for_a_meeting(desk: Desk) -> None:
    one, two, three = (desk.published(REFUND.model_copy(update={"title": f"返金{n}"})).id for n in range(3))
    made = desk.lists.create(READER, " 11月の 勉強会 ", [one, two, one])
    assert made.title == "11月の 勉強会" and made.cases == (one, two)
    desk.lists.add(READER, made.id, three)
    desk.lists.add(READER, made.id, three)
    assert desk.lists.move(READER, made.id, three, 0).cases == (three, one, two)
    assert desk.lists.remove(READER, made.id, one).cases == (three, two)
    assert desk.lists.rename(SV, made.id, "12月の勉強会").title == "12月の勉強会"
    with pytest.raises(NotAllowed):
        desk.lists.add(AUTHOR, made.id, one)
    reading, records = desk.lists.read(AUTHOR, made.id)
    assert [r.id for r in records] == list(reading.cases) == [three, two]
    desk.cases.delete(SV, three)
    assert desk.lists.read(AUTHOR, made.id)[0].cases == (two,)
    assert [li.cases for li in desk.lists.all(AUTHOR)] == [(two,)]
    desk.lists.delete(READER, made.id)
    with pytest.raises(NotFound):
        desk.lists.read(READER, made.id)


def test_a_scenario_and_the_best_call_are_linked_back(desk: Desk) -> None:
    case = desk.published()
    desk.cases.link(SV, case.id, scenario="case-refund")
    linked = desk.cases.link(AUTHOR, case.id, best_attempt="a9")
    assert (linked.scenario, linked.best_attempt, linked.version) == ("case-refund", "a9", case.version)
    with pytest.raises(NotAllowed):
        desk.cases.link(READER, case.id, scenario="")


# ------------------------------------------------------------ many at once


def _rows(count: int, **changed: object) -> list[CaseRecord]:
    return [
        CaseRecord(id=f"row{n}", case=REFUND, author="x", author_name="x").model_copy(update=changed)
        for n in range(count)
    ]


def test_an_import_belongs_to_whoever_brought_it_and_can_be_taken_back(desk: Desk) -> None:
    assert desk.imports.add_many(AUTHOR, _rows(3), "b1")
    assert desk.found(AUTHOR) == ["row2", "row1", "row0"] and desk.found(SV) == []
    desk.cases.save_draft(AUTHOR, MASKED, case_id="row1", seen=1)
    assert [b.count for b in desk.imports.batches(AUTHOR)] == [3] and desk.imports.batches(SV) == []
    with pytest.raises(NotFound):
        desk.imports.undo_import(SV, "b1")
    undone = desk.imports.undo_import(AUTHOR, "b1")
    assert (undone.removed, undone.kept) == (2, ("row1",)) and desk.found(AUTHOR) == ["row1"]


def test_only_a_supervisor_imports_shared_cases_and_only_confirmed_ones(desk: Desk) -> None:
    published = {"state": CaseState.PUBLISHED}
    with pytest.raises(NotAllowed):
        desk.imports.add_many(AUTHOR, _rows(1, **published, confirmed_by="佐藤"), "b1")
    with pytest.raises(InvalidInput, match="伏せ字"):
        desk.imports.add_many(SV, _rows(2, **published), "b1")
    assert desk.imports.add_many(SV, _rows(2, **published, confirmed_by="高木"), "b1")
    assert len(desk.found(READER)) == 2


def test_an_import_shows_its_progress_and_can_be_stopped(desk: Desk) -> None:
    steps: list[int] = []
    assert not desk.imports.add_many(AUTHOR, _rows(1_100), "b1", lambda done, total: bool(steps.append(done)))
    assert steps == [500] and desk.found(AUTHOR) == [] and desk.imports.batches(AUTHOR) == []


def test_shipped_cases_are_published_once(desk: Desk) -> None:
    assert desk.imports.seed(_rows(2, confirmed_by="見本")) == 2
    assert desk.found(READER) == ["row1", "row0"]
    desk.cases.delete(SV, "row1")
    assert desk.imports.seed(_rows(2, confirmed_by="見本")) == 0 and desk.found(READER) == ["row0"]


def _today(desk: Desk) -> date:
    return datetime.fromtimestamp(desk.clock.now).date()
