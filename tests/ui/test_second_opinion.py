"""The pages with a language model set up, played by a real server; and without one, where nothing shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import streamlit as st

from tests.llm.conftest import KEY, no_settings_of_this_machine, sdk_is_loaded, serving
from tests.llm.faulty import FaultyServer
from tests.llm.modes import GOOD, error
from tests.opinions.conftest import answers
from tests.opinions.test_drafting_by_model import LINES, sketch
from tests.opinions.test_judging import verdict
from tests.ui.looking import EXAMPLE, finished, open_page, shown
from trainer.attempt import ModelUse
from trainer.dialogue import Seat
from trainer.opinion import Agreement, CriterionOpinion, Opinion
from trainer.person import Person
from trainer.ui import frame
from trainer.ui.opinion import table
from trainer.wiring import App

__all__ = ["no_settings_of_this_machine", "sdk_is_loaded", "serving"]

QUOTE = "三回もお電話をいただいたのですね"
WORDING = "二回とも折り返しがなかったのですね。経緯は、私、小林が責任をもって本日中にお調べいたします。"


@pytest.fixture
def person(sv: Person) -> Person:
    """A supervisor, who sees every page."""
    return sv


@pytest.fixture
def model(
    serving: Callable[..., FaultyServer], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., FaultyServer]]:
    """`model(*values)` → from now on the pages have a model that gives these values."""

    def _model(*values: Any) -> FaultyServer:
        server = serving(m=answers(*values))
        monkeypatch.setenv("OPENAI_BASE_URL", server.url("m"))
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("TRAINER_LLM_MODEL", "test-model")
        st.cache_resource.clear()
        return server

    yield _model
    frame.app().llm.close()


def keys(at: Any) -> set[str]:
    return {str(button.key) for button in at.button}


def test_what_was_left_unscored_is_not_called_right() -> None:
    left = CriterionOpinion(id="empathy", title="共感", rule=4, unscored="応答がありません。")
    opinion = Opinion(attempt="a", rubric="v", digest="d", at=0.0, criteria=(left,), use=ModelUse(model="m"))
    agreed = Agreement(criterion="empathy", title="共感", pairs=20, kappa=1.0)
    assert "SVと一致" not in table(opinion, [agreed])
    scored = opinion.model_copy(update={"criteria": (left.model_copy(update={"level": 3}),)})
    assert "SVと一致" in table(scored, [agreed])


SAME = (2, 2)


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ([], "0組(あと20組)"),
        ([SAME], "1組(あと19組)"),
        ([SAME] * 20, "20組(水準が一つだけ)"),
        ([(1 + n % 4, 1 + n // 4 % 4) for n in range(32)], '0.00</span> <span class="muted small">(32組)'),
        ([(1 + n % 4, 1 + n % 4) for n in range(20)], '1.00</span> <span class="muted small">(20組)'),
    ],
    ids=["none", "one", "one level only", "by chance", "all agree"],
)
def test_calibration_tells_how_far_the_model_agrees(
    app: App, person: Person, model: Callable[..., FaultyServer], levels: list[tuple[int, int]], told: str
) -> None:
    model({})
    calibration = frame.app().calibration
    for one, other in levels:
        attempt = app.practice.start(person, EXAMPLE, seed=1).id
        opinion = Opinion(
            attempt=attempt,
            rubric=calibration.rubric.version,
            digest=calibration.rubric.digest,
            at=0.0,
            criteria=(CriterionOpinion(id="empathy", title="共感", level=one),),
            use=ModelUse(model="test-model"),
        )
        calibration.store.add_opinion(opinion)
        calibration.give(person, attempt, "empathy", other)
    words = shown(open_page(person, "calibration"))
    assert told in words and "-0.00" not in words and "水準を付ける通話はありません" in words


def test_without_a_model_the_result_is_as_it_was(app: App, person: Person) -> None:
    at = open_page(person, "result", attempt=finished(app, person))
    assert "第二の意見" not in shown(at) and not keys(at) & {"opinion-button", "answers-button"}


def test_the_opinion_stands_beside_the_score_with_its_cost(
    app: App, person: Person, model: Callable[..., FaultyServer]
) -> None:
    attempt = finished(app, person)
    server = model(verdict(4, (2, QUOTE), reason="<b>よい</b>応対"))
    at = open_page(person, "result", attempt=attempt)
    before = shown(at)
    assert "得点には入りません" in before and "トークンまで" in before and not server.asked["m"]
    at.button(key="opinion-button").click().run()
    assert not at.exception
    after = shown(at)
    total = app.practice.scorecard(person, attempt).total
    assert f"{total:.0f}<small>点" in before and f"{total:.0f}<small>点" in after
    assert "モデル 4 / 規則" in after and "段高い" in after and QUOTE in after and "参考(未校正)" in after
    assert "<b>よい</b>応対" not in after and "&lt;b&gt;よい" in after
    assert "使った量: 入力 600・出力 55トークン" in after


def test_a_failure_is_told_and_the_result_stays(
    app: App, person: Person, model: Callable[..., FaultyServer]
) -> None:
    attempt = finished(app, person)
    model(error(401))
    at = open_page(person, "result", attempt=attempt)
    at.button(key="opinion-button").click().run()
    assert not at.exception and "APIキーが正しくありません" in shown(at) and "観点別" in shown(at)
    assert KEY not in shown(at)


def test_model_answers_are_marked_as_machine_made(
    app: App, person: Person, model: Callable[..., FaultyServer]
) -> None:
    attempt = finished(app, person)
    model({"wordings": [WORDING, "だから無理です。"]})
    at = open_page(person, "result", attempt=attempt)
    at.selectbox(key="answers-turn").set_value(2).run()
    before = shown(at)
    at.button(key="answers-button").click().run()
    assert not at.exception
    words = shown(at)
    assert "だから無理です" not in words
    assert "入れる応対: 担当と期限のある約束" in before  # nobody has promised anything by a time
    assert WORDING in words and "AIが作った言い換え" in words


def test_when_nothing_passes_it_says_so(app: App, person: Person, model: Callable[..., FaultyServer]) -> None:
    attempt = finished(app, person)
    model({"wordings": ["だから無理です。"]})
    at = open_page(person, "result", attempt=attempt)
    at.button(key="answers-button").click().run()
    assert not at.exception and "使える言い換えができませんでした" in shown(at)


def test_the_settings_page_tries_the_connection_and_keeps_the_key(
    app: App, person: Person, model: Callable[..., FaultyServer]
) -> None:
    model(GOOD)
    at = open_page(person, "settings")
    at.button(key="connection-try").click().run()
    assert not at.exception
    words = shown(at)
    assert "つながりました" in words and "test-model" in words and "TRAINER_LLM_DAY_TOKENS" in words
    assert KEY not in words and "値は表示しません" in words


def test_without_a_model_the_settings_page_says_what_to_do(app: App, person: Person) -> None:
    at = open_page(person, "settings")
    assert "言語モデルは設定されていません" in shown(at)
    at.button(key="connection-try").click().run()
    assert not at.exception


@pytest.mark.parametrize("page", ["settings", "calibration"])
def test_trainees_are_told_calmly(app: App, page: str) -> None:
    at = open_page(app.people.welcome("佐藤", Seat.FIRST), page)
    assert "この画面はSVが使います" in shown(at) and not at.button


def test_a_supervisor_levels_a_call_without_seeing_the_model_s(
    app: App, person: Person, model: Callable[..., FaultyServer]
) -> None:
    trainee = app.people.welcome("佐藤一郎", Seat.FIRST)
    attempt = finished(app, trainee)
    model(verdict(4, (2, QUOTE), reason="ここがよい"))
    frame.app().opinions.ask(trainee, attempt)
    at = open_page(person, "calibration")
    words = shown(at)
    assert "水準" in str(at.radio) and "ここがよい" not in words and "佐藤一郎" not in words
    assert "0組(あと20組)" in words
    at.radio[0].set_value(2).run()
    at.button(key="level-save").click().run()
    assert not at.exception and "1組(あと19組)" in shown(at)


def test_a_draft_by_the_model_opens_in_the_editor(
    app: App, person: Person, model: Callable[..., FaultyServer]
) -> None:
    model(sketch())
    at = open_page(person, "scenarios")
    at.text_area(key="draft-lines").set_value(LINES).run()
    at.text_input(key="draft-id").set_value("line-down").run()
    at.button(key="draft-make").click().run()
    assert not at.exception
    assert at.query_params["open"] == ["line-down"] or at.query_params["open"] == "line-down"
    words = shown(at)
    assert "下書きを版1として保存しました" in words and "検査の指摘" in words
    assert app.authoring.versions(person, "line-down")[0].state == "draft"
