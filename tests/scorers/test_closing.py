"""The next contact and the last words."""

from __future__ import annotations

import pytest

from tests.scorers.judging import quality

CALL = "parcel-left-outside"


@pytest.mark.parametrize(
    "promise",
    ["明日の朝、私から折り返しお電話いたします。", "明日の朝、営業所の者から折り返しお電話いたします。"],
)
def test_who_will_call_is_a_person(promise: str) -> None:
    assert quality(CALL, "follow", promise) == 1


def test_the_hour_from_which_is_nobody() -> None:
    assert quality(CALL, "follow", "明日の朝から折り返しお電話いたします。") == pytest.approx(2 / 3, abs=1e-3)


@pytest.mark.parametrize("named", ["本日は私、森が承りました。", "本日は森が担当いたしました。"])
def test_who_took_the_call_is_named_at_its_end(named: str) -> None:
    followed = "明日の朝、私からお電話いたします。"
    assert quality(CALL, "thanks", followed, f"{named}お電話ありがとうございました。") == 1


def test_a_department_that_is_spoken_of_has_not_taken_the_call() -> None:
    followed = "明日の朝、私からお電話いたします。"
    spoken = "担当部署にも伝えます。お電話ありがとうございました。"
    assert quality(CALL, "thanks", followed, spoken) == 0.5
