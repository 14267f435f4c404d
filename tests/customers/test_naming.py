"""What was asked for, as the caller would name it."""

from __future__ import annotations

import pytest

from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.questions.at_a_loss import SUCH_THINGS, not_noticed
from trainer.customers.questions.naming import asked_for


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("バージョンはいくつになりますか。", "いくつなのか"),
        ("お仕事は、どういったことをなさっているのでしょうか。", "どういうことなのか"),
        ("ほかに何名くらい出ていらしたのでしょうか", "何名なのか"),
        ("ラウンジには何時ごろお着きになりますか", "何時ごろなのか"),
        ("係の者は、何と申しておりましたでしょうか。", "何と言ったのか"),
        ("どのくらいの大きさでしたか", "どのくらいなのか"),
        ("どの点が食い違って見えましたでしょうか", "どの点なのか"),
        ("お庭に池はございますか", "池のこと"),
        ("名札は付けておりましたか", "名札のこと"),
    ],
)
def test_it_is_named_by_the_word_that_asks_or_by_the_noun_it_is_about(question: str, named: str) -> None:
    assert asked_for(question) == named


@pytest.mark.parametrize(
    "question", ["どなたかとご一緒でしたか", "今日はこのあと、そちらに連れて行けそうですか。", "", "？？？"]
)
def test_what_cannot_be_named_is_pointed_at(question: str) -> None:
    assert asked_for(question) == ""
    assert not_noticed(question) == Part(Beat.VAGUE, value=SUCH_THINGS)


def test_nobody_calls_their_own_people_by_a_title() -> None:
    assert "さん" not in asked_for("お孫さんは、お近くにお住まいなんですか")


@pytest.mark.parametrize(
    "question",
    [
        "この先のことを、どのようにお考えでいらっしゃいますか",
        "お加減はいかがですか",
        "計画を立てるため、お聞かせください",
    ],
)
def test_how_one_feels_and_what_stands_beside_is_not_named(question: str) -> None:
    assert asked_for(question) == ""
