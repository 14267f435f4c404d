"""Nothing is lost: reload, closed tab, kill -9, restart, drafts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.e2e import hands
from trainer.files import Library

pytestmark = pytest.mark.e2e
SCENARIO = Library().scenarios["appliance-no-callback"]
LINES = [step.say for step in SCENARIO.model_call if step.say]


def test_the_call_goes_on_after_kill_9_and_restart(own_server: Any, new_browser: Any) -> None:
    context = new_browser()
    page = context.new_page()
    hands.sign_in(page, own_server.url)
    hands.call(page, SCENARIO)
    hands.say(page, LINES[0])
    hands.say(page, LINES[1])
    talk = page.locator(".line.customer").all_inner_texts()
    page.locator(hands.INPUT).fill("書きかけの言葉です")
    hands.settle(page)
    address = page.url
    own_server.kill()
    own_server.start()
    page.goto(address)
    page.locator(".line.operator").nth(1).wait_for()
    hands.settle(page)
    assert page.locator(".line.customer").all_inner_texts() == talk
    hands.assert_value(page.locator(hands.INPUT), "書きかけの言葉です")
    hands.say(page, LINES[2])
    assert page.locator(".line.operator").count() == 3
    hands.assert_value(page.locator(hands.INPUT), "")
    # A tab that was closed: the person is known again, and the call stands under つづきから.
    page.close()
    other = context.new_page()
    other.goto(own_server.url)
    other.get_by_text("つづきから").wait_for()
    other.get_by_role("link", name="再開").click()
    other.locator(".line.operator").nth(2).wait_for()


def test_words_sent_while_the_server_is_dead_come_back(own_server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, own_server.url)
    hands.call(page, SCENARIO)
    hands.say(page, LINES[0])
    box = page.locator(hands.INPUT)
    box.fill("サーバーが止まる直前の言葉")
    own_server.kill()
    box.press("Enter")
    page.wait_for_timeout(500)
    own_server.start()
    page.reload()
    page.locator(".line.operator").first.wait_for()
    hands.settle(page)
    page.wait_for_timeout(500)
    assert page.locator(".line.operator").count() == 1
    hands.assert_value(page.locator(hands.INPUT), "サーバーが止まる直前の言葉")


def test_the_preparation_sheet_survives_a_reload_and_the_way_home(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    page.locator(".st-key-tile-sv-washer-third-call a").click()
    page.locator(".st-key-start button").click()
    sore = page.get_by_label("怒りのもと・いちばんつらい点")
    sore.press_sequentially("約束が二度破られた", delay=20)
    page.get_by_text("正当なご要望", exact=True).click()
    page.locator(".st-key-draft-sheet label", has=page.get_by_role("checkbox")).first.click()
    page.wait_for_timeout(700)
    hands.settle(page)

    def stands() -> None:
        hands.assert_value(sore, "約束が二度破られた")
        assert page.get_by_role("radio", name="正当なご要望", exact=True).is_checked()
        assert page.get_by_role("checkbox").first.is_checked()

    page.reload()
    sore.wait_for()
    stands()
    page.get_by_role("link", name="ホーム").click()
    page.get_by_role("link", name="再開").click()
    sore.wait_for()
    stands()


def test_the_note_survives_closing_the_dialog_and_reload(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    hands.call(page, SCENARIO)
    page.get_by_text("メモ(引き継ぎ票の下書き)").click()
    page.get_by_label("事実(いつ・何が・経緯)").fill("木曜から水漏れ")
    page.get_by_label("ご要望(お客様の言葉で)").click()
    hands.settle(page)
    page.get_by_role("button", name="引き継ぐ").click()
    dialog = page.locator('[role="dialog"]')
    facts = dialog.get_by_label("事実(いつ・何が・経緯)")
    hands.assert_value(facts, "木曜から水漏れ")
    dialog.get_by_text("上席へ").click()
    dialog.get_by_label("ご要望(お客様の言葉で)").press_sequentially("今週中に直して", delay=20)
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    hands.settle(page)
    page.get_by_role("button", name="引き継ぐ").click()
    hands.assert_value(dialog.get_by_label("ご要望(お客様の言葉で)"), "今週中に直して")
    dialog.get_by_label("理由", exact=True).press_sequentially("責任者をご希望", delay=20)
    page.wait_for_timeout(900)  # the pause after which a field saves itself
    hands.settle(page)
    page.reload()
    page.locator(hands.INPUT).wait_for()
    hands.settle(page)
    page.get_by_role("button", name="引き継ぐ").click()
    hands.assert_value(dialog.get_by_label("理由", exact=True), "責任者をご希望")
    hands.assert_value(dialog.get_by_label("ご要望(お客様の言葉で)"), "今週中に直して")
    hands.assert_value(facts, "木曜から水漏れ")
    assert dialog.get_by_role("radio", name="上席へ").is_checked()


def test_leaving_a_shared_computer_forgets_the_person(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url, "高橋")
    page.get_by_role("link", name="設定").click()
    page.get_by_text("このブラウザーから離れる").click()
    page.get_by_role("button", name="離れる").click()
    page.get_by_placeholder("例: 佐藤").wait_for()
    hands.settle(page)
    page.reload()
    page.get_by_role("button", name="はじめる").wait_for()
    hands.settle(page)
    assert (
        json.loads(
            page.evaluate("JSON.stringify(Object.keys(localStorage).filter(k => k.startsWith('trainer.')))")
        )
        == []
    )


def test_a_new_name_stays(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url, "田中")
    page.get_by_role("link", name="設定").click()
    page.get_by_label("表示名").fill("田中 一郎")
    page.get_by_role("button", name="保存する").click()
    page.get_by_text("保存しました").wait_for()
    page.goto(server.url)
    page.get_by_text("こんにちは、田中 一郎さん").wait_for()
