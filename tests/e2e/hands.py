"""What a person does with the app in the browser."""

from __future__ import annotations

from typing import Any

from trainer.scenario import Scenario
from trainer.script import Step

INPUT = '[data-testid="stChatInputTextArea"]'
IDLE = "document.querySelector('.stApp')?.getAttribute('data-test-script-state') !== 'running'"


def settle(page: Any) -> None:
    """Waits until the script has run and the page stands still."""
    page.wait_for_timeout(150)
    page.wait_for_function(IDLE)
    page.wait_for_timeout(100)


def sign_in(page: Any, url: str, name: str = "佐藤") -> None:
    page.goto(url)
    page.get_by_label("表示名").fill(name)
    page.get_by_role("button", name="はじめる").click()
    page.get_by_text(f"こんにちは、{name}さん").wait_for()
    settle(page)


def call(page: Any, scenario: Scenario) -> None:
    """From the list over the brief into the call."""
    page.locator(f".st-key-tile-{scenario.id} a").click()
    page.locator(".st-key-start button").click()
    page.locator(INPUT).wait_for()
    page.locator(".line.customer").first.wait_for()
    settle(page)


def say(page: Any, words: str) -> None:
    """Sends words and waits for the customer's answer."""
    before = page.locator(".line.operator").count()
    box = page.locator(INPUT)
    box.fill(words)
    box.press("Enter")
    page.wait_for_function("n => document.querySelectorAll('.line.operator').length > n", arg=before)
    settle(page)


def follow(page: Any, step: Step) -> None:
    """One step of a model call."""
    if step.say:
        say(page, step.say)
    elif step.hold is not None:
        page.get_by_role("button", name="保留" if step.hold else "保留を解除", exact=True).click()
        settle(page)
    elif step.escalate:
        hand_over(page, step)
    elif step.end:
        hang_up(page)


def hand_over(page: Any, step: Step) -> None:
    form = step.escalate
    assert form is not None
    page.get_by_role("button", name="引き継ぐ").click()
    dialog = page.locator('[role="dialog"]')
    dialog.get_by_text({"vertical": "上席へ", "horizontal": "専門部署へ"}[form.direction.value]).click()
    dialog.get_by_role("combobox").click()
    page.get_by_role("option").first.wait_for()
    page.get_by_role("option", name=form.team, exact=True).click()
    settle(page)
    dialog.get_by_label("理由", exact=True).fill(form.reason)
    dialog.get_by_label("お客様への一言").fill(form.words)
    for number, words in enumerate(form.note.model_dump().values()):
        dialog.locator("textarea").nth(2 + number).fill(words)
    settle(page)
    dialog.get_by_role("button", name="引き継ぐ").click()


def hang_up(page: Any) -> None:
    page.locator(".st-key-end button").click()
    page.locator(".st-key-yes button").click()


def to_result(page: Any) -> None:
    page.get_by_role("button", name="結果を見る").click()
    page.get_by_text("気持ちの推移").wait_for()
    settle(page)


def main_text(page: Any) -> str:
    return str(page.locator('[data-testid="stMain"]').inner_text())


def assert_value(field: Any, words: str) -> None:
    """The field holds these words, now or within a moment."""
    for _ in range(30):
        if field.input_value() == words:
            return
        field.page.wait_for_timeout(100)
    assert field.input_value() == words
