"""第一声: is the greeting calm, clear, and not too low?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from trainer.mood import Band
from trainer.prosody import Spoken
from trainer.prosody.words import targets

LOWEST = -2.0
"""Semitones from the person's own usual height."""


@dataclass(frozen=True)
class Check:
    """One thing about the greeting: `good` is None where it cannot be judged; `found` and `target` are
    Japanese, with units."""

    what: str
    good: bool | None
    found: str
    target: str


def first_voice(spoken: Sequence[Spoken]) -> tuple[Check, ...]:
    """The checks of the first turn; () when it was not spoken."""
    if not spoken or spoken[0].turn != 1:
        return ()
    m, rate, span = spoken[0].measures, targets()["rate"], targets()["range"]
    others = [s.measures.f0 for s in spoken[1:] if s.measures.f0 and s.band is not Band.ANGRY]
    apart = 12 * math.log2(m.f0 / median(others)) if m.f0 and others else None
    return (
        Check(
            "落ち着いた速さ",
            None if m.rate is None else m.rate <= rate["high"] * 1.1,
            "測れません" if m.rate is None else f"1分に{m.rate:.0f}字",
            f"{rate['low']}〜{rate['high']}字/分",
        ),
        Check(
            "はっきりした調子",
            None if m.range is None else m.range >= span["low"] and not m.problems,
            "測れません" if m.range is None else f"高低の幅 {m.range:.1f}半音",
            f"{span['low']:.0f}半音以上",
        ),
        Check(
            "低すぎない声",
            None if apart is None else apart >= LOWEST,
            "くらべる発話がありません" if apart is None else f"ふだんより {apart:+.1f}半音",
            f"ふだんの高さから{-LOWEST:.0f}半音以内",
        ),
    )
