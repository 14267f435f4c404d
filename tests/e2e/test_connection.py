"""A supervisor sets up the language model in a real browser, tries it, and takes it back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import hands
from tests.e2e.conftest import Server
from tests.e2e.test_authoring import become_supervisor
from tests.llm.talking import TalkingServer

pytestmark = pytest.mark.e2e
KEY = "sk-typed-by-hand-20"


@pytest.fixture
def model() -> Iterator[TalkingServer]:
    one = TalkingServer()
    yield one
    one.close()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "AZURE_OPENAI_", "TRAINER_LLM_")):
            monkeypatch.delenv(name)
    one = Server(tmp_path)
    yield one.start()
    one.kill()


def test_the_model_is_set_up_tried_and_taken_back(
    server: Server, new_browser: Any, model: TalkingServer
) -> None:
    page = new_browser().new_page()
    become_supervisor(page, server.url)
    page.goto(f"{server.url}/settings")
    page.get_by_text("言語モデルは設定されていません").wait_for()
    hands.settle(page)
    page.get_by_text("言語モデルの設定を変える", exact=True).click()
    hands.settle(page)
    page.get_by_role("textbox", name="お客様の言葉を作るモデル").fill("oshaberi-1")
    page.get_by_role("textbox", name="接続先のURL").fill(model.url)
    page.locator("input[type=password]").fill(KEY)

    page.get_by_role("button", name="この設定を使う").click()
    page.get_by_text("設定を変えました").wait_for()
    page.get_by_role("button", name="接続を試す").click()
    page.get_by_text("つながりました。モデル oshaberi-1").wait_for()
    hands.settle(page)

    assert KEY not in page.content()

    # A restart knows the model, but no key.
    server.kill()
    server.start()
    page.goto(f"{server.url}/settings")
    page.get_by_text("言語モデルを使う設定になっています").wait_for()
    hands.settle(page)
    page.get_by_text("言語モデルの設定を変える", exact=True).click()
    assert page.get_by_role("textbox", name="お客様の言葉を作るモデル").input_value() == "oshaberi-1"
    assert page.locator("input[type=password]").input_value() == ""
    page.get_by_role("button", name="この画面で入れた設定を消す").click()
    page.get_by_role("button", name="消す", exact=True).click()
    page.get_by_text("環境変数だけの設定に戻しました").wait_for()
    page.get_by_text("言語モデルは設定されていません").wait_for()
    assert "Traceback" not in server.log and KEY not in server.log
