"""Odd and hostile use: clear words, nothing lost, nothing doubled, nothing shown that should not be."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import hands
from tests.e2e.conftest import ROOT, Server
from trainer.files import Library

pytestmark = pytest.mark.e2e
SCENARIO = Library().scenarios["appliance-no-callback"]


@pytest.fixture
def page(server: Any, new_browser: Any) -> Any:
    """Somebody in a call that has just begun."""
    one = new_browser().new_page()
    hands.sign_in(one, server.url)
    hands.call(one, SCENARIO)
    return one


def test_before_the_first_visit_every_page_is_the_sign_in(own_server: Any, new_browser: Any) -> None:
    # The very first requests of a fresh server go to the pages, not to the entry.
    for path in (
        "practice?attempt=x",
        "result",
        "brief?scenario=appliance-no-callback",
        "profile",
        "home",
        "",
    ):
        page = new_browser().new_page()
        page.goto(f"{own_server.url}/{path}")
        page.locator(".welcome.asked").wait_for()
        hands.settle(page)
        text = hands.main_text(page)
        assert "表示名" in text
        for words in ("通話を始める", "お客様", "保存する", "見つかりません", "シナリオ"):
            assert words not in text.replace("苦情のお電話を", "").replace("お客様役", "").replace(
                "お客様の電話", ""
            ), path


def test_a_second_tab_is_told_and_its_words_come_back(server: Any, page: Any) -> None:
    second = page.context.new_page()
    second.goto(page.url)
    second.locator(hands.INPUT).wait_for()
    hands.settle(second)
    hands.say(page, "お電話ありがとうございます。小林でございます。")
    box = second.locator(hands.INPUT)
    box.fill("二つ目の画面からの言葉")
    box.press("Enter")
    second.get_by_text("別の画面で先に進んでいます").wait_for()
    hands.settle(second)
    hands.assert_value(box, "二つ目の画面からの言葉")
    assert second.locator(".line.operator").count() == 1
    box.press("Enter")
    second.wait_for_function("document.querySelectorAll('.line.operator').length == 2")


def test_enter_twice_says_it_once(page: Any) -> None:
    box = page.locator(hands.INPUT)
    box.fill("確認いたします。")
    box.press("Enter")
    box.press("Enter")
    page.locator(".line.operator").first.wait_for()
    page.wait_for_timeout(1_000)
    assert page.locator(".line.operator").count() == 1


def test_somebody_elses_call_is_not_found(server: Any, page: Any, new_browser: Any) -> None:
    other = new_browser().new_page()
    hands.sign_in(other, server.url, "別人")
    for path in ("practice", "result"):
        other.goto(f"{server.url}/{path}?{page.url.split('?')[1]}")
        other.get_by_text("この受講記録は見つかりません").wait_for()
        assert "佐々木" not in hands.main_text(other)


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "telephone"])
def test_ten_thousand_characters_are_refused_in_sight_and_given_back(
    size: tuple[int, int], server: Any, new_browser: Any
) -> None:
    page = new_browser(*size).new_page()
    hands.sign_in(page, server.url)
    hands.call(page, SCENARIO)
    spoken = [step.say for step in SCENARIO.model_call if step.say][:3]
    for line in spoken:
        hands.say(page, line)
    words = "あ" * 10_000
    box = page.locator(hands.INPUT)
    box.fill(words)
    box.press("Enter")
    told = page.get_by_text("入力が長すぎます(10,000文字)。4,000文字までに分けて送ってください。")
    told.wait_for()
    hands.settle(page)
    hands.assert_value(box, words)
    place = told.bounding_box()
    on_top = "([x, y]) => document.elementFromPoint(x, y)?.closest('.notice') != null"
    assert page.evaluate(on_top, [place["x"] + 5, place["y"] + 5]), "the grown input covers the message"
    assert page.locator(".line.operator").count() == len(spoken)
    hands.say(page, "はい、承知いたしました。")  # shortened, and sent
    assert told.count() == 0 and page.locator(".line.operator").count() == len(spoken) + 1
    hands.assert_value(box, "")


def test_control_characters_do_no_harm(page: Any) -> None:
    hands.say(page, "確認\x00\x1b[31mいたします\u202e。")
    assert "確認[31mいたします" in page.locator(".line.operator").inner_text()
    box = page.locator(hands.INPUT)
    box.fill("\x07\x08")
    box.press("Enter")
    page.get_by_text("文字が入力されていません").wait_for()


def test_markup_is_shown_as_text_and_nothing_is_fetched(server: Any, page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    evil = '<img src=x onerror="window.hacked=1"><b>太字</b> ![絵](http://127.0.0.1:9/p.png) <script>window.hacked=1</script> **強調**'
    hands.say(page, evil)
    assert evil in page.locator(".line.operator").inner_text()
    hands.hang_up(page)
    hands.to_result(page)
    assert "<img src=x" in page.locator(".talk.after .line.operator").inner_text()
    assert page.evaluate("window.hacked") is None
    assert page.locator(".line img, .line script").count() == 0
    assert page.locator("b", has_text="太字").count() == 0
    assert not [
        url for url in asked if not url.startswith(server.url) and not url.startswith(("data:", "blob:"))
    ]


def test_a_name_with_markup_is_shown_as_text(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url, "<b>太郎</b>")
    assert page.locator("h1 b").count() == 0


def test_enter_while_converting_does_not_send(page: Any) -> None:
    box = page.locator(hands.INPUT)
    box.fill("かくにん")
    # Safari's order: the composition has ended, the key still belongs to it.
    box.evaluate(
        "e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true, cancelable: true}))"
    )
    page.wait_for_timeout(700)
    assert page.locator(".line.operator").count() == 0
    assert page.evaluate("document.documentElement.lang") == "ja"


def test_an_unknown_address_says_so_in_japanese(server: Any, page: Any) -> None:
    page.goto(f"{server.url}/nowhere")
    page.get_by_text("ページが見つかりません").wait_for()


def test_a_broken_scenario_is_named_and_the_others_stay(tmp_path: Path, new_browser: Any) -> None:
    folder = tmp_path / "scenarios"
    shutil.copytree(ROOT / "scenarios", folder)
    good = (folder / "appliance-no-callback.yaml").read_text("utf-8")
    (folder / "broken.yaml").write_text(good.replace("difficulty: 2", "difficulty: 9"), "utf-8")
    server = Server(tmp_path, folder).start()
    try:
        page = new_browser().new_page()
        hands.sign_in(page, server.url)
        line = good.splitlines().index("difficulty: 2") + 1
        page.get_by_text(f"読み込めないシナリオがあります(broken.yaml:{line})").click()
        page.get_by_text("値が大きすぎます").wait_for()
        assert page.locator(".st-key-tile-appliance-no-callback").count() == 1
    finally:
        server.kill()
