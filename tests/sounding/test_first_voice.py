"""第一声: calm, clear, not too low; nothing is claimed that was not measured."""

from __future__ import annotations

from trainer.mood import Band
from trainer.prosody import Measures, Spoken
from trainer.sounding import first_voice


def spoken(turn: int, **changes: object) -> Spoken:
    usual = {"seconds": 5.0, "rate": 350.0, "range": 8.0, "f0": 220.0}
    return Spoken(turn, Band.CALM, Measures.model_validate(usual | changes))


def test_a_good_greeting() -> None:
    assert [c.good for c in first_voice([spoken(1), spoken(2)])] == [True, True, True]


def test_each_fault_lowers_its_own_check() -> None:
    for changes, expected in (
        ({"rate": 500.0}, [False, True, True]),
        ({"range": 2.0}, [True, False, True]),
        ({"problems": ("声が小さすぎます。",)}, [True, False, True]),
        ({"f0": 180.0}, [True, True, False]),
    ):
        assert [c.good for c in first_voice([spoken(1, **changes), spoken(2), spoken(3)])] == expected


def test_what_cannot_be_judged_says_so() -> None:
    checks = first_voice([spoken(1, rate=None, f0=None), spoken(2)])
    assert [c.good for c in checks] == [None, True, None]
    assert checks[0].found == "測れません" and "くらべる発話がありません" in checks[2].found


def test_a_typed_greeting_is_not_checked() -> None:
    assert first_voice([spoken(2), spoken(3)]) == () == first_voice([])
