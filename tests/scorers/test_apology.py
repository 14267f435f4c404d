"""Apologies over and over, whatever came before them."""

from __future__ import annotations

import pytest

from tests.scorers.judging import findings, quality

NAMED = "お荷物が雨に濡れてしまい、ご不快な思いをおかけし、申し訳ございません。"
BARE = "申し訳ございません。"
CALL = "parcel-left-outside"


@pytest.mark.parametrize(
    "said",
    [
        (BARE * 20,),
        ("すみません、" * 6 + "すみません。",),
        (BARE, f"本当に{BARE}", f"大変{BARE}", f"誠に{BARE}"),
    ],
    ids=["in one utterance", "in one breath", "over many turns"],
)
def test_one_good_apology_does_not_excuse_a_chain_of_empty_ones(said: tuple[str, ...]) -> None:
    assert quality(CALL, "sparing", NAMED, *said) == 0
    assert [f.title for f in findings(CALL, "sparing", NAMED, *said)] == ["お詫びを繰り返しすぎている"]


def test_two_short_ones_beside_it_are_no_fault() -> None:
    assert quality(CALL, "sparing", NAMED, BARE, BARE) == 1
