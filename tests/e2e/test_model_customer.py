"""A call with a model's customer in a real browser: words stream in, the model dies and comes back, and the
result says who worded each line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import hands
from tests.e2e.conftest import Server
from tests.e2e.test_authoring import become_supervisor, show
from tests.llm.talking import TalkingServer
from trainer.files import Library

pytestmark = pytest.mark.e2e
SCENARIO = Library().scenarios["appliance-no-callback"]
LINES = [step.say for step in SCENARIO.model_call if step.say]
SAID = ".st-key-tail .line.customer > div"
QUIET = "AIの応答がないため、台本の言葉で続けています"


@pytest.fixture
def model() -> Iterator[TalkingServer]:
    one = TalkingServer(first=0.8, between=0.12)
    yield one
    one.close()


@pytest.fixture
def start_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Server]]:
    """`start_server(url)` → the product, set to the model at that address; once more after a kill."""
    server = Server(tmp_path)

    def _start(url: str) -> Server:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("TRAINER_LLM_MODEL", "oshaberi-1")
        monkeypatch.setenv("TRAINER_LLM_YEN_IN", "300")
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)
        return server.start()

    yield _start
    server.kill()


def _begin(page: Any, who: str = "AI") -> None:
    page.locator(f".st-key-tile-{SCENARIO.id} a").click()
    page.get_by_text(who, exact=True).click()
    hands.settle(page)
    page.get_by_role("button", name="通話を始める").click()
    page.locator(hands.INPUT).wait_for()
    page.locator(".line.customer").first.wait_for()
    hands.settle(page)


def _send(page: Any, words: str) -> None:
    box = page.locator(hands.INPUT)
    box.fill(words)
    box.press("Enter")


def _newest(page: Any) -> str:
    return str(page.locator(SAID).last.inner_text()).strip()


def test_words_stream_in_and_a_dead_model_is_replaced(
    model: TalkingServer, start_server: Callable[[str], Server], new_browser: Callable[..., Any]
) -> None:
    server = start_server(model.url)
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    _begin(page)

    # The trainee's line stands at once, the customer's grows behind it.
    _send(page, LINES[0])
    page.locator(".line.operator").wait_for()
    page.locator(".line.coming").wait_for()
    assert _newest(page) == ""
    states = set()
    while page.locator(".line.coming").count():
        states.add(_newest(page))
        page.wait_for_timeout(60)
    hands.settle(page)
    whole = _newest(page)
    assert whole.startswith("ええと、")
    grown = [state for state in states if state and state != whole]
    assert grown and all(whole.startswith(state) for state in grown)

    # The model dies in mid-sentence: the script's line stands in its place, told once and quietly.
    model.between = 0.3
    _send(page, LINES[1])
    page.wait_for_function("() => document.querySelector('.line.coming > div')?.innerText.trim()")
    model.close()
    page.get_by_text(QUIET).wait_for()
    page.locator(".line.coming").wait_for(state="detached")
    hands.settle(page)
    assert not _newest(page).startswith("ええと")
    hands.say(page, LINES[2])
    page.locator(".line.coming").wait_for(state="detached")
    assert page.get_by_text(QUIET).count() == 1
    before = page.locator(".line.customer > div").all_inner_texts()

    # The product is killed and started again, with a model that answers: one coherent call.
    again = TalkingServer()
    try:
        server.kill()
        start_server(again.url)
        page.goto(page.url)
        page.locator(".line.operator").nth(2).wait_for()
        hands.settle(page)
        assert page.locator(".line.customer > div").all_inner_texts() == before
        hands.say(page, LINES[3])
        page.wait_for_function("n => document.querySelectorAll('.line.customer').length > n", arg=len(before))
        hands.settle(page)
        assert _newest(page).startswith("ええと")
        assert page.get_by_text(QUIET).count() == 1
    finally:
        again.close()
    if page.locator(".over").count() == 0:
        hands.hang_up(page)
    hands.to_result(page)
    tags = page.locator(".talk.after .worded").all_inner_texts()
    assert tags.count("AI") == 2
    assert any("台本(" in tag for tag in tags)
    assert "oshaberi-1" in page.locator(".worded-by").inner_text()
    assert "円" in page.locator(".worded-by").inner_text()


def test_a_call_can_be_left_while_the_model_is_silent(
    start_server: Callable[[str], Server], new_browser: Callable[..., Any]
) -> None:
    silent = TalkingServer(first=60)
    try:
        server = start_server(silent.url)
        page = new_browser().new_page()
        hands.sign_in(page, server.url)
        _begin(page)
        _send(page, LINES[0])
        page.locator(".line.coming").wait_for()
        page.get_by_role("button", name="中断", exact=True).click()
        page.get_by_role("button", name="中断する").click(timeout=3_000)
        page.get_by_text("ここまで、おつかれさまでした").wait_for(timeout=5_000)
    finally:
        silent.close()


def test_without_a_model_nobody_is_asked(server: Server, new_browser: Callable[..., Any]) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    page.locator(f".st-key-tile-{SCENARIO.id} a").click()
    page.get_by_role("button", name="通話を始める").wait_for()
    assert page.get_by_text("お客様の言葉", exact=True).count() == 0


def test_a_supervisor_tries_a_scenario_with_the_model_and_leaves_no_call_behind(
    model: TalkingServer, start_server: Callable[[str], Server], new_browser: Callable[..., Any]
) -> None:
    server = start_server(model.url)
    page = new_browser().new_page()
    become_supervisor(page, server.url)
    page.locator(f".st-key-srow-{SCENARIO.id} button").click()
    show(page, "試し通話")
    page.get_by_role("radio", name="AI", exact=True).click()
    hands.settle(page)

    # The words grow; a look at the YAML meanwhile takes nothing away.
    _send(page, LINES[0])
    page.wait_for_function("() => document.querySelector('.line.coming > div')?.innerText.trim()")
    show(page, "YAML")
    show(page, "試し通話")
    page.locator(".line.coming").wait_for(state="detached")
    hands.settle(page)
    said = page.locator(".st-key-rehearsal .line.customer")
    assert said.count() == 2 and said.last.locator("> div").inner_text().startswith("ええと、")
    assert len(model.asked) == 1

    # Nobody waits for a model to hang up.
    _send(page, LINES[1])
    page.locator(".line.coming").wait_for()
    page.get_by_role("button", name="終話").click()
    page.get_by_text("通話終了").wait_for(timeout=5_000)
    hands.settle(page)
    assert page.locator(hands.INPUT).count() == 0
    page.goto(f"{server.url}/settings")
    page.get_by_text("今日使った量").wait_for()
    assert "入力 0" not in page.locator(".notice.good").inner_text()
    page.goto(server.url)
    page.get_by_text("こんにちは、高木さん").wait_for()
    hands.settle(page)
    assert page.get_by_text("つづきから").count() == 0
    assert "Traceback" not in server.log
