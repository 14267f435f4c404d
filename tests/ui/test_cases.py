"""The case library's pages: what people see, what is never lost, what nobody else gets to see."""

from __future__ import annotations

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.looking import EXAMPLE, finished, shown
from trainer.case import (
    Case,
    CaseCause,
    CaseEscalation,
    CaseRecord,
    CaseState,
    Effect,
    Moment,
    Party,
    Phrase,
)
from trainer.case_files import CaseFolder
from trainer.case_query import Marked
from trainer.dialogue import Span
from trainer.errors import InvalidInput
from trainer.escalation import Direction, Need, Timing
from trainer.person import Person
from trainer.ui.case_cards import marked, permalink
from trainer.ui.case_history import differences
from trainer.ui.case_story import story
from trainer.ui.markup import label
from trainer.ui.picks import anchor
from trainer.wiring import App

HOSTILE = '<img src=x onerror="alert(1)"> ![絵](http://example.invalid/a.png)'
CASE = Case(
    title="折り返しの約束が三度守られなかった",
    industry="通信",
    cause=CaseCause.COMPANY,
    situation="技術担当から折り返すと伝えたまま、三度とも連絡がなかった。",
    timeline=(
        Moment(when="1日目", who=Party.CUSTOMER, text="今朝から切れるんです。"),
        Moment(
            when="3日目", who=Party.CUSTOMER, text="上の人を出してください。", decision="引き継ぎますか。"
        ),
    ),
    escalation=CaseEscalation(
        need=Need.REQUIRED, direction=Direction.VERTICAL, to="責任者", timing=Timing.TOO_LATE
    ),
    phrases=(Phrase(effect=Effect.HELPED, text="経緯は私がすべて見ました。", why="話を繰り返させない"),),
    outcome="当日中に訪問した。",
    lesson="折り返しは時刻を復唱する。",
    tags=("折り返し",),
)


@pytest.fixture(autouse=True)
def no_shipped_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaseFolder, "ids", property(lambda self: []))


def waiting(app: App, author: Person, case: Case = CASE, case_id: str = "one") -> Any:
    """A case of this author that waits for review."""
    record = app.cases.save_draft(author, case, case_id=case_id)
    record = app.cases.confirm(author, case, case_id=case_id, seen=record.version)
    return app.cases.submit(author, case_id, seen=record.version)


def published(app: App, sv: Person, case: Case = CASE, case_id: str = "one") -> Any:
    record = waiting(app, sv, case, case_id)
    return app.cases.publish(sv, case_id, seen=record.version)


def one(at: AppTest, kind: str, start: str) -> Any:
    """The first widget of a kind whose label begins so."""
    return next(w for w in getattr(at, kind) if str(w.label).startswith(start))


def plain(html: str) -> str:
    """The words without the tags."""
    return re.sub(r"<[^>]*>", "", html)


def click(at: AppTest, label_: str) -> AppTest:
    next(b for b in at.button if b.label == label_).click().run()
    assert not at.exception
    return at


# ---------------------------------------------------------------- finding


def test_a_word_finds_cases_and_is_marked_in_them(app: App, opened: Any, trainee: Person, sv: Person) -> None:
    published(app, sv)
    published(
        app, sv, CASE.model_copy(update={"title": "別の話", "situation": "料金のこと", "tags": ()}), "two"
    )
    at = opened(trainee, "library")
    before = shown(at)
    assert permalink("one") in before and permalink("two") in before
    one(at, "text_input", "事例を探す").input("折り返し 三度").run()
    words = shown(at)
    assert '<b class="num">1件</b>' in words and permalink("two") not in words
    assert "<mark>折り返し</mark>" in words and "<mark>三度</mark>" in words


def test_a_facet_narrows_the_search_and_says_how_many(
    app: App, opened: Any, trainee: Person, sv: Person
) -> None:
    published(app, sv)
    published(app, sv, CASE.model_copy(update={"cause": CaseCause.CUSTOMER, "title": "別の話"}), "two")
    at = opened(trainee, "library")
    causes = at.pills(key="find-causes")
    assert {"企業起因 1", "顧客起因 1"} <= set(causes.options)
    causes.set_value(["customer"]).run()
    assert permalink("two") in shown(at) and '<article class="case-card"><h3>' in shown(at)
    assert shown(at).count('class="case-card"') == 1
    click(at, "条件をすべて外す")
    assert shown(at).count('class="case-card"') > 1


def test_nothing_found_tells_what_to_do(app: App, opened: Any, trainee: Person, sv: Person) -> None:
    published(app, sv)
    at = opened(trainee, "library")
    one(at, "text_input", "事例を探す").input("どこにもないことば").run()
    assert "ことばを減らすか短くする" in shown(at) and '<b class="num">0件</b>' in shown(at)


def test_what_people_typed_is_never_markup(app: App, opened: Any, trainee: Person, sv: Person) -> None:
    hostile = CASE.model_copy(
        update={
            "title": HOSTILE,
            "situation": HOSTILE,
            "industry": HOSTILE[:40],
            "tags": (HOSTILE,),
            "timeline": (Moment(text=HOSTILE, when="<b>いつ", decision=HOSTILE),),
            "phrases": (Phrase(effect=Effect.HURT, text=HOSTILE, why=HOSTILE),),
        }
    )
    published(app, sv, hostile)
    app.discussion.comment(trainee, "one", HOSTILE)
    for page in ("library", "case"):
        at = opened(trainee, page, case="one")
        assert "<img" not in shown(at) and "&lt;img" in shown(at)
    offered = opened(trainee, "library").pills(key="find-tags").options
    assert offered and all("![" not in option for option in offered)


def test_marks_escape_around_and_within_the_spans() -> None:
    words = Marked(text="a<b>c\nd", spans=(Span(start=1, end=4),))
    assert marked(words) == "a<mark>&lt;b&gt;</mark>c<br>d"


def test_a_label_keeps_words_and_loses_markdown() -> None:
    assert label("約束 2回") == "約束 2回"
    assert label("![x](http://a)") == "\\!\\[x\\]\\(http\\:\\/\\/a\\)"


def test_a_pick_carries_its_value_escaped() -> None:
    assert 'data-pick="&quot;&gt;&lt;x"' in anchor('"><x', "", "#")


# ---------------------------------------------------------------- reading


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
    click(at, "前の版の文に戻す")
    assert app.case_search.read(sv, "one").case.outcome == CASE.outcome
    found = app.cases.diff(sv, "one", record.version, record.version + 1)
    html = differences(found)
    assert "<del>当日中</del>" in html and "<ins>翌日</ins>" in html


# ---------------------------------------------------------------- writing


def test_every_field_saves_itself(app: App, opened: Any, trainee: Person) -> None:
    at = opened(trainee, "write", case="mine", new="1")
    one(at, "text_input", "題名").input("約束の行き違い").run()
    one(at, "text_area", "状況").input("折り返しが来ない").run()
    one(at, "selectbox", "原因").set_value(CaseCause.COMPANY).run()
    one(at, "text_input", "タグ").input("折り返し、#約束,").run()
    assert not at.exception
    kept = app.case_search.read(trainee, "mine")
    assert (kept.case.title, kept.case.situation) == ("約束の行き違い", "折り返しが来ない")
    assert kept.case.cause is CaseCause.COMPANY and kept.case.tags == ("折り返し", "約束")
    assert kept.state is CaseState.DRAFT and "あと 教訓" in shown(at)
    again = opened(trainee, "write", case="mine")  # another tab, another day
    assert one(again, "text_area", "状況").value == "折り返しが来ない"


def test_over_long_words_stay_are_kept_and_told_by_field_and_number(
    app: App, opened: Any, trainee: Person
) -> None:
    at = opened(trainee, "write", case="mine", new="1")
    long = {"題名": "題" * 123, "状況": "状" * 2_037}
    one(at, "text_input", "題名").input(long["題名"]).run()
    one(at, "text_area", "状況").input(long["状況"]).run()
    one(at, "text_input", "タグ").input("、".join(f"語{n}" for n in range(23))).run()
    click(at, "場面を足す")
    one(at, "text_area", "言ったこと").input("言" * 4_001).run()
    one(at, "text_input", "分かれ目の問い").input("問" * 402).run()
    words = plain(shown(at))
    assert "「題名」が3文字長すぎます(120文字まで)" in words
    assert "「状況」が37文字長すぎます(2,000文字まで)" in words
    assert "「タグ」が3個多すぎます" in words
    assert "「言ったこと・したこと」が1文字長すぎます" in words
    assert "「分かれ目の問い(任意)」が2文字長すぎます" in words
    again = opened(trainee, "write", case="mine")  # reloaded: not a character is gone
    assert one(again, "text_input", "題名").value == long["題名"]
    assert one(again, "text_area", "状況").value == long["状況"]
    assert len(app.case_search.read(trainee, "mine").case.tags) == 23


def test_what_is_too_long_cannot_be_shared_and_the_masking_page_says_so(
    app: App, opened: Any, trainee: Person
) -> None:
    long = CASE.model_copy(update={"lesson": "教" * 2_005})
    record = app.cases.save_draft(trainee, long, case_id="mine")
    at = opened(trainee, "masking", case="mine")
    at.checkbox(key="mask-sure").check().run()
    assert "教訓が5文字長すぎます(2,000文字まで)" in shown(at)
    assert at.button(key="share").disabled
    with pytest.raises(InvalidInput, match="教訓が5文字長すぎます"):
        app.cases.confirm(trainee, long, case_id="mine", seen=record.version)


def test_no_field_drops_what_is_typed_beyond_a_limit(app: App, opened: Any, trainee: Person) -> None:
    """A limit of the widget would let the browser throw the text away without a word."""
    app.cases.save_draft(trainee, CASE, case_id="mine")
    for page in ("write", "masking", "case", "library"):
        at = opened(trainee, page, case="mine")
        fields = [*at.text_input, *at.text_area]
        assert not [field.label for field in fields if field.proto.max_chars], page


def test_moments_are_added_moved_removed_and_put_back(app: App, opened: Any, trainee: Person) -> None:
    app.cases.save_draft(trainee, CASE, case_id="mine")
    at = opened(trainee, "write", case="mine")
    click(at, "場面を足す")
    one(at, "text_area", "言ったこと").input("訪問した。").run()
    texts = [m.text for m in app.case_search.read(trainee, "mine").case.timeline]
    assert texts == ["今朝から切れるんです。", "上の人を出してください。", "訪問した。"]
    at.button(key="上へ-timeline").click().run()
    assert [m.text for m in app.case_search.read(trainee, "mine").case.timeline][1] == "訪問した。"
    at.button(key="drop-timeline").click().run()
    assert len(app.case_search.read(trainee, "mine").case.timeline) == 2
    click(at, "消したものを元に戻す")
    assert [m.text for m in app.case_search.read(trainee, "mine").case.timeline][1] == "訪問した。"


def test_a_moment_without_words_is_not_stored(app: App, opened: Any, trainee: Person) -> None:
    app.cases.save_draft(trainee, CASE, case_id="mine")
    at = opened(trainee, "write", case="mine")
    click(at, "場面を足す")
    one(at, "text_input", "いつ").input("4日目").run()
    assert not at.exception
    assert len(app.case_search.read(trainee, "mine").case.timeline) == 2


def test_two_tabs_the_second_is_told_and_both_texts_stay(app: App, opened: Any, trainee: Person) -> None:
    first = app.cases.save_draft(trainee, CASE, case_id="mine")
    at = opened(trainee, "write", case="mine")
    other = CASE.model_copy(update={"situation": "ほかの画面の文"})
    app.cases.save_draft(trainee, other, case_id="mine", seen=first.version)
    one(at, "text_area", "状況").input("この画面の文").run()
    again = opened(trainee, "write", case="mine")  # a reload keeps the choice
    for tab in (at, again):
        words = plain(shown(tab))
        assert "先に保存しました" in words and "ほかの画面の文" in words and "この画面の文" in words
    click(again, "選んだ内容で続ける")
    assert app.case_search.read(trainee, "mine").case.situation == "この画面の文"


def test_the_newer_text_can_be_taken_for_one_field(app: App, opened: Any, trainee: Person) -> None:
    first = app.cases.save_draft(trainee, CASE, case_id="mine")
    at = opened(trainee, "write", case="mine")
    other = CASE.model_copy(update={"situation": "ほかの画面の文"})
    app.cases.save_draft(trainee, other, case_id="mine", seen=first.version)
    one(at, "text_input", "題名").input("この画面の題").run()
    one(at, "radio", "状況は").set_value("新しい版の文").run()
    click(at, "選んだ内容で続ける")
    kept = app.case_search.read(trainee, "mine").case
    assert (kept.title, kept.situation) == ("この画面の題", "ほかの画面の文")


def test_a_change_to_a_published_case_stays_ones_own_until_confirmed(
    app: App, opened: Any, sv: Person
) -> None:
    published(app, sv)
    at = opened(sv, "write", case="one")
    one(at, "text_area", "結果").input("翌日に訪問した。").run()
    assert app.case_search.read(sv, "one").case.outcome == CASE.outcome
    assert "自分用に保存しています" in shown(at)
    mask = opened(sv, "masking", case="one")
    mask.checkbox(key="mask-sure").check().run()
    click(mask, "確認して、この文に替える")
    assert app.case_search.read(sv, "one").case.outcome == "翌日に訪問した。"


def test_a_call_becomes_a_draft_once(app: App, opened: Any, trainee: Person) -> None:
    attempt = finished(app, trainee)
    for _ in range(2):
        click(opened(trainee, "result", attempt=attempt), "この通話を事例にする")
    rows = app.case_search.mine(trainee)
    assert [row.id for row in rows] == [f"call-{attempt}"]
    assert app.case_search.read(trainee, rows[0].id).attempt == attempt


def test_a_pasted_transcript_becomes_moments(app: App, opened: Any, trainee: Person) -> None:
    at = opened(trainee, "write")
    at.text_area(key="paste").input("客: もう三回目ですよ。\n応対: 申し訳ございません。")
    click(at, "下書きにする")
    case = app.case_search.read(trainee, app.case_search.mine(trainee)[0].id).case
    assert [(m.who, m.text) for m in case.timeline] == [
        (Party.CUSTOMER, "もう三回目ですよ。"),
        (Party.OPERATOR, "申し訳ございません。"),
    ]


# ---------------------------------------------------------------- masking

RAW = CASE.model_copy(update={"situation": "佐々木様、090-1234-5678 に折り返す。受付は金曜の窓口。"})


def test_masking_shows_both_texts_and_shares_only_the_masked_one(
    app: App, opened: Any, trainee: Person, sv: Person
) -> None:
    app.cases.save_draft(trainee, RAW, case_id="mine")
    at = opened(trainee, "masking", case="mine")
    assert "090-1234-5678" in shown(at) and "【電話番号1】" in shown(at)
    assert at.button(key="share").disabled  # nobody has looked yet
    at.checkbox(key="mask-sure").check().run()
    click(at, "確認して、SVに確認を頼む")
    record = app.case_search.read(sv, "mine")
    assert record.state is CaseState.WAITING and record.confirmed_by == "佐藤"
    assert "090-1234-5678" not in "".join(record.case.texts()) and "【氏名1】" in record.case.situation


def test_words_are_hidden_by_hand_and_bared_ones_must_be_declared(
    app: App, opened: Any, trainee: Person
) -> None:
    app.cases.save_draft(trainee, RAW, case_id="mine")
    at = opened(trainee, "masking", case="mine")
    one(at, "text_input", "伏せる言葉").input("金曜の窓口").run()
    click(at, "伏せる")
    assert "金曜の窓口" not in shown(at).split('class="mask-result"')[-1] and "【氏名2】" in shown(at)
    here = at.session_state["case maskings"]["mine"]
    here.chosen = next(n for n, r in enumerate(here.proposal.replacements) if r.text == "090-1234-5678")
    at.run()
    click(at, "伏せるのをやめる")
    at.checkbox(key="mask-sure").check().run()
    assert "か所残っています" in shown(at) and at.button(key="share").disabled
    click(at, "問題なし")
    assert "か所残っています" not in shown(at) and not at.button(key="share").disabled


def test_corrections_to_the_masking_survive_a_reload_and_are_ones_own(
    app: App, opened: Any, trainee: Person, sv: Person
) -> None:
    record = app.cases.save_draft(trainee, RAW, case_id="mine")
    at = opened(trainee, "masking", case="mine")
    one(at, "text_input", "伏せる言葉").input("金曜の窓口").run()
    click(at, "伏せる")
    here = at.session_state["case maskings"]["mine"]
    here.chosen = next(n for n, r in enumerate(here.proposal.replacements) if r.text == "佐々木")
    at.run()
    click(at, "伏せるのをやめる")
    click(at, "問題なし")
    again = opened(trainee, "masking", case="mine")  # a reload: another session
    proposal = again.session_state["case maskings"]["mine"].proposal
    assert {r.text for r in proposal.replacements} == {"金曜の窓口", "090-1234-5678"}
    assert proposal.harmless == ("佐々木",) and "か所残っています" not in shown(again)
    other = RAW.model_copy(update={"outcome": "佐々木様に電話した。"})
    app.cases.save_draft(trainee, other, case_id="mine", seen=record.version)
    begun = opened(trainee, "masking", case="mine").session_state["case maskings"]["mine"].proposal
    assert "佐々木" in {r.text for r in begun.replacements}  # another text, another proposal


def test_what_is_kept_of_a_masking_quotes_no_personal_data_and_goes_when_it_is_confirmed(
    app: App, opened: Any, trainee: Person
) -> None:
    app.cases.save_draft(trainee, RAW, case_id="mine")
    at = opened(trainee, "masking", case="mine")
    one(at, "text_input", "伏せる言葉").input("金曜の窓口").run()
    click(at, "伏せる")
    kept = app.maskings.kept.masking("mine", trainee.id)
    assert kept and not [words for words in ("佐々木", "090", "金曜") if words in kept]
    at.checkbox(key="mask-sure").check().run()
    click(at, "確認して、SVに確認を頼む")
    assert app.maskings.kept.masking("mine", trainee.id) is None


def test_the_kind_of_a_replacement_is_changed(app: App, opened: Any, trainee: Person) -> None:
    app.cases.save_draft(trainee, RAW, case_id="mine")
    at = opened(trainee, "masking", case="mine")
    at.session_state["case maskings"]["mine"].chosen = 0
    at.run()
    one(at, "selectbox", "種類").set_value("ADDRESS").run()
    assert not at.exception and "【住所1】" in shown(at)


def test_a_supervisor_publishes_in_one_step(app: App, opened: Any, sv: Person) -> None:
    app.cases.save_draft(sv, RAW, case_id="mine")
    at = opened(sv, "masking", case="mine")
    at.checkbox(key="mask-sure").check().run()
    click(at, "確認して公開する")
    assert app.case_search.read(sv, "mine").state is CaseState.PUBLISHED


def test_nothing_is_shared_while_a_needed_field_is_empty(app: App, opened: Any, trainee: Person) -> None:
    app.cases.save_draft(trainee, CASE.model_copy(update={"lesson": ""}), case_id="mine")
    at = opened(trainee, "masking", case="mine")
    at.checkbox(key="mask-sure").check().run()
    assert "が空です" in shown(at) and at.button(key="share").disabled


# ---------------------------------------------------------------- review


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
    app.cases.submit(trainee, "one", seen=record.version)
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


# ---------------------------------------------------------------- import

TABLE = "題名,状況,教訓,原因\n一つめ,届かない,約束を守る,企業起因\n二つめ,壊れた,確かめる,宇宙人\n".encode()


def test_a_faulty_row_is_told_and_left_out_only_by_choice(app: App, opened: Any, trainee: Person) -> None:
    at = opened(trainee, "importing")
    at.file_uploader(key="import-file").upload("事例.csv", TABLE, "text/csv").run()
    words = shown(at)
    assert "3行目" in words and "宇宙人" in words and '<b class="num">1件</b>を取り込めます' in words
    assert at.button(key="import-go").disabled
    at.checkbox(key="import-skip").check().run()
    assert not at.button(key="import-go").disabled


def test_a_file_that_is_no_table_is_refused_in_words(app: App, opened: Any, trainee: Person) -> None:
    at = opened(trainee, "importing")
    at.file_uploader(key="import-file").upload("x.xlsx", b"not a workbook", "application/zip").run()
    assert not at.exception and "XLSX" in shown(at) and app.case_search.mine(trainee) == []


def test_an_earlier_import_is_taken_back(app: App, opened: Any, trainee: Person) -> None:
    records = [CaseRecord(id=f"r{n}", case=CASE, author="", author_name="") for n in range(3)]
    app.case_imports.add_many(trainee, records, "batch")
    app.cases.save_draft(trainee, CASE.model_copy(update={"title": "直した"}), case_id="r1", seen=1)
    at = opened(trainee, "importing")
    at.button(key="undo-batch").click().run()
    assert "2件を消しました" in shown(at) and "1件は残しました" in shown(at)
    assert [row.id for row in app.case_search.mine(trainee)] == ["r1"]


# ---------------------------------------------------------------- during a call


def test_what_is_looked_up_in_a_call_is_noted_and_shown_in_the_result(
    app: App, opened: Any, trainee: Person, sv: Person
) -> None:
    scenario = app.library.scenarios[EXAMPLE]
    told = "洗濯機が水漏れで止まったお客様。三回お電話をいただいても、折り返しが一度もなかった。"
    published(app, sv, CASE.model_copy(update={"industry": scenario.industry, "situation": told}))
    attempt = finished(app, trainee, end=False)
    at = opened(trainee, "practice", attempt=attempt)
    names = at.pills(key=f"look-{attempt}")
    assert names.options[:-1] == [page.title for page in scenario.manual] and names.options[-1] == "似た事例"
    names.set_value(scenario.manual[0].title).run()
    at.pills(key=f"look-{attempt}").set_value("似た事例").run()
    at.selectbox(key=f"look-case-{attempt}").set_value("one").run()
    assert CASE.lesson in shown(at)
    looked = app.practice.attempt(trainee, attempt).looked_up
    assert [(e.case, e.title) for e in looked] == [("", scenario.manual[0].title), ("one", CASE.title)]
    seen = len(app.practice.attempt(trainee, attempt).events)
    app.practice.end(trainee, attempt, key="bye", seen=seen)
    words = shown(opened(trainee, "result", attempt=attempt))
    assert "手元の参照2回" in words and f"事例「{CASE.title}」を見ました" in words
