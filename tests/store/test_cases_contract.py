"""What every store of the case library must do, whatever lies under it."""

from __future__ import annotations

import threading
from datetime import date, datetime

import pytest

from tests.store.case_samples import AUTHOR, READER, SUPERVISOR, record
from trainer.case import Batch, CaseState, Comment, OwnText, ReadingList
from trainer.case_query import CaseQuery
from trainer.errors import Conflict
from trainer.person import Person
from trainer.store.case_store import CaseStore, CircleStore, ImportStore

TODAY = date(2026, 11, 22)


def found(cases: CaseStore, text: str = "", viewer: Person = READER, **asked: object) -> list[str]:
    query = CaseQuery.model_validate({"text": text, **asked})
    return [row.id for row in cases.hits(viewer, query, TODAY, 1_000)]


# ------------------------------------------------------------ keeping


def test_a_case_comes_back_as_saved_with_every_character(cases: CaseStore) -> None:
    kept = record(
        title="絵文字😀と𠮷野家、ｶﾞｽ",
        situation="改行\nと'; DROP TABLE case_record;--",
        timeline=[{"when": "1日目", "text": "\u200bゼロ幅", "decision": "引き継ぎますか"}],
        escalation={"need": "required", "direction": "vertical", "to": "責任者", "timing": "too_late"},
        phrases=[{"effect": "hurt", "text": "規定ですので", "why": "壁に聞こえる"}],
        tags=["返金", "初動 遅れ"],
    ).model_copy(update={"review_on": date(2027, 5, 1), "attempt": "a1", "note": "ひとこと"})
    cases.save(kept)
    assert cases.record("c1") == kept
    assert cases.record("unknown") is None
    assert cases.records(["nothing", "c1"]) == [kept]


def test_every_save_is_a_version_and_a_gap_is_refused(cases: CaseStore) -> None:
    cases.save(record())
    cases.save(record(title="返金が二度遅れた", version=2))
    for version in (2, 4, 1):
        with pytest.raises(Conflict):
            cases.save(record(title="負けた文章", version=version))
    assert [(v.version, v.case.title) for v in cases.versions("c1")] == [
        (2, "返金が二度遅れた"), (1, "返金が遅れた"),
    ]  # fmt: skip


def test_a_text_that_nobody_confirmed_is_gone_with_the_next_save(cases: CaseStore) -> None:
    cases.save(record(title="山田様の件", state=CaseState.DRAFT, confirmed_by=""))
    cases.save(record(title="【氏名1】様の件", version=2))
    assert [v.case.title for v in cases.versions("c1")] == ["【氏名1】様の件"]
    assert found(cases, "山田", AUTHOR) == []


def test_two_who_save_at_once_never_both_win(cases: CaseStore) -> None:
    cases.save(record())
    won: list[int] = []

    def save(number: int) -> None:
        try:
            cases.save(record(title=f"{number}番", version=2))
            won.append(number)
        except Conflict:
            return

    threads = [threading.Thread(target=save, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = cases.record("c1")
    assert len(won) == 1 and kept is not None and kept.case.title == f"{won[0]}番"


def test_links_disturb_nobody_who_is_writing(cases: CaseStore) -> None:
    cases.save(record())
    cases.link("c1", scenario="from-case")
    cases.link("c1", best_attempt="a9")
    kept = cases.record("c1")
    assert kept is not None and (kept.scenario, kept.best_attempt, kept.version) == ("from-case", "a9", 1)


def test_what_is_erased_takes_everything_with_it(cases: CaseStore, circle: CircleStore) -> None:
    cases.save(record())
    cases.save(record("c2"))
    circle.add_comment(Comment(id="k", case_id="c1", person="p", name="森", at=1.0, text="なるほど"))
    circle.vote("c1", "p", True)
    circle.bookmark("c1", "p", 1.0)
    circle.save_list(_reading_list(cases=("c1", "c2")))
    cases.erase("c1")
    assert cases.record("c1") is None and cases.versions("c1") == [] and found(cases, "返金") == ["c2"]
    assert circle.comments("c1") == [] and circle.bookmarks("p") == [] and not circle.voted("c1", "p")
    kept = circle.reading_list("l")
    assert kept is not None and kept.cases == ("c2",)


# ------------------------------------------------------------ finding


@pytest.mark.parametrize(
    "asked",
    [
        "税",
        "税金",
        "ガス",
        "ｶﾞｽ",
        "E-1474",
        "e-14",
        "1474",
        "７４",
        "E‐1474",
        "税金 ガス",
        "ガス　停止",
        "が止まった",
        "😀",
        "(仮)",
    ],
)
def test_words_of_any_length_and_writing_are_found_where_they_stand(cases: CaseStore, asked: str) -> None:
    cases.save(record("c1", "税金の話", situation="Ｅ－１４７４が出てｶﾞｽが止まった😀", lesson="停止(仮)"))
    cases.save(record("c2", "ほかの話"))
    assert found(cases, asked) == ["c1"]


@pytest.mark.parametrize("asked", ["金税", "税 配送", "停止話", "停止の話", "止まった税", "返金額", "金金"])
def test_words_are_not_found_across_the_end_of_a_text(cases: CaseStore, asked: str) -> None:
    cases.save(record("c1", "税金の話", situation="ガスが止まった", outcome="返金", lesson="金額の停止"))
    assert found(cases, asked) == []


@pytest.mark.parametrize(
    "asked",
    ['"', "'", "%", "_", "*", "NEAR(", "a OR b", "NOT", "title:x", "^税", "-", "(", "\x00x", "\ud800x", "あ" * 10_000,
     " ".join("語" * n for n in range(1, 400)), "marks : x", "{text} : y", "‖", "state‖7075626c6973686564"],
)  # fmt: skip
def test_no_text_is_dangerous(cases: CaseStore, asked: str) -> None:
    cases.save(record())
    assert found(cases, asked) == []


def test_a_sign_that_means_something_to_a_database_is_found_as_written(cases: CaseStore) -> None:
    cases.save(record("c1", '30%引きと"約束"、税*、a OR b'))
    for asked in ("%", '"約束"', "税*", "0%", "a OR b", "引き"):
        assert found(cases, asked) == ["c1"], asked


@pytest.mark.parametrize("asked", ["", "   ", "\u3000\n\t", "\u200b", "\x00", "\ud800"])
def test_nothing_asked_for_means_everything(cases: CaseStore, asked: str) -> None:
    cases.save(record("c1"))
    cases.save(record("c2"))
    assert found(cases, asked) == ["c2", "c1"]


def test_who_may_see_what_is_decided_while_searching(cases: CaseStore) -> None:
    for state in CaseState:
        cases.save(record(state.value, "返金", state=state))
    shared = {"published", "stale"}
    assert set(found(cases, "返金", READER)) == shared
    assert set(found(cases, "返金", SUPERVISOR)) == shared | {"waiting"}
    assert set(found(cases, "返金", AUTHOR)) == shared | {"waiting", "draft"}
    assert found(cases, "返金", READER, authors=("author",), states=("draft", "waiting")) == []


def test_the_bin_is_not_searched(cases: CaseStore) -> None:
    cases.save(record())
    cases.save(record(version=2).model_copy(update={"deleted_at": 5.0}))
    assert found(cases, "返金") == [] and [r.id for r in cases.binned(AUTHOR)] == ["c1"]
    assert [r.id for r in cases.binned(SUPERVISOR)] == ["c1"] and cases.binned(READER) == []
    cases.save(record(version=3))
    assert found(cases, "返金") == ["c1"] and cases.binned(AUTHOR) == []


def test_the_bin_of_others_shows_supervisors_no_drafts(cases: CaseStore) -> None:
    cases.save(record(state=CaseState.DRAFT, confirmed_by="").model_copy(update={"deleted_at": 5.0}))
    assert cases.binned(SUPERVISOR) == [] and [r.id for r in cases.binned(AUTHOR)] == ["c1"]


def test_facets_narrow_and_tags_add_up(cases: CaseStore) -> None:
    cases.save(
        record(
            "c1", industry="家電", channel="phone", persona="vip", cause="company", tags=["返金", "初動 遅れ"]
        )
    )
    cases.save(record("c2", industry="銀行", channel="email", persona="logical", tags=["返金"], author="x"))
    cases.save(
        record(
            "c3", industry="家電", escalation={"need": "required", "direction": "horizontal", "to": "技術"}
        )
    )
    assert found(cases, industries=("家電",)) == ["c3", "c1"]
    assert found(cases, industries=("家電", "銀行")) == ["c3", "c2", "c1"]
    assert found(cases, industries=("家電",), personas=("vip",)) == ["c1"]
    assert found(cases, "返金", channels=("email",)) == ["c2"]
    assert found(cases, tags=("返金", "初動 遅れ")) == ["c1"] and found(cases, tags=("返",)) == []
    assert found(cases, causes=("company",)) == ["c1"]
    assert found(cases, needs=("required",), directions=("horizontal",)) == ["c3"]
    assert found(cases, authors=("x",)) == ["c2"]


def test_the_last_change_decides_the_order_and_the_days(cases: CaseStore) -> None:
    noon = [datetime(2026, 11, day, 12).timestamp() for day in (1, 2, 3)]
    for number, at in enumerate(noon):
        cases.save(record(f"c{number}", at=at))
    assert found(cases) == ["c2", "c1", "c0"]
    assert found(cases, since="2026-11-02") == ["c2", "c1"]
    assert found(cases, until="2026-11-02") == ["c1", "c0"]
    assert found(cases, "返金", since="2026-11-02", until="2026-11-02") == ["c1"]
    cases.save(record("c0", version=2, at=noon[2] + 1))
    assert found(cases) == ["c0", "c2", "c1"] and found(cases, until="2026-11-01") == []


def test_a_published_case_is_stale_from_its_review_date_on(cases: CaseStore) -> None:
    cases.save(record("due").model_copy(update={"review_on": TODAY}))
    cases.save(record("fresh").model_copy(update={"review_on": date(2026, 11, 23)}))
    cases.save(record("doubted", state=CaseState.STALE))
    assert found(cases, states=("stale",)) == ["doubted", "due"]
    assert found(cases, states=("published",)) == ["fresh"]


def test_no_more_than_asked_for_are_fetched(cases: CaseStore) -> None:
    for number in range(5):
        cases.save(record(f"c{number}"))
    assert [r.id for r in cases.hits(READER, CaseQuery(text="返金"), TODAY, 2)] == ["c4", "c3"]


def test_the_review_queue_shows_the_longest_waiting_first(cases: CaseStore) -> None:
    for case_id, state in (("c1", CaseState.WAITING), ("c2", CaseState.DRAFT), ("c3", CaseState.WAITING)):
        cases.save(record(case_id, state=state))
    assert [r.id for r in cases.in_state("waiting")] == ["c1", "c3"]


def test_each_shared_case_has_its_day(cases: CaseStore) -> None:
    assert cases.of_the_day(0) is None
    for number in range(4):
        cases.save(record(f"c{number}"))
    cases.save(record("hidden", state=CaseState.WAITING))
    assert {cases.of_the_day(n) for n in range(7, 11)} == {"c0", "c1", "c2", "c3"}


# ------------------------------------------------------------ a person's own text


def test_own_text_is_kept_for_each_person_until_dropped(cases: CaseStore) -> None:
    cases.save(record())
    mine = OwnText(case_id="c1", person="p", seen=1, at=2.0, case=record(title="わたしの案").case)
    cases.keep_own(mine.model_copy(update={"at": 1.0}))
    cases.keep_own(mine)
    assert cases.own("c1", "p") == mine and cases.own("c1", "q") is None
    cases.drop_own("c1", "p")
    assert cases.own("c1", "p") is None


# ------------------------------------------------------------ what people say about it


def test_comments_stand_in_order_and_once(cases: CaseStore, circle: CircleStore) -> None:
    cases.save(record())
    for key, at in (("k2", 2.0), ("k1", 1.0), ("k2", 3.0)):
        circle.add_comment(Comment(id=key, case_id="c1", person="p", name="森", at=at, text=f"{key}です"))
    assert [(c.id, c.at) for c in circle.comments("c1")] == [("k1", 1.0), ("k2", 2.0)]
    circle.delete_comment("k1")
    assert [c.id for c in circle.comments("c1")] == ["k2"]


def test_a_person_has_one_voice(cases: CaseStore, circle: CircleStore) -> None:
    cases.save(record())
    for person, helpful in (("p", True), ("p", True), ("q", True), ("r", False)):
        circle.vote("c1", person, helpful)
    assert [r.helpful for r in cases.records(["c1"])] == [2]
    circle.vote("c1", "p", False)
    cases.save(record(version=2).model_copy(update={"helpful": 2}))
    assert [r.helpful for r in cases.records(["c1"])] == [1], "a save does not bring votes back"


def test_bookmarks_are_a_persons_own_last_first(cases: CaseStore, circle: CircleStore) -> None:
    for number in (1, 2):
        cases.save(record(f"c{number}"))
        circle.bookmark(f"c{number}", "p", float(number))
    assert circle.bookmarks("p") == ["c2", "c1"] and circle.bookmarks("q") == []
    circle.bookmark("c2", "p", None)
    assert circle.bookmarks("p") == ["c1"]


def _reading_list(**changed: object) -> ReadingList:
    made = ReadingList(id="l", title="11月の勉強会", owner="sv", owner_name="高木", created_at=1.0, version=1)
    return made.model_copy(update=changed)


def test_a_reading_list_keeps_its_order_and_refuses_who_is_late(
    cases: CaseStore, circle: CircleStore
) -> None:
    for number in range(3):
        cases.save(record(f"c{number}"))
    circle.save_list(_reading_list(cases=("c2", "c0", "c1")))
    kept = circle.reading_list("l")
    assert kept == _reading_list(cases=("c2", "c0", "c1"))
    circle.save_list(_reading_list(cases=("c1",), version=2))
    with pytest.raises(Conflict):
        circle.save_list(_reading_list(cases=(), version=2))
    assert [li.cases for li in circle.reading_lists()] == [("c1",)]
    circle.delete_list("l")
    assert circle.reading_list("l") is None and circle.reading_lists() == []
    assert cases.record("c1") is not None


# ------------------------------------------------------------ many at once


def _some(count: int) -> list:
    return [record(f"g{n}", f"{n}件目の配送") for n in range(count)]


def test_an_import_is_there_as_a_whole_and_can_be_taken_back(cases: CaseStore, imports: ImportStore) -> None:
    steps: list[tuple[int, int]] = []
    batch = Batch(id="b", person="sv", at=9.0)
    assert imports.add_many(_some(1_200), batch, lambda done, total: steps.append((done, total)))
    assert len(found(cases, "配送")) == 1_000 and found(cases, "1199件目") == ["g1199"]
    assert steps[-1] == (1_200, 1_200) and len(steps) > 1
    assert imports.batches("sv") == [batch.model_copy(update={"count": 1_200})] and imports.batches("x") == []
    cases.save(record("g7", "7件目を直した", version=2))
    undone = imports.undo_batch("b")
    assert (undone.removed, undone.kept) == (1_199, ("g7",))
    assert found(cases) == ["g7"] and found(cases, "配送") == [] and imports.batch("b") is None


def test_a_stopped_import_leaves_nothing(cases: CaseStore, imports: ImportStore) -> None:
    cases.save(record())
    assert not imports.add_many(
        _some(1_200), Batch(id="b", person="sv", at=9.0), lambda done, total: done < 1_000
    )
    assert found(cases) == ["c1"] and imports.batch("b") is None and imports.known(["g1", "c1"]) == {"c1"}


def test_an_import_that_fails_while_showing_progress_leaves_nothing(
    cases: CaseStore, imports: ImportStore
) -> None:
    def broken(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imports.add_many(_some(3), Batch(id="b", person="sv", at=9.0), broken)
    assert found(cases) == [] and imports.batch("b") is None


def test_an_import_with_an_id_in_use_or_sent_twice_is_refused_whole(
    cases: CaseStore, imports: ImportStore
) -> None:
    cases.save(record("g1"))
    with pytest.raises(Conflict):
        imports.add_many(_some(3), Batch(id="b", person="sv", at=9.0))
    assert found(cases) == ["g1"]
    imports.add_many([record("n1")], Batch(id="b", person="sv", at=9.0))
    with pytest.raises(Conflict):
        imports.add_many([record("n2")], Batch(id="b", person="sv", at=9.0))
    with pytest.raises(Conflict):
        imports.add_many([record("same"), record("same")], Batch(id="b2", person="sv", at=9.0))
    assert found(cases) == ["n1", "g1"]


def test_shipped_cases_come_once_and_never_come_back(cases: CaseStore, imports: ImportStore) -> None:
    cases.save(record("mine", "同じ番号の自分の事例"))
    assert imports.seed([record("s1"), record("s2"), record("mine", "見本")]) == 2
    kept = cases.record("mine")
    assert kept is not None and kept.case.title == "同じ番号の自分の事例"
    cases.erase("s1")
    cases.save(record("s2", "書き直した", version=2))
    assert imports.unseeded(["s1", "s2", "s3"]) == ["s3"]
    assert imports.seed([record("s1"), record("s2"), record("s3")]) == 1
    assert sorted(found(cases)) == ["mine", "s2", "s3"] and found(cases, "書き直") == ["s2"]
