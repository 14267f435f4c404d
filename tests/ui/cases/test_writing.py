"""事例を書く: nothing typed is ever lost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.cases.library import CASE, click, one, plain, published
from tests.ui.looking import finished, shown
from trainer.case import CaseCause, CaseState, Party
from trainer.errors import InvalidInput
from trainer.person import Person
from trainer.wiring import App


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
        assert "あなたが別の画面で" in words and "先に保存しました" in words
        assert "ほかの画面の文" in words and "この画面の文" in words
    click(again, "選んだ内容で続ける")
    assert app.case_search.read(trainee, "mine").case.situation == "この画面の文"
    assert app.cases.own(trainee, "mine") is None
    assert "先に保存しました" not in shown(opened(trainee, "write", case="mine"))


def test_the_newer_text_can_be_taken_for_one_field(app: App, opened: Any, trainee: Person) -> None:
    first = app.cases.save_draft(trainee, CASE, case_id="mine")
    at = opened(trainee, "write", case="mine")
    other = CASE.model_copy(update={"situation": "ほかの画面の文"})
    app.cases.save_draft(trainee, other, case_id="mine", seen=first.version)
    one(at, "text_input", "題名").input("この画面の題").run()
    one(at, "radio", "状況は").set_value("先に保存した文").run()
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


def test_two_tabs_on_a_published_case_lose_nothing(app: App, opened: Any, sv: Person) -> None:
    published(app, sv)
    one_tab, other = (opened(sv, "write", case="one") for _ in range(2))
    one(one_tab, "text_area", "結果").input("一枚目の結果").run()
    one(other, "text_area", "その後").input("二枚目のその後").run()
    words = plain(shown(other))
    assert "あなたが別の画面で" in words and "一枚目の結果" in words and "二枚目のその後" in words
    one(other, "radio", "結果は").set_value("先に保存した文").run()
    click(other, "選んだ内容で続ける")
    own = app.cases.own(sv, "one")
    assert own is not None
    assert (own.case.outcome, own.case.follow_up) == ("一枚目の結果", "二枚目のその後")
    one(one_tab, "text_area", "結果").input("一枚目の続き").run()
    assert "二枚目のその後" in plain(shown(one_tab))


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
