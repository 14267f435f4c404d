"""The case library in the browser: from a call to a case that others find, and what must not be lost."""

from __future__ import annotations

import re
from pathlib import Path
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
    page.get_by_text("あと 教訓").wait_for()
    hands.settle(page)
    surname = EXAMPLE.card.name.split()[0]
    fill(page, "状況", f"{surname}様から三度目のお電話。090-1234-5678 に折り返す約束だった。")
    fill(page, "教訓(明日から使える一言で)", LESSON)
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
    assert other.get_by_label("事例を探す").input_value() == "復唱 折り返し"
    assert "復唱" in other.locator(".case-card").first.inner_text()
    other.locator(".case-card .case-link").first.click()
    other.locator(".story").wait_for()
    hands.settle(other)
    assert LESSON in hands.main_text(other) and surname not in hands.main_text(other)
    assert "Traceback" not in own_server.log


def begin(page: Any, url: str) -> str:
    """A new case in the form; its address."""
    page.goto(f"{url}/write")
    page.get_by_role("button", name="書き始める").click()
    field(page, "状況").wait_for()
    hands.settle(page)
    return str(page.url)


def test_a_draft_survives_a_killed_server(own_server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, own_server.url)
    address = begin(page, own_server.url)
    fill(page, "題名(何が起きて、何が決め手だったか)", "約束の行き違い")
    fill(page, "状況", "折り返しが三日来ない")
    own_server.kill()
    own_server.start()
    page.goto(address)
    field(page, "状況").wait_for()
    hands.settle(page)
    assert field(page, "状況").input_value() == "折り返しが三日来ない"


def test_over_long_words_and_corrections_to_the_masking_survive_a_reload(
    server: Any, new_browser: Any
) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    address = begin(page, server.url)
    fill(page, "題名(何が起きて、何が決め手だったか)", "約束の行き違い")
    fill(page, "状況", "状" * 2_037)
    page.get_by_text("「状況」が37文字長すぎます(2,000文字まで)").wait_for()
    page.goto(address)
    field(page, "状況").wait_for()
    hands.settle(page)
    assert len(field(page, "状況").input_value()) == 2_037

    fill(page, "状況", "佐々木様、夜勤明けの方。090-1234-5678 に折り返す。")
    page.get_by_role("button", name="個人情報を確認する").click()
    page.locator(".masksides").wait_for()
    hands.settle(page)
    page.get_by_label("伏せる言葉").fill("夜勤明けの方")
    hands.settle(page)
    page.wait_for_timeout(600)
    page.locator(".st-key-mask-add-go button").click()
    page.locator(".mask-result", has_text="【氏名2】").wait_for()
    page.reload()
    page.locator(".masksides").wait_for()
    hands.settle(page)
    results = " ".join(page.locator(".mask-result").all_inner_texts())
    assert "【氏名2】" in results and "夜勤明け" not in results


def test_moments_are_written_with_the_keyboard_alone(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    begin(page, server.url)
    for words in ("今朝から切れるんです。", "申し訳ございません。"):
        page.get_by_role("button", name="場面を足す").focus()
        page.keyboard.press("Enter")
        field(page, "言ったこと・したこと").wait_for()
        hands.settle(page)
        field(page, "言ったこと・したこと").focus()
        page.keyboard.insert_text(words)
        page.wait_for_timeout(600)
        hands.settle(page)
    page.locator(".row-tool").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "words => document.querySelector('.st-key-entry-timeline textarea')?.value === words",
        arg="今朝から切れるんです。",
    )


def test_words_that_are_selected_are_hidden(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    begin(page, server.url)
    fill(page, "状況", "金曜の夜番だった者が受けた。")
    page.get_by_role("button", name="個人情報を確認する").click()
    page.locator(".masksides").wait_for()
    hands.settle(page)
    page.evaluate(
        """() => {
          const node = document.querySelector('.mask-original').firstChild, range = document.createRange()
          range.setStart(node, 0); range.setEnd(node, 5)
          getSelection().removeAllRanges(); getSelection().addRange(range)
          document.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }))
        }"""
    )
    page.wait_for_function("document.querySelector('.st-key-astyped-mask input').value === '金曜の夜番'")
    page.wait_for_timeout(600)
    hands.settle(page)
    page.get_by_role("button", name="伏せる", exact=True).click()
    page.locator(".mask-result .placeholder").wait_for()
    assert page.locator(".mask-result").first.inner_text() == "【氏名1】だった者が受けた。"
    page.locator(".mask-result .placeholder").click()
    page.get_by_role("button", name="伏せるのをやめる").click()
    page.locator(".mask-result .placeholder").wait_for(state="detached")


def table(rows: int) -> bytes:
    lines = (f"事例{n},届かないという電話{n},約束を守る,企業起因" for n in range(rows))
    return ("題名,状況,教訓,原因\n" + "\n".join(lines)).encode()


def test_an_import_shows_how_far_it_is_can_be_stopped_and_taken_back(
    own_server: Any, new_browser: Any
) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, own_server.url)
    for stopped in (True, False):
        page.goto(f"{own_server.url}/importing")
        page.locator('input[type="file"]').wait_for(state="attached")
        hands.settle(page)
        page.locator('input[type="file"]').set_input_files(
            {"name": "事例.csv", "mimeType": "text/csv", "buffer": table(10_000)}
        )
        page.get_by_role("button", name="10,000件を下書きとして取り込む").click()
        if stopped:
            page.get_by_role("button", name="中止する").click()
            page.get_by_text("一件も取り込まれていません").wait_for()
        else:
            page.locator('[data-testid="stProgress"]').wait_for()
            page.get_by_text("10,000件を下書きとして取り込みました").wait_for()
    page.get_by_role("button", name="取り込みを取り消す").click()
    page.get_by_text("10,000件を消しました").wait_for()
    assert "Traceback" not in own_server.log


def test_a_file_that_is_not_taken_says_why_in_sight(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    page.goto(f"{server.url}/importing")
    chooser = page.locator("input[type=file]")
    chooser.set_input_files({"name": "大.csv", "mimeType": "text/csv", "buffer": b"a,b\n" * 5_300_000})
    chooser.set_input_files({"name": "絵.png", "mimeType": "image/png", "buffer": b"png"})
    for words in ("20MBまでのファイルに分けて", "この種類のファイルは読み込めません"):
        found = page.get_by_text(words)
        found.wait_for()
        box = found.bounding_box()
        assert box is not None and box["width"] > 200 and box["height"] > 10


def test_the_calendar_speaks_japanese(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    page.goto(f"{server.url}/library")
    dates = page.locator('[data-testid="stDateInput"]')
    dates.get_by_text("年").first.wait_for()
    assert "yyyy" not in dates.inner_text() and "mm" not in dates.inner_text()
    dates.get_by_role("button").first.click()
    page.get_by_role("button", name="期間を選ぶ").click()
    page.get_by_role("option", name="この1か月").click()
    hands.settle(page)
    assert not re.search(r"Select|Past|Date", page.locator("body").inner_text())


def test_a_case_is_reached_and_left_with_the_keyboard(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    page.goto(f"{server.url}/library")
    page.locator(".case-card").first.wait_for()
    hands.settle(page)
    page.get_by_label("事例を探す").fill("お客様")
    page.locator(".case-card mark").first.wait_for()
    hands.settle(page)
    page.locator(".case-card .case-link").first.focus()
    page.keyboard.press("Enter")
    page.locator(".story").wait_for()
    hands.settle(page)
    page.get_by_role("link", name="検索に戻る").click()
    page.locator(".case-card mark").first.wait_for()  # what was asked for is still there
    assert page.get_by_label("事例を探す").input_value() == "お客様"


def test_a_case_and_a_result_list_are_taken_away_as_files(server: Any, new_browser: Any) -> None:
    page = new_browser().new_page()
    hands.sign_in(page, server.url)
    page.goto(f"{server.url}/library")
    page.locator(".case-card").first.wait_for()
    hands.settle(page)
    page.get_by_role("button", name="書き出す").click()
    starts = {"CSV": b"\xef\xbb\xbf", "XLSX": b"PK", "JSONL": b'{"id"'}
    for name, start in starts.items():
        assert downloaded(page, name).startswith(start)
    page.keyboard.press("Escape")
    page.locator(".case-card .case-link").first.click()
    page.locator(".story").wait_for()
    hands.settle(page)
    page.get_by_role("button", name="渡す・印刷").click()
    assert downloaded(page, "PDF").startswith(b"%PDF")
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    assert page.locator(".story").is_visible()
    for part in ("head", "case-bar", "after-story"):
        assert not page.locator(f".st-key-{part}").is_visible()


def downloaded(page: Any, name: str) -> bytes:
    button = page.locator('[data-testid="stPopoverBody"]').get_by_role("button", name=name)
    button.wait_for()
    with page.expect_download() as found:
        button.click()
    return Path(found.value.path()).read_bytes()


def test_the_pages_fit_a_telephone(own_server: Any, new_browser: Any) -> None:
    page = new_browser(390, 844).new_page()
    become_supervisor(page, own_server.url)
    page.goto(f"{own_server.url}/library")
    page.locator(".case-card .case-link").first.wait_for()
    case = re.sub(r".*case=", "", page.locator(".case-card .case-link").first.get_attribute("href"))
    for address in (
        "library", "mycases", "review", "importing", "write",
        f"case?case={case}", f"write?case={case}", f"masking?case={case}", f"review?case={case}",
    ):  # fmt: skip
        page.goto(f"{own_server.url}/{address}")
        page.locator("h1").first.wait_for()
        hands.settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
