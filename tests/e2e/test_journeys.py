"""One whole call per customer type: pick, brief, call, hand over or end, result."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.e2e import hands
from trainer.dialogue import Channel
from trainer.files import Library
from trainer.persona import PERSONA_LABELS, PersonaKind
from trainer.scenario import Scenario

pytestmark = pytest.mark.e2e
SCENARIOS = Library().scenarios


def one_of(persona: PersonaKind) -> Scenario | None:
    """A telephone scenario of the persona, rather one in which the call is handed over."""
    own = [s for s in SCENARIOS.values() if s.persona is persona and s.channel is Channel.PHONE]
    return next((s for s in own if any(step.escalate for step in s.model_call)), own[0] if own else None)


@pytest.mark.parametrize("persona", list(PersonaKind), ids=str)
def test_a_call_from_the_list_to_the_result(persona: PersonaKind, server: Any, new_browser: Any) -> None:
    scenario = one_of(persona)
    if scenario is None:
        pytest.skip(f"no scenario with a customer of type {persona} yet")
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    hands.call(page, scenario)
    assert "通話開始" in hands.main_text(page)
    said = []
    for number, step in enumerate(scenario.model_call):
        hands.follow(page, step)
        said += [step.say] if step.say else []
        if number == 1:
            page.reload()
            page.locator(hands.INPUT).wait_for()
            hands.settle(page)
            assert page.locator(".line.operator").count() == len(said)
            assert (page.locator("[data-turns]").first.get_attribute("data-turns")) == str(len(said))
        if page.get_by_role("button", name="結果を見る").count():
            break
    if not page.get_by_role("button", name="結果を見る").count():
        page.wait_for_timeout(1_000)
    if not page.get_by_role("button", name="結果を見る").count():
        hands.hang_up(page)
    hands.to_result(page)
    text = hands.main_text(page)
    total = re.search(r"(\d+)\s*点", text)
    assert total and int(total.group(1)) >= 70, text[:300]
    for words in (
        "よかった点",
        "観点別",
        "通話記録",
        "お客様の隠れた事情",
        "すべての指摘",
        "模範応対と並べて見る",
    ):
        assert words in text
    page.locator(".talk .ev").first.hover()
    assert page.locator(".talk .ev .tip").first.is_visible()
    assert "予期しない" not in text and "Traceback" not in server.log
    page.goto(server.url)
    page.get_by_text("最近の結果").wait_for()
    page.get_by_text(f"{total.group(1)}点").first.wait_for()


def test_filters_stay_in_the_address(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    persona = next(iter(SCENARIOS.values())).persona
    page.get_by_role("combobox", name="顧客タイプ").click()
    page.get_by_role("option", name=PERSONA_LABELS[persona]).click()
    hands.settle(page)
    count = sum(s.persona is persona for s in SCENARIOS.values())
    assert page.locator(".tile").count() == count
    page.reload()
    page.locator(".tile").first.wait_for()
    hands.settle(page)
    assert page.locator(".tile").count() == count
    page.get_by_label("検索").fill("そんなシナリオはない")
    page.get_by_label("検索").press("Enter")
    page.get_by_text("条件に合うシナリオがありません").wait_for()


def test_again_from_an_utterance_lays_both_curves_over_each_other(server: Any, new_browser: Any) -> None:
    scenario = SCENARIOS["appliance-no-callback"]
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    hands.call(page, scenario)
    for words in ("お電話ありがとうございます。小林でございます。", "規則ですのでできません。"):
        hands.say(page, words)
    hands.hang_up(page)
    hands.to_result(page)
    page.get_by_role("button", name="この発話からやり直す").click()
    page.get_by_role("combobox", name="やり直す発話").click()
    page.get_by_role("option").nth(1).click()
    page.get_by_role("button", name="ここからやり直す").click()
    page.locator(hands.INPUT).wait_for()
    hands.settle(page)
    assert page.locator(".line.operator").count() == 1
    hands.say(
        page, "さようでございましたか。水漏れでお困りのところ、何度もお電話をいただき申し訳ございません。"
    )
    hands.hang_up(page)
    hands.to_result(page)
    assert page.locator(".curve-line").count() == 2
    assert "やり直す前" in hands.main_text(page)


def test_a_stopped_call_leads_to_a_rest_and_is_not_scored(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    hands.call(page, SCENARIOS["appliance-no-callback"])
    page.get_by_role("button", name="中断").click()
    page.get_by_role("button", name="中断する").click()
    page.get_by_text("おつかれさまでした").wait_for()
    page.get_by_role("button", name="ホームへ").click()
    page.get_by_text("採点なし", exact=True).wait_for()


def test_a_letter_has_lines_and_is_sent_by_its_button(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    hands.call(page, SCENARIOS["mail-catering-invoice"])
    box = page.locator(hands.INPUT)
    assert box.bounding_box()["height"] > 100
    for send in (lambda: box.press("Control+Enter"), page.get_by_role("button", name="送信").click):
        sent = page.locator(".line.operator").count()
        box.press_sequentially("守屋様")
        box.press("Enter")
        box.press_sequentially("ご迷惑をおかけし、申し訳ございません。")
        hands.settle(page)
        hands.assert_value(box, "守屋様\nご迷惑をおかけし、申し訳ございません。")
        assert page.locator(".line.operator").count() == sent
        send()
        page.wait_for_function("n => document.querySelectorAll('.line.operator').length > n", arg=sent)
        hands.settle(page)
        hands.assert_value(box, "")


def test_a_hold_counts_and_the_desk_shows_all_its_names(server: Any, new_browser: Any) -> None:
    page = new_browser(1280, 900).new_page()
    hands.sign_in(page, server.url)
    hands.call(page, SCENARIOS["appliance-no-callback"])
    desk = page.locator(".st-key-side").bounding_box()
    for name in page.locator(".st-key-lookup button").all():
        place = name.bounding_box()
        assert place["x"] + place["width"] <= desk["x"] + desk["width"]
    page.get_by_role("button", name="保留", exact=True).click()
    page.get_by_text("保留中 00:01").wait_for()
    page.get_by_role("button", name="保留を解除").click()
    page.get_by_text("保留中 00:").wait_for(state="detached")


def test_dead_air_is_noticed_twice_and_no_more(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    page.clock.install()
    hands.sign_in(page, server.url)
    hands.call(page, SCENARIOS["parcel-left-outside"])
    spoken, silent = page.locator(".line.customer"), page.get_by_text("無言(45秒)")
    before = spoken.count()
    page.clock.fast_forward(46_000)
    spoken.nth(before).wait_for()
    hands.settle(page)
    assert silent.count() == 1
    page.locator(hands.INPUT).fill("お待たせ")  # half typed: the trainee is about to speak
    page.clock.fast_forward(120_000)
    hands.settle(page)
    assert spoken.count() == before + 1
    page.locator(hands.INPUT).fill("")
    page.clock.fast_forward(46_000)
    spoken.nth(before + 1).wait_for()
    hands.settle(page)
    page.clock.fast_forward(300_000)
    hands.settle(page)
    assert silent.count() == 2 and spoken.count() == before + 2
    hands.say(page, "失礼いたしました。お荷物の件でございますね。")
    assert spoken.count() == before + 3
    assert not page.locator(".st-key-silence").is_visible()


def test_handing_over_blank_is_asked_about_once_and_errors_are_in_view(server: Any, new_browser: Any) -> None:
    page = new_browser(1280, 768).new_page()
    hands.sign_in(page, server.url)
    hands.call(page, SCENARIOS["appliance-no-callback"])
    page.get_by_role("button", name="引き継ぐ").click()
    dialog = page.locator('[role="dialog"]')
    hand_over = dialog.get_by_role("button", name="引き継ぐ")
    hand_over.click()
    told = dialog.get_by_text("方向が選ばれていません")
    told.wait_for()
    place = told.bounding_box()
    hands.settle(page)
    assert place["y"] + place["height"] <= 768
    dialog.get_by_text("上席へ", exact=True).click()
    hands.settle(page)
    dialog.get_by_role("combobox").scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # a list that opens while the dialog scrolls closes again
    dialog.get_by_role("combobox").click()
    page.get_by_role("option", name="責任者", exact=True).click()
    hands.settle(page)
    hand_over.click()
    dialog.get_by_text("理由、お客様への一言、引き継ぎ票が空のままです").wait_for()
    hands.settle(page)
    hand_over.click()
    page.get_by_role("button", name="結果を見る").wait_for()


def test_an_unfinished_call_is_given_up_after_a_question(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    hands.call(page, SCENARIOS["appliance-no-callback"])
    page.goto(server.url)
    page.get_by_role("link", name="すべて見る").click()
    page.get_by_role("button", name="取りやめる").click()
    dialog = page.locator('[role="dialog"]')
    dialog.get_by_role("button", name="戻る").click()
    dialog.wait_for(state="detached")
    page.get_by_role("link", name="再開").wait_for()
    page.get_by_role("button", name="取りやめる").click()
    page.locator(".st-key-yes button").click()
    page.get_by_text("応対を取りやめました").wait_for()
    page.get_by_text("採点なし", exact=True).wait_for()
    assert page.get_by_role("link", name="再開").count() == 0
    page.get_by_role("link", name="ホーム", exact=True).click()
    page.get_by_text("最近の結果").wait_for()
    hands.settle(page)
    assert "つづきから" not in hands.main_text(page)


def test_back_from_a_call_leads_to_its_brief_and_forward_to_the_call(server: Any, new_browser: Any) -> None:
    scenario = SCENARIOS["appliance-no-callback"]
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    hands.call(page, scenario)
    call = page.url
    page.go_back()
    page.locator(".st-key-start button").wait_for()
    assert scenario.title in hands.main_text(page) and f"brief?scenario={scenario.id}" in page.url
    page.go_forward()
    page.locator(hands.INPUT).wait_for()
    assert page.url == call
    page.go_back()
    page.locator(".st-key-start button").wait_for()
    page.go_back()
    page.get_by_text("こんにちは、佐藤さん").wait_for()


def test_exam_hides_the_mood_and_the_hint(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    page.locator(".st-key-tile-appliance-no-callback a").click()
    page.get_by_text("試験として受ける").click()
    hands.settle(page)
    page.get_by_role("button", name="通話を始める").click()
    page.locator(hands.INPUT).wait_for()
    hands.settle(page)
    assert page.locator(".gauge").count() == 0
    assert page.get_by_role("button", name="ヒント").count() == 0


def test_the_talk_fits_a_telephone(server: Any, new_browser: Any) -> None:
    page = new_browser(390, 844).new_page()
    hands.sign_in(page, server.url)
    hands.call(page, SCENARIOS["appliance-no-callback"])
    for words in (
        "お電話ありがとうございます。",
        "三回もお電話をいただいたのですね。",
        "ご不便をおかけしております。",
    ):
        hands.say(page, words)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    newest = page.locator(".line.customer").last.bounding_box()
    foot = page.locator('[data-testid="stBottom"]').bounding_box()
    assert newest["y"] >= 0 and newest["y"] + newest["height"] <= foot["y"] + 1
    page.get_by_text("お客様の情報").click()
    assert page.get_by_text("佐々木 まり子 様").first.is_visible()
