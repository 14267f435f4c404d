"""In the browser: a study meeting with two people, and the way from a case to a practised scenario."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e import hands
from tests.e2e.test_authoring import become_supervisor, confirm, show, yaml_box
from trainer.case_files import CaseFolder
from trainer.checking.unfinished import MARK

pytestmark = pytest.mark.e2e
CASE = "bank-limit-raise"
TITLE = "「リフォーム代です」と三度おっしゃった方"
WORDS = "立ち入ったことを伺い申し訳ございません。いま、どなたかとご一緒でいらっしゃいますか。"
CLOSE, HAPPENED = "回答を締め切って見せる", "実際の対応を見る"


def open_case(page: Any, url: str) -> None:
    page.goto(f"{url}/case?case={CASE}")
    page.locator(".story").wait_for()
    hands.settle(page)


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    hands.settle(page)


def menu(page: Any, name: str) -> None:
    press(page, "考える・練習にする")
    page.locator('[data-testid="stPopoverBody"]').get_by_role("button", name=name).click()
    hands.settle(page)


def case_text(part: Callable[[Any], str]) -> str:
    """What the shipped case says."""
    records, problems = CaseFolder().read([CASE])
    assert not problems
    return part(records[0].case)


def test_two_people_read_a_case_step_by_step(own_server: Any, new_browser: Any) -> None:
    lead = new_browser().new_page()
    become_supervisor(lead, own_server.url)
    open_case(lead, own_server.url)
    menu(lead, "勉強会を開く")
    lead.get_by_text("参加者が書いています").wait_for()
    code = lead.url.split("meeting=")[1]
    unknown = case_text(lambda case: case.timeline[3].text)[:24]
    assert unknown not in hands.main_text(lead)

    member = new_browser(390, 844).new_page()
    hands.sign_in(member, own_server.url, "佐藤")
    member.goto(f"{own_server.url}/study")
    member.get_by_label("参加コード").fill(f"{code[:3].lower()} {code[3:]}")
    member.get_by_role("button", name="参加する").click()
    member.get_by_label("お客様に何と言いますか").wait_for()
    hands.settle(member)
    member.get_by_label("お客様に何と言いますか").press_sequentially(WORDS, delay=5)
    member.wait_for_timeout(900)
    hands.settle(member)

    own_server.kill()  # what was being typed is kept
    own_server.start()
    member.reload()
    hands.assert_value(member.get_by_label("お客様に何と言いますか"), WORDS)
    hands.settle(member)
    member.get_by_text("続ける", exact=True).click()
    hands.settle(member)
    press(member, "回答を出す")
    member.get_by_text("回答を出しました").wait_for()
    lead.reload()
    lead.get_by_text("参加者が書いています").wait_for()
    lead.wait_for_function("document.querySelector('.study-pulse')?.innerText.includes('回答 1人')")
    assert WORDS not in hands.main_text(lead)  # not before it is closed

    lead.get_by_role("button", name=CLOSE).dblclick()  # goes one step all the same
    lead.locator(".votes").wait_for()
    hands.settle(lead)
    assert WORDS in hands.main_text(lead) and "佐藤" not in lead.locator(".study-answers").inner_text()
    member.locator(".votes").wait_for()  # without touching anything
    hands.settle(member)
    assert "あなたの回答" in hands.main_text(member) and unknown not in hands.main_text(member)

    press(lead, HAPPENED)
    member.get_by_text("実際は、こう動きました").wait_for()
    assert unknown in hands.main_text(member)
    press(lead, "次の分かれ目へ")
    member.get_by_label("お客様に何と言いますか").wait_for()
    press(lead, CLOSE)
    press(lead, HAPPENED)
    press(lead, "まとめへ")
    member.get_by_text("この会のまとめ").wait_for()  # reads along while the facilitator writes
    hands.settle(member)
    lead.get_by_label("この会で分かったこと").press_sequentially("電話がもう一本ないかを聞く", delay=5)
    lead.wait_for_timeout(900)
    hands.settle(lead)
    press(lead, "まとめを事例のコメントに残す")
    lead.get_by_text("まとめを事例のコメントに残しました").wait_for()
    member.get_by_text("電話がもう一本ないかを聞く").wait_for()
    press(lead, "終える")
    member.get_by_text("この勉強会は終わりました").wait_for()
    assert WORDS in hands.main_text(member)
    open_case(member, own_server.url)
    assert "教訓: 電話がもう一本ないかを聞く" in hands.main_text(member)
    assert "Traceback" not in own_server.log


def test_a_case_becomes_a_scenario_that_is_practised_and_leads_back(
    own_server: Any, new_browser: Any
) -> None:
    sv = new_browser().new_page()
    become_supervisor(sv, own_server.url)
    open_case(sv, own_server.url)
    menu(sv, "この事例でシナリオを作る")
    sv.get_by_text("事例から下書きを作りました").wait_for()
    hands.settle(sv)
    assert TITLE in hands.main_text(sv) and "もとの事例" in hands.main_text(sv)
    press(sv, "検査する")
    sv.locator(".problems").get_by_text("書き足すところです").first.wait_for()

    show(sv, "YAML")
    text = yaml_box(sv).input_value()
    yaml_box(sv).fill("\n".join(line for line in text.split("\n") if not line.startswith(MARK)))
    sv.wait_for_timeout(900)
    hands.settle(sv)
    press(sv, "保存する")
    sv.get_by_text("検査に合格しています。「公開する」").wait_for()
    confirm(sv, "公開する")
    sv.get_by_text("公開しました").wait_for()

    trainee = new_browser().new_page()
    hands.sign_in(trainee, own_server.url, "佐藤")
    open_case(trainee, own_server.url)
    trainee.get_by_role("link", name="この事例で練習する").click()
    trainee.get_by_role("button", name="通話を始める").click()
    trainee.locator(hands.INPUT).wait_for()
    hands.settle(trainee)
    hands.say(trainee, "お電話ありがとうございます。あおば銀行、担当の佐藤でございます。")
    hands.say(trainee, "限度額の変更をお急ぎなのですね。ご心配なこともおありかと存じます。")
    hands.hang_up(trainee)
    hands.to_result(trainee)
    press(trainee, "この通話を事例に載せる")
    trainee.get_by_role("button", name="匿名で載せる").click()
    trainee.get_by_text("事例に載せています").wait_for()

    open_case(sv, own_server.url)
    assert "練習 1回" in hands.main_text(sv)
    sv.get_by_role("link", name="載せられた通話を読む").click()
    sv.locator(".line.operator").first.wait_for()
    words = hands.main_text(sv)
    assert "担当の〇〇でございます" in words and "佐藤" not in words
    assert "Traceback" not in own_server.log
