"""The case library in the browser: from a call to a case that others find, and what must not be lost."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.e2e import hands
from tests.e2e.test_authoring import become_supervisor
from trainer.files import Library

pytestmark = pytest.mark.e2e
EXAMPLE = Library().scenarios["appliance-no-callback"]
LESSON = "折り返しの約束は、誰が何時までにかけるかを復唱してから切る"


def field(page: Any, label: str) -> Any:
    return page.get_by_label(label, exact=True).first


def fill(page: Any, label: str, words: str) -> None:
    field(page, label).fill(words)
    page.wait_for_timeout(600)  # the pause after which a field saves itself
    hands.settle(page)


def call_with_a_lookup(page: Any) -> None:
    """Two utterances with a look into the manual between them, then the result."""
    hands.call(page, EXAMPLE)
    hands.say(page, "お電話ありがとうございます。みずき電機お客様相談センターの小林でございます。")
    page.locator(".st-key-lookup button").first.click()
    page.locator(".looked").wait_for()
    hands.settle(page)
    drawn = page.locator('[data-turns="1"] .line').count()
    hands.say(page, "三度もお電話をいただいたのですね。ご不便をおかけし申し訳ございません。")
    # The turn after the look drew only the tail: what stood in it before stands in it still.
    assert page.locator('[data-turns="2"] .line').count() > drawn > 0
    hands.hang_up(page)
    hands.to_result(page)


def test_a_call_becomes_a_case_that_is_masked_reviewed_published_and_found(
    own_server: Any, new_browser: Any
) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, own_server.url)
    call_with_a_lookup(page)
    assert "手元の参照1回" in hands.main_text(page)
    assert f"マニュアル「{EXAMPLE.manual[0].title}」を見ました" in hands.main_text(page)

    page.get_by_role("button", name="この通話を事例にする").click()
    page.get_by_text("あと 学び").wait_for()
    hands.settle(page)
    surname = EXAMPLE.card.name.split()[0]
    fill(page, "状況", f"{surname}様から三度目のお電話。090-1234-5678 に折り返す約束だった。")
    fill(page, "学び・教訓(明日から使える一言で)", LESSON)
    page.get_by_text("必要な欄はそろいました").wait_for()
    page.reload()  # saved as it was typed
    field(page, "状況").wait_for()
    hands.settle(page)
    assert "090-1234-5678" in field(page, "状況").input_value()

    page.get_by_role("button", name="個人情報を確認する").click()
    page.locator(".masksides").wait_for()
    hands.settle(page)
    results = " ".join(page.locator(".mask-result").all_inner_texts())
    assert "【電話番号1】" in results and "【氏名1】" in results
    assert surname not in results and "090-1234-5678" not in results
    page.get_by_text("右の文を最後まで読み").click()
    hands.settle(page)
    page.get_by_role("button", name="確認して、SVに確認を頼む").click()
    page.locator(".story").wait_for()
    hands.settle(page)
    address = page.url
    assert "確認待ち" in hands.main_text(page)

    other = new_browser().new_page()
    hands.sign_in(other, own_server.url, "鈴木")
    other.goto(address)
    other.get_by_text("この事例は見つかりません").wait_for()

    sv = new_browser().new_page()
    become_supervisor(sv, own_server.url)
    sv.get_by_role("link", name="事例集").click()
    sv.get_by_role("link", name="確認待ち 1件").click()
    sv.locator("#root .st-key-review-list a").first.click()
    sv.get_by_role("button", name="公開する").click()
    sv.get_by_text("公開しました").wait_for()

    other.get_by_role("link", name="事例集").click()
    other.get_by_label("事例を探す").wait_for()
    hands.settle(other)
    other.get_by_label("事例を探す").press_sequentially("復唱 折り返し", delay=30)
    other.locator(".case-card mark").first.wait_for()  # without Enter
    hands.settle(other)
    assert "復唱" in other.locator(".case-card").first.inner_text()
    other.locator(".case-card .case-link").first.click()
    other.locator(".story").wait_for()
    hands.settle(other)
    assert LESSON in hands.main_text(other) and surname not in hands.main_text(other)
    assert "Traceback" not in own_server.log
