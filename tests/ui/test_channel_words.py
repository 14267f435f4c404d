"""The words on the screen follow the channel, people's titles stay text, and a result leaves on paper."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.looking import EXAMPLE, finished, shown
from trainer.person import Person
from trainer.wiring import App

CHAT, MAIL = "chat-video-billing", "mail-catering-invoice"


@pytest.mark.parametrize(
    ("scenario", "start", "buttons"),
    [
        (EXAMPLE, "通話を始める", {"保留", "終話"}),
        (CHAT, "チャットを始める", {"お待ちいただく", "チャットを終える"}),
        (MAIL, "返信を始める", {"対応を終える"}),
    ],
)
def test_buttons_speak_of_the_channel(
    scenario: str, start: str, buttons: set[str], opened: Any, app: App, trainee: Person
) -> None:
    assert start in {b.label for b in opened(trainee, "brief", scenario=scenario).button}
    attempt = app.practice.start(trainee, scenario, seed=1)
    labels = {b.label for b in opened(trainee, "practice", attempt=attempt.id).button}
    every = {"保留", "終話", "お待ちいただく", "チャットを終える", "対応を終える"}
    assert labels & every == buttons


def test_an_ended_mail_is_not_called_a_call(opened: Any, app: App, trainee: Person) -> None:
    attempt = app.practice.start(trainee, MAIL, seed=1)
    attempt = app.practice.say(trainee, attempt.id, "確認いたします。", key="one", seen=len(attempt.events))
    app.practice.end(trainee, attempt.id, key="end", seen=len(attempt.events))
    for page in ("practice", "result"):
        words = shown(opened(trainee, page, attempt=attempt.id))
        assert "メール対応終了 — 未解決のまま終了" in words
        assert "通話終了" not in words and "未解決のまま終話" not in words


def test_a_result_offers_its_pdf(opened: Any, app: App, trainee: Person) -> None:
    at = opened(trainee, "result", attempt=finished(app, trainee))
    assert [b.label for b in at.get("download_button")] == ["PDF"]


def test_an_address_gone_wrong_leaves_a_way_home(opened: Any, trainee: Person) -> None:
    at = opened(trainee, "practice", attempt="nobody")
    assert "この受講記録は見つかりません" in shown(at)
    assert "ホーム" in {one.label for one in at.get("page_link")}
