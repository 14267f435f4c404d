"""事例集: what is found, and what nobody else gets to see."""

from __future__ import annotations

from typing import Any

from tests.ui.cases.library import CASE, HOSTILE, click, one, published
from tests.ui.looking import shown
from trainer.case import CaseCause, Effect, Moment, Phrase
from trainer.case_query import Marked
from trainer.dialogue import Span
from trainer.person import Person
from trainer.ui.case_cards import marked, permalink
from trainer.ui.markup import label
from trainer.ui.picks import anchor
from trainer.wiring import App


def test_a_word_finds_cases_and_is_marked_in_them(app: App, opened: Any, trainee: Person, sv: Person) -> None:
    published(app, sv)
    published(
        app, sv, CASE.model_copy(update={"title": "別の話", "situation": "料金のこと", "tags": ()}), "two"
    )
    at = opened(trainee, "library")
    before = shown(at)
    assert permalink("one") in before and permalink("two") in before
    one(at, "text_input", "事例を探す").input("折り返し 三度").run()
    words = shown(at)
    assert '<b class="num">1件</b>' in words and permalink("two") not in words
    assert "<mark>折り返し</mark>" in words and "<mark>三度</mark>" in words


def test_a_facet_narrows_the_search_and_says_how_many(
    app: App, opened: Any, trainee: Person, sv: Person
) -> None:
    published(app, sv)
    published(app, sv, CASE.model_copy(update={"cause": CaseCause.CUSTOMER, "title": "別の話"}), "two")
    at = opened(trainee, "library")
    causes = at.pills(key="find-causes")
    assert {"企業起因 1", "顧客起因 1"} <= set(causes.options)
    causes.set_value(["customer"]).run()
    assert permalink("two") in shown(at) and '<article class="case-card"><h3>' in shown(at)
    assert shown(at).count('class="case-card"') == 1
    click(at, "条件をすべて外す")
    assert shown(at).count('class="case-card"') > 1


def test_nothing_found_tells_what_to_do(app: App, opened: Any, trainee: Person, sv: Person) -> None:
    published(app, sv)
    at = opened(trainee, "library")
    one(at, "text_input", "事例を探す").input("どこにもないことば").run()
    assert "ことばを減らすか短くする" in shown(at) and '<b class="num">0件</b>' in shown(at)


def test_what_people_typed_is_never_markup(app: App, opened: Any, trainee: Person, sv: Person) -> None:
    hostile = CASE.model_copy(
        update={
            "title": HOSTILE,
            "situation": HOSTILE,
            "industry": HOSTILE[:40],
            "tags": (HOSTILE,),
            "timeline": (Moment(text=HOSTILE, when="<b>いつ", decision=HOSTILE),),
            "phrases": (Phrase(effect=Effect.HURT, text=HOSTILE, why=HOSTILE),),
        }
    )
    published(app, sv, hostile)
    app.discussion.comment(trainee, "one", HOSTILE)
    for page in ("library", "case"):
        at = opened(trainee, page, case="one")
        assert "<img" not in shown(at) and "&lt;img" in shown(at)
    offered = opened(trainee, "library").pills(key="find-tags").options
    assert offered and all("![" not in option for option in offered)


def test_marks_escape_around_and_within_the_spans() -> None:
    words = Marked(text="a<b>c\nd", spans=(Span(start=1, end=4),))
    assert marked(words) == "a<mark>&lt;b&gt;</mark>c<br>d"


def test_a_label_keeps_words_and_loses_markdown() -> None:
    assert label("約束 2回") == "約束 2回"
    assert label("![x](http://a)") == "\\!\\[x\\]\\(http\\:\\/\\/a\\)"


def test_a_pick_carries_its_value_escaped() -> None:
    assert 'data-pick="&quot;&gt;&lt;x"' in anchor('"><x', "", "#")
