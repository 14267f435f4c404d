"""In the middle and at the end of a call the customer answers what was said: checks, requests, proposals."""

from __future__ import annotations

import pytest

from tests.customers.later_calls import ASKED, FOLDER, judged, share

LEAST = 0.88
"""Of each hand's lines; d was written last and judged at first sight (89 %), the others were looked at."""

MOST = 0.66
"""Of the lines of seven hands, a fifth of them questions that nothing in the scenario answers; half of them
were looked at."""


@pytest.mark.parametrize("hand", ["a", "b", "c", "d"])
def test_nearly_all_replies_fit_what_was_said(hand: str) -> None:
    found = judged(FOLDER / f"{hand}.jsonl")
    assert len(found) >= 99
    assert share(found) >= LEAST, [one.row["say"] for one in found if not one.fits]


def test_most_of_what_is_asked_anywhere_in_a_call_is_answered_or_waved_aside() -> None:
    found = judged(ASKED / "e.jsonl")
    assert len(found) == 660
    assert share(found) >= MOST
