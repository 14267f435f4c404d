"""In the middle and at the end of a call the customer answers what was said: checks, requests, proposals."""

from __future__ import annotations

import pytest

from tests.customers.later_calls import ASKED, FOLDER, judged, share

LEAST = 0.88
"""Of each hand's lines; d was written last and judged at first sight (89 %), the others were looked at."""

MOST = {"e": 0.70, "g": 0.72}
"""Of the lines of seven hands and of four others, a fifth and a quarter of them questions that nothing in the
scenario answers. e was looked at, of g half of the lines that are no questions."""


@pytest.mark.parametrize("hand", ["a", "b", "c", "d"])
def test_nearly_all_replies_fit_what_was_said(hand: str) -> None:
    found = judged(FOLDER / f"{hand}.jsonl")
    assert len(found) >= 99
    assert share(found) >= LEAST, [one.row["say"] for one in found if not one.fits]


@pytest.mark.parametrize("hands", sorted(MOST))
def test_most_of_what_is_asked_anywhere_in_a_call_gets_what_fits(hands: str) -> None:
    found = judged(ASKED / f"{hands}.jsonl")
    assert len(found) == 660
    assert share(found) >= MOST[hands]
