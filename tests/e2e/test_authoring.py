"""A supervisor writes a scenario in the browser, a trainee practises it, and it is withdrawn."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.e2e import hands

pytestmark = pytest.mark.e2e
EXAMPLE, MINE = "appliance-no-callback", "e2e-copy"


def become_supervisor(page: Any, url: str) -> None:
    hands.sign_in(page, url, "高木")
    page.get_by_role("link", name="設定").click()
    page.get_by_text("SV(シナリオの編集もする)").click()
    page.get_by_role("button", name="保存する").click()
    page.get_by_text("保存しました").wait_for()
    hands.settle(page)
    page.reload()
    page.get_by_role("link", name="シナリオ編集").click()
    page.locator(".srow").nth(1).wait_for()
    hands.settle(page)


def show(page: Any, view: str) -> None:
    page.get_by_role("radio", name=view, exact=True).click()
    hands.settle(page)


def yaml_box(page: Any) -> Any:
    box = page.get_by_role("textbox", name="YAML")
    box.wait_for()
    return box


def confirm(page: Any, words: str) -> None:
    """Opens the question and answers it with the button of the same name."""
    page.get_by_role("button", name=words).first.click()
    page.locator('[data-testid="stPopoverBody"]').get_by_role("button", name=words, exact=True).click()
    hands.settle(page)


def test_a_scenario_is_copied_broken_mended_published_practised_and_withdrawn(
    own_server: Any, new_browser: Any
) -> None:
    page = new_browser().new_page()
    become_supervisor(page, own_server.url)
    page.locator(f".st-key-srow-{EXAMPLE} button").click()
    page.get_by_role("button", name="検査する").wait_for()
    hands.settle(page)
    page.get_by_role("button", name="写しを作る").click()
    page.get_by_role("textbox", name="新しい id").fill(MINE)
    page.get_by_role("button", name="写して開く").click()
    page.get_by_text("写しを開きました").wait_for()
    hands.settle(page)
    page.get_by_label("題", exact=True).fill("写しの洗濯機")
    page.get_by_label("題", exact=True).press("Enter")
    hands.settle(page)

    show(page, "YAML")
    good = yaml_box(page).input_value()
    assert f"id: {MINE}\ntitle: 写しの洗濯機\n" in good
    bad = good.replace("needs: heard", "needs: hurd", 1)
    line = bad[: bad.index("hurd")].count("\n") + 1
    yaml_box(page).fill(bad)
    page.get_by_text(f"{line}行目").wait_for()

    hands.settle(page)
    page.reload()  # nothing was saved, nothing is lost
    page.get_by_text("再読み込みの前に書いていた内容を戻しました").wait_for()
    hands.settle(page)
    show(page, "YAML")
    hands.assert_value(yaml_box(page), bad)
    yaml_box(page).fill(good)
    page.locator(".problems").wait_for(state="detached")
    hands.settle(page)
    page.get_by_role("button", name="保存する").click()
    page.get_by_text("検査に合格しています。「公開する」").wait_for()
    hands.settle(page)
    confirm(page, "公開する")
    page.get_by_text("公開しました").wait_for()

    trainee = new_browser().new_page()
    hands.sign_in(trainee, own_server.url, "佐藤")
    assert trainee.get_by_role("link", name="シナリオ編集").count() == 0
    trainee.locator(f".st-key-tile-{MINE} a").click()
    trainee.get_by_role("button", name="通話を始める").click()
    trainee.locator(hands.INPUT).wait_for()
    hands.settle(trainee)
    hands.say(trainee, "お電話ありがとうございます。みずき電機の小林でございます。")

    confirm(page, "取り下げる")
    page.get_by_text("取り下げました").wait_for()
    hands.say(trainee, "三回もお電話をいただいたのですね。ご不便をおかけしております。")
    trainee.goto(own_server.url)
    trainee.get_by_text("つづきから").wait_for()
    hands.settle(trainee)
    assert trainee.locator(f".st-key-tile-{MINE}").count() == 0
    assert "Traceback" not in own_server.log


def test_a_trainee_who_opens_the_address_is_told_where_the_role_is_chosen(
    server: Any, new_browser: Any
) -> None:
    page = new_browser(390, 844).new_page()
    hands.sign_in(page, server.url)
    page.goto(f"{server.url}/scenarios?open={EXAMPLE}")
    page.get_by_text("この画面はSVが使います").wait_for()
    hands.settle(page)
    assert page.get_by_role("textbox").count() == 0
    page.get_by_role("link", name="設定を開く").click()
    page.get_by_text("役割").first.wait_for()


def test_the_pages_fit_a_telephone(own_server: Any, new_browser: Any) -> None:
    page = new_browser(390, 844).new_page()
    become_supervisor(page, own_server.url)
    for address in ("scenarios", f"scenarios?open={EXAMPLE}", "coverage"):
        page.goto(f"{own_server.url}/{address}")
        page.locator("h1").first.wait_for()
        hands.settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_number_of_the_matrix_leads_to_its_scenarios(own_server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    become_supervisor(page, own_server.url)
    page.get_by_role("link", name="網羅").click()
    cell = page.locator(".matrix td a").first
    count = int(cell.inner_text())
    cell.click()
    page.locator(".srow").nth(1).wait_for()
    hands.settle(page)
    assert page.locator(".srow:not(.head)").count() == count


def test_an_entry_is_rewritten_and_another_picked_without_losing_any_field(
    own_server: Any, new_browser: Any
) -> None:
    """The browser knows the entries by their names, which change with the words; and a field must not
    come up empty when a section is opened while the page is still being drawn."""
    page = new_browser().new_page()
    become_supervisor(page, own_server.url)
    page.goto(f"{own_server.url}/scenarios?open={EXAMPLE}")
    page.get_by_role("radio", name="事実", exact=True).click()
    hands.settle(page)
    words = page.get_by_role("textbox", name="お客様の言葉(一行が一つ)")
    words.fill("床が水びたしです。\nもう水びたしなの。")
    words.press("Control+Enter")
    hands.settle(page)
    picker = page.locator('[data-testid="stSelectbox"]', has_text="事実(")
    picker.get_by_role("button").click()
    page.get_by_role("option", name="4. since").click()
    hands.settle(page)
    hands.assert_value(page.get_by_role("textbox", name="事実の id"), "since")
    page.get_by_role("radio", name="題と場面", exact=True).click()
    hands.settle(page)
    hands.assert_value(page.get_by_label("題", exact=True), "折り返しが来ない洗濯機、三度目の電話")
    show(page, "YAML")
    text = yaml_box(page).input_value()
    said = yaml.safe_load(text)["facts"][0]["say"]
    assert said == ["床が水びたしです。", "もう水びたしなの。"]
    assert "title: 折り返しが来ない洗濯機、三度目の電話\n" in text
    assert "Traceback" not in own_server.log
