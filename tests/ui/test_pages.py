"""Every page opens, and says the right thing when something is missing (AppTest, no browser)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.looking import ENTRY, EXAMPLE, LINES, finished, open_page, shown
from trainer.dialogue import Seat
from trainer.errors import StoreUnavailable
from trainer.person import Person
from trainer.practice import Practice
from trainer.takeover import Legitimacy, PreparationSheet
from trainer.ui import own_calls
from trainer.ui.clock import moment
from trainer.wiring import App


@pytest.fixture
def person(trainee: Person) -> Person:
    return trainee


@pytest.fixture
def opened(person: Person) -> Callable[..., AppTest]:
    """`opened("practice", attempt=…)` → the page as the person sees it."""
    return partial(open_page, person)


def test_the_first_visit_asks_for_a_name_and_a_seat_and_nothing_else(app: App) -> None:
    at = AppTest.from_file(str(ENTRY), default_timeout=30).run()
    assert not at.exception
    assert [t.label for t in at.text_input] == ["表示名"]
    assert at.radio[0].options == ["一次対応", "二次対応"]
    assert "シナリオ" not in shown(at)


def test_signing_in_leads_home(app: App) -> None:
    at = AppTest.from_file(str(ENTRY), default_timeout=30).run()
    at.text_input[0].input("山田")
    at.button[0].click().run()
    assert not at.exception
    assert "こんにちは、山田さん" in shown(at)


def test_an_empty_name_is_refused_in_japanese(app: App) -> None:
    at = AppTest.from_file(str(ENTRY), default_timeout=30).run()
    at.text_input[0].input("   ")
    at.button[0].click().run()
    assert "お名前が入力されていません" in shown(at)


@pytest.mark.parametrize("page", ["brief", "practice", "result", "calls", "rest", "profile"])
def test_no_page_is_drawn_for_somebody_unknown(page: str, app: App) -> None:
    at = AppTest.from_file(str(ENTRY), default_timeout=30)
    at.query_params["u"] = "nobody"
    at.run()
    at.switch_page(f"../../pages/trainee/{page}.py").run()
    assert not at.exception
    assert [b.label for b in at.button] == ["はじめる"]


def test_home_offers_what_to_do(opened: Any) -> None:
    words = shown(opened("home"))
    for part in (
        "こんにちは、佐藤さん",
        "最近の結果",
        "まだ結果がありません",
        "次におすすめ",
        "理由: ",
        "未受講",
    ):
        assert part in words
    assert "つづきから" not in words


def test_home_shows_running_and_finished_calls(opened: Any, app: App, person: Any) -> None:
    finished(app, person)
    finished(app, person, end=False)
    words = shown(opened("home"))
    assert "つづきから" in words and "2往復目" in words and "点</b>" in words


def test_all_calls_are_listed_newest_first(
    opened: Any, app: App, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_calls, "PAGE", 6)
    ended = [finished(app, person) for _ in range(3)]
    running = [finished(app, person, end=False) for _ in range(4)]
    other = app.practice.start(person, "parcel-left-outside", seed=1)
    assert "すべて見る" in {one.label for one in opened("home").get("page_link")}
    at = opened("calls")
    assert [queries(at, "再開"), queries(at, "結果")] == [[other.id, *reversed(running)], ended[:0:-1][:1]]
    at.button(key="more").click().run()
    assert queries(at, "結果") == ended[::-1]
    at.selectbox(key="calls").set_value("終わったもの").run()
    assert queries(at, "再開") == [] and queries(at, "結果") == ended[::-1]
    at.selectbox(key="calls").set_value("すべて").run()
    at.selectbox(key="of").set_value(app.library.scenarios["parcel-left-outside"].title).run()
    assert queries(at, "再開") == [other.id] and queries(at, "結果") == []


def queries(at: AppTest, label: str) -> list[str]:
    """The attempts that the links of this name lead to, in order."""
    return [
        one.proto.query_string.removeprefix("attempt=") for one in at.get("page_link") if one.label == label
    ]


def test_home_and_result_tell_the_same_time(opened: Any, app: App, person: Any) -> None:
    noon = 1_795_000_000.0
    attempt = replace(app.practice, clock=lambda: noon).start(person, EXAMPLE, seed=1)
    later = replace(app.practice, clock=lambda: noon + 1_800)
    later.end(person, attempt.id, key="end", seen=len(attempt.events))
    began = moment(noon, 9 * 3600)
    for page in (opened("home"), opened("result", attempt=attempt.id), opened("calls")):
        assert began in shown(page)


def test_filters_narrow_the_list(opened: Any, app: App) -> None:
    at = opened("home")
    at.text_input(key="search").input("折り返しが来ない洗濯機").run()
    assert shown(at).count('class="tile"') == 1
    at.text_input(key="search").input("そんなものはない").run()
    assert "条件に合うシナリオがありません" in shown(at)
    at.selectbox(key="seat").set_value("一次対応").run()
    at.button(key="clear").click().run()
    assert shown(at).count('class="tile"') == len(app.library.scenarios)


def test_scenarios_are_found_in_other_spellings(opened: Any, app: App) -> None:
    at = opened("home")
    for typed, written in (("せんたくき", "洗濯機"), ("ほちょうき", "補聴器"), ("折返し", "折り返し")):
        found = []
        for word in (typed, written):
            at.text_input(key="search").input(word).run()
            found.append(shown(at).count('class="tile"'))
        assert found[0] == found[1] > 0


def test_brief_shows_situation_goal_authority_card_and_manual(opened: Any, app: App) -> None:
    at = opened("brief", scenario=EXAMPLE)
    words = shown(at)
    scenario = app.library.scenarios[EXAMPLE]
    for part in ("状況", "目標", "自分の権限", scenario.card.name, scenario.harsh, scenario.manual[0].title):
        assert part in words
    assert scenario.hidden.sore_point not in words
    at.button(key="start").click().run()
    assert not at.exception
    assert len(app.practice.mine(at.session_state["person"])) == 1


def test_an_unknown_scenario_is_told(opened: Any) -> None:
    assert "シナリオ「nope」はありません" in shown(opened("brief", scenario="nope"))


def test_the_call_shows_the_talk_and_keeps_the_hidden_hidden(opened: Any, app: App, person: Any) -> None:
    attempt = app.practice.start(person, EXAMPLE, seed=1)
    at = opened("practice", attempt=attempt.id)
    words = shown(at)
    assert attempt.customer[0].text in words and "気持ち" in words and "佐々木 まり子 様" in words
    assert app.library.scenarios[EXAMPLE].hidden.sore_point not in words
    at.chat_input(key="say").set_value(LINES[0]).run()
    assert not at.exception
    now = app.practice.attempt(person, attempt.id)
    assert now.turns == 1 and LINES[0] in shown(at) and now.customer[-1].text in shown(at)


def test_an_empty_preparation_sheet_is_asked_about_once(opened: Any, app: App, person: Any) -> None:
    attempt = app.practice.start(person, "sv-washer-third-call", seed=1)
    at = opened("practice", attempt=attempt.id)
    assert app.library.scenarios["sv-washer-third-call"].title in shown(at)
    assert "ホーム" in {one.label for one in at.get("page_link")}
    at.button(key="take_over").click().run()
    assert "準備シートに何も書かれていません" in shown(at)
    assert app.practice.attempt(person, attempt.id).prepared is None
    at.button(key="take_over").click().run()
    assert not at.exception
    assert app.practice.attempt(person, attempt.id).prepared == PreparationSheet()


def test_a_filled_preparation_sheet_is_taken_as_it_stands(opened: Any, app: App, person: Any) -> None:
    attempt = app.practice.start(person, "sv-washer-third-call", seed=1)
    at = opened("practice", attempt=attempt.id)
    at.text_area[0].input("約束が二度破られた").run()
    at.radio[1].set_value(Legitimacy.LEGITIMATE).run()
    at.checkbox[0].check().run()
    again = opened("practice", attempt=attempt.id)
    again.button(key="take_over").click().run()
    sheet = app.practice.attempt(person, attempt.id).prepared
    assert sheet and sheet.sore_point == "約束が二度破られた" and sheet.legitimate is Legitimacy.LEGITIMATE
    assert len(sheet.landings) == 1 and sheet.persona is None


def test_hold_and_hint(opened: Any, app: App, person: Any) -> None:
    attempt = app.practice.start(person, EXAMPLE, seed=1)
    at = opened("practice", attempt=attempt.id)
    at.button(key="hint").click().run()
    assert "ヒント: " in shown(at)
    at.button(key="hold").click().run()
    assert at.chat_input(key="say").disabled
    at.button(key="resume").click().run()
    now = app.practice.attempt(person, attempt.id)
    assert now.hints == 1 and now.on_hold is None


def test_what_cannot_be_stored_comes_back(
    opened: Any, app: App, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = app.practice.start(person, EXAMPLE, seed=1)
    at = opened("practice", attempt=attempt.id)
    keys: list[str] = []
    real = Practice.say

    def broken(self: Practice, *args: Any, key: str, **more: Any) -> Any:
        keys.append(key)
        if len(keys) == 1:
            raise StoreUnavailable("いまは保存できません。少し待ってからもう一度お試しください。")
        return real(self, *args, key=key, **more)

    monkeypatch.setattr(Practice, "say", broken)
    at.chat_input(key="say").set_value(LINES[0]).run()
    assert "いまは保存できません" in shown(at)
    assert at.session_state["screen"].returned == (1, LINES[0])
    at.run()
    at.chat_input(key="say").set_value(LINES[0]).run()
    assert keys[0] == keys[1]  # the same submission: stored once even if the first got through
    assert "いまは保存できません" not in shown(at)
    assert app.practice.attempt(person, attempt.id).turns == 1


def test_an_unexpected_error_is_told_without_its_traceback(
    opened: Any, app: App, person: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("inner workings")

    monkeypatch.setattr(Practice, "mine", broken)
    words = shown(opened("home"))
    assert "予期しない問題が起きました" in words and "inner workings" not in words
    assert "inner workings" in caplog.text


@pytest.mark.parametrize("page", ["practice", "result"])
def test_somebody_elses_call_is_not_found(page: str, opened: Any, app: App) -> None:
    other = app.people.welcome("別人", Seat.FIRST)
    words = shown(opened(page, attempt=finished(app, other)))
    assert "この受講記録は見つかりません" in words and LINES[0] not in words


def test_the_result_quotes_what_was_said(opened: Any, app: App, person: Any) -> None:
    words = shown(opened("result", attempt=finished(app, person)))
    for part in (
        "点</small>",
        "引き継ぎ: ",
        "よかった点",
        "気持ちの推移",
        "観点別",
        "通話記録",
        "引き出せた",
        "出典: ",
    ):
        assert part in words
    assert 'class="tip-host ev ' in words


def test_a_running_call_has_no_result_yet(opened: Any, app: App, person: Any) -> None:
    assert "まだ終わっていません" in shown(opened("result", attempt=finished(app, person, end=False)))


def test_a_stopped_call_says_why_it_is_unscored(opened: Any, app: App, person: Any) -> None:
    attempt_id = finished(app, person, end=False)
    seen = len(app.practice.attempt(person, attempt_id).events)
    app.practice.stop(person, attempt_id, key="stop", seen=seen)
    words = shown(opened("result", attempt=attempt_id))
    assert "未採点" in words and "途中でやめたため採点していません" in words
    assert "おつかれさまでした" in shown(opened("rest", attempt=attempt_id))


def test_profile_changes_the_name(opened: Any, app: App, person: Any) -> None:
    at = opened("profile")
    at.text_input[0].input("山本")
    at.button[0].click().run()
    assert "保存しました" in shown(at)
    found = app.people.find(person.id)
    assert found is not None and found.name == "山本"
