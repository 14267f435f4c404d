"""事例: what a reader sees, and what they can do with it."""

from __future__ import annotations

from typing import Any

from tests.ui.cases.library import CASE, click, one, published
from tests.ui.looking import shown
from trainer.case import Case
from trainer.person import Person
from trainer.ui.case_history import differences
from trainer.ui.case_story import story
from trainer.wiring import App


def test_a_case_reads_from_what_happened_to_the_lesson(
    app: App, opened: Any, trainee: Person, sv: Person
) -> None:
    published(app, sv)
    page = shown(opened(trainee, "case", case="one"))
    words = page[page.index('class="story"') :]
    parts = ["何が起きたか", "どう動いたか", "分かれ目", "引き継ぎ", "効いた言葉", "結果", "教訓"]
    places = [words.index(part) for part in parts]
    assert places == sorted(places)
    assert "こじれた言葉" not in words  # nothing was said that hurt


def test_parts_without_words_are_left_out() -> None:
    html = story(Case(title="題", situation="状況"))
    assert "何が起きたか" in html and "教訓" not in html and "どう動いたか" not in html


def test_somebody_elses_draft_is_not_there(app: App, opened: Any, trainee: Person, sv: Person) -> None:
    app.cases.save_draft(sv, CASE, case_id="secret")
    for page in ("case", "write", "masking"):
        words = shown(opened(trainee, page, case="secret"))
        assert "見つかりません" in words and CASE.situation not in words


def test_helpful_bookmark_list_and_comment(app: App, opened: Any, trainee: Person, sv: Person) -> None:
    published(app, sv)
    at = opened(trainee, "case", case="one")
    click(at, "役に立った 0")
    click(at, "しおり")
    at.text_input(key="list-name").input("12月の勉強会")
    click(at, "追加する")
    one(at, "text_area", "コメントを書く").input("助かりました")
    click(at, "送る")
    assert "役に立った 1" in [b.label for b in at.button] and "助かりました" in shown(at)
    assert [r.id for r in app.discussion.bookmarks(trainee)] == ["one"]
    assert app.reading_lists.all(trainee)[0].cases == ("one",)
    shelf = opened(trainee, "mycases")
    shelf.segmented_control(key="shelf-part").set_value("読み合わせリスト").run()
    assert CASE.title in shown(shelf)


def test_an_empty_comment_is_refused_and_nothing_is_lost(
    app: App, opened: Any, trainee: Person, sv: Person
) -> None:
    published(app, sv)
    at = opened(trainee, "case", case="one")
    click(at, "送る")
    assert "コメントが空です" in shown(at) and app.discussion.comments(trainee, "one") == []


def test_versions_are_compared_field_by_field_and_taken_back(app: App, opened: Any, sv: Person) -> None:
    record = published(app, sv)
    app.cases.confirm(
        sv, CASE.model_copy(update={"outcome": "翌日に訪問した。"}), case_id="one", seen=record.version
    )
    at = opened(sv, "case", case="one")
    at.session_state["history"] = True
    at.run()
    assert "<ins>翌日</ins>" in shown(at)
    assert "第" not in "".join(at.selectbox(key="before").options)  # saves are not counted aloud
    click(at, "前の版の文に戻す")
    assert app.case_search.read(sv, "one").case.outcome == CASE.outcome
    found = app.cases.diff(sv, "one", record.version, record.version + 1)
    html = differences(found)
    assert "<del>当日中</del>" in html and "<ins>翌日</ins>" in html
