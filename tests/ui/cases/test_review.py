"""事例の確認: the supervisor's page, and the bin."""

from __future__ import annotations

from typing import Any

from tests.ui.cases.library import CASE, click, published, waiting
from tests.ui.looking import shown
from trainer.case import CaseState
from trainer.person import Person
from trainer.wiring import App


def test_review_is_for_supervisors(app: App, opened: Any, trainee: Person) -> None:
    waiting(app, trainee)
    words = shown(opened(trainee, "review", case="one"))
    assert "この画面はSVが使います" in words and CASE.title not in words


def test_a_supervisor_sends_back_with_words_and_publishes(
    app: App, opened: Any, trainee: Person, sv: Person
) -> None:
    waiting(app, trainee)
    at = opened(sv, "review", case="one")
    assert "確認待ち 1件" in shown(at)
    click(at, "差し戻す")
    assert "理由が空です" in shown(at)
    at.text_area(key="send-back-words").input("結果をもう少し詳しく")
    click(at, "差し戻す")
    record = app.case_search.read(trainee, "one")
    assert (record.state, record.note) == (CaseState.DRAFT, "結果をもう少し詳しく")
    assert "結果をもう少し詳しく" in shown(opened(trainee, "write", case="one"))
    record = app.cases.confirm(trainee, CASE, case_id="one", seen=record.version)
    app.case_review.submit(trainee, "one", seen=record.version)
    click(opened(sv, "review", case="one"), "公開する")
    assert app.case_search.read(trainee, "one").state is CaseState.PUBLISHED


def test_a_doubt_by_a_reader_is_a_comment_by_a_supervisor_a_state(
    app: App, opened: Any, trainee: Person, sv: Person
) -> None:
    published(app, sv)
    at = opened(trainee, "case", case="one")
    at.text_area(key="stale-words").input("料金が変わりました")
    click(at, "要更新と知らせる")
    assert "料金が変わりました" in app.discussion.comments(sv, "one")[0].text
    at = opened(sv, "case", case="one")
    at.text_area(key="stale-words").input("料金が変わりました")
    click(at, "要更新と知らせる")
    assert app.case_search.read(trainee, "one").state is CaseState.STALE
    assert "要更新 1件" in shown(opened(sv, "review")) and "料金が変わりました" in shown(opened(sv, "review"))


def test_a_deleted_draft_comes_back_from_the_bin(app: App, opened: Any, trainee: Person) -> None:
    app.cases.save_draft(trainee, CASE, case_id="mine")
    click(opened(trainee, "case", case="mine"), "ごみ箱に移す")
    assert app.case_search.mine(trainee) == []
    at = opened(trainee, "mycases")
    at.segmented_control(key="shelf-part").set_value("ごみ箱").run()
    click(at, "元に戻す")
    assert [row.id for row in app.case_search.mine(trainee)] == ["mine"]
