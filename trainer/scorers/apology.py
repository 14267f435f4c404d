"""D 謝罪: with its object, fitting the caller's matter, not over and over (rubric §2.2 D)."""

from __future__ import annotations

from trainer.dialogue import DialogueAct, Seat
from trainer.scorecard import DimensionId, Score
from trainer.scorers.sheet import Dimension, Sheet, ramp

A = DialogueAct

BARE = ((2.0, 1.0), (3.0, 0.5), (4.0, 0.0))


def score(sheet: Sheet) -> Score:
    dimension = Dimension(sheet, DimensionId.APOLOGY)
    too_soon = next(iter(sheet.spans(A.APO_FULL)), None)
    if too_soon and sheet.seat is Seat.FIRST and not sheet.scenario.fault_confirmed:
        for criterion in ("object", "specific", "sparing"):
            dimension.judge(criterion, 0.0)
        dimension.fault("object", "full_too_soon", *too_soon)
        return dimension.score()
    named = list(sheet.spans(A.APO_PART, A.APO_FULL))
    dimension.judge("object", 1.0 if named else 0.0)
    dimension.judge(
        "specific", 1.0 if any(_specific(t.text[s.start : s.end]) or s.specific for t, s in named) else 0.0
    )
    bare = [(t, s) for t in sheet.turns for s in t.said.reading.of(A.APO_BARE)]
    times = sum(_times(t.text[s.start : s.end]) for t, s in bare)
    dimension.judge("sparing", ramp(times, BARE) if named else 0.0, f"対象のないお詫び{times}回")
    if named:
        turn, span = max(named, key=lambda ts: (ts[1].specific, ts[1].end - ts[1].start))
        dimension.good("object", turn, span, "何についてのお詫びかが、はっきり伝わります。")
    else:
        dimension.missed("object", "object", bare[0][0] if bare else next(iter(sheet.turns), None))
    if times >= 3:
        dimension.fault("sparing", "sparing", *bare[-1])
    return dimension.score()


def _specific(words: str) -> bool:
    """Longer than any set phrase, so that it must name something."""
    return len(words) >= 24


def _times(words: str) -> int:
    """How often it is said: 「すみません、すみません」 is read as one apology."""
    pieces = words.split("、")
    return 1 + len(pieces) - len(set(pieces))
