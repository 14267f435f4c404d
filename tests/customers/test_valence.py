"""Nobody says yes and no, or thanks and scolds, in one breath."""

from __future__ import annotations

import itertools

import pytest

from trainer.beat import Beat
from trainer.customers.parts import Part
from trainer.customers.wording.valence import NEVERTHELESS, RESISTS, SILENT, YIELDS, agree, in_one_voice


def test_every_beat_says_yes_or_no_or_neither() -> None:
    assert not YIELDS & RESISTS
    assert not SILENT & (YIELDS | RESISTS)


@pytest.mark.parametrize("first", sorted(YIELDS))
def test_no_kind_word_stands_before_a_rebuff(first: Beat) -> None:
    for then in RESISTS | SILENT:
        assert agree(first, then) == ((first, then) in NEVERTHELESS)


def test_of_any_two_reactions_those_that_contradict_each_other_do_not_both_stay() -> None:
    for first, then in itertools.product(Beat, Beat):
        kept = [p.beat for p in in_one_voice((Part(first), Part(then)))]
        assert kept == [first, then] if agree(first, then) and first is not then else len(kept) == 1


def test_an_objection_outlives_the_yes_behind_it() -> None:
    assert in_one_voice((Part(Beat.REMINDED), Part(Beat.PROMISE_OK))) == (Part(Beat.REMINDED),)


def test_what_is_told_or_accepted_is_never_dropped() -> None:
    told = Part(Beat.CONCERN, concern="late")
    assert told in in_one_voice((Part(Beat.CHECK_YES), told))
    accepted = Part(Beat.OFFER_ACCEPT, remedy="visit")
    assert in_one_voice((Part(Beat.WORN), accepted)) == (accepted,)
