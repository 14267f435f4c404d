"""Cases looked up during a call."""

from __future__ import annotations

from typing import Any

from tests.ui.cases.library import CASE, published
from tests.ui.looking import EXAMPLE, finished, shown
from trainer.person import Person
from trainer.wiring import App


def test_what_is_looked_up_in_a_call_is_noted_and_shown_in_the_result(
    app: App, opened: Any, trainee: Person, sv: Person
) -> None:
    scenario = app.library.scenarios[EXAMPLE]
    told = "洗濯機が水漏れで止まったお客様。三回お電話をいただいても、折り返しが一度もなかった。"
    published(app, sv, CASE.model_copy(update={"industry": scenario.industry, "situation": told}))
    attempt = finished(app, trainee, end=False)
    at = opened(trainee, "practice", attempt=attempt)
    names = at.pills(key=f"look-{attempt}")
    assert names.options[:-1] == [page.title for page in scenario.manual] and names.options[-1] == "似た事例"
    names.set_value(scenario.manual[0].title).run()
    at.pills(key=f"look-{attempt}").set_value("似た事例").run()
    at.selectbox(key=f"look-case-{attempt}").set_value("one").run()
    assert CASE.lesson in shown(at)
    looked = app.practice.attempt(trainee, attempt).looked_up
    assert [(e.case, e.title) for e in looked] == [("", scenario.manual[0].title), ("one", CASE.title)]
    seen = len(app.practice.attempt(trainee, attempt).events)
    app.practice.end(trainee, attempt, key="bye", seen=seen)
    words = shown(opened(trainee, "result", attempt=attempt))
    assert "手元の参照2回" in words and f"事例「{CASE.title}」を見ました" in words
