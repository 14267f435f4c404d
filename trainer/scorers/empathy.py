"""C 共感: early, tied to the caller's own matter, often enough, never taken back (rubric §2.2 C)."""

from __future__ import annotations

from trainer.customers.anger.temper import same_words
from trainer.customers.words import words
from trainer.dialogue import EMPATHY, NEGATIVE, DialogueAct
from trainer.persona import PersonaKind
from trainer.scorecard import DimensionId, Score
from trainer.scorers.sheet import Dimension, Sheet, Turn, ramp

A = DialogueAct

EARLY = ((1.0, 1.0), (2.0, 0.8), (3.0, 0.5), (4.0, 0.25), (5.0, 0.0))
AMOUNT = ((0.0, 0.0), (0.1, 0.4), (0.2, 0.8), (0.3, 1.0))
COOL = frozenset({PersonaKind.LOGICAL, PersonaKind.TECHNICAL})
"""Types that want grounds more than warmth: half the amount is enough."""


def score(sheet: Sheet) -> Score:
    dimension = Dimension(sheet, DimensionId.EMPATHY)
    shown = list(sheet.spans(*EMPATHY))
    if not shown:
        first = sheet.turns[0] if sheet.turns else None
        _no_empathy(dimension, first)
        return dimension.score()
    _early(dimension)
    _deep(dimension)
    _enough(dimension)
    _kept(dimension)
    return dimension.score()


def _no_empathy(dimension: Dimension, first: Turn | None) -> None:
    """No empathy at all: an apology with its object still counts as a first sign of it."""
    _early(dimension)
    for criterion in ("deep", "enough", "kept"):
        dimension.judge(criterion, 0.0)
    dimension.missed("deep", "deep", first)
    taken_back = next((t for t in dimension.sheet.turns if _takes_back(t)), None)
    if taken_back:
        dimension.fault("kept", "kept", taken_back)


def _early(dimension: Dimension) -> None:
    sheet = dimension.sheet
    first = next(iter(sheet.spans(*EMPATHY, A.APO_PART)), None)
    waited = sheet.turns.index(first[0]) + 1 if first else 5
    dimension.judge("early", ramp(waited, EARLY))
    if first and waited <= 2:
        dimension.good("early", *first, why="早いうちに受け止めの言葉が出ています。")
    elif sheet.turns:
        dimension.missed("early", "early", sheet.turns[0])


def _deep(dimension: Dimension) -> None:
    shown = list(dimension.sheet.spans(*EMPATHY))
    strong = [(t, s) for t, s in shown if s.specific]
    share = len(strong) / len(shown)
    dimension.judge("deep", 0.4 + 1.2 * share, f"共感{len(shown)}回、うち事情に即したもの{len(strong)}回")
    if strong:
        turn, span = max(strong, key=lambda ts: ts[1].end - ts[1].start)
        dimension.good("deep", turn, span, "お客様の事情を言葉にして受け止めました。")
    else:
        turn, span = shown[0]
        dimension.fault("deep", "deep", turn, span)


def _enough(dimension: Dimension) -> None:
    sheet = dimension.sheet
    worth = 0.0
    seen: list[str] = []
    for turn in sheet.having(*EMPATHY):
        phrases = [turn.text[s.start : s.end] for s in turn.reading.of(*EMPATHY)]
        fresh = [p for p in phrases if p not in seen and not same_words(p, seen)]
        worth += 1.0 if fresh else 0.5 if all(seen.count(p) < 2 for p in phrases) else 0.0
        seen += phrases
    share = worth / len(sheet.turns) * (2 if sheet.scenario.persona in COOL else 1)
    dimension.judge("enough", ramp(share, AMOUNT), f"{len(sheet.turns)}発話のうち{worth:g}回分")
    if share < AMOUNT[2][0]:
        without = [t for t in sheet.turns if not t.reading.has(*EMPATHY)]
        dimension.missed("enough", "enough", max(without, key=lambda t: t.before.mood.anger))


def _kept(dimension: Dimension) -> None:
    taken_back = [t for t in dimension.sheet.turns if _takes_back(t)]
    dimension.judge("kept", 1 - 0.5 * len(taken_back))
    for turn in taken_back[:1]:
        dimension.fault("kept", "kept", turn)


def _takes_back(turn: Turn) -> bool:
    """「お気持ちは分かりますが、規則ですので」: empathy cancelled in a breath with a negative act."""
    return any(_turns_on_feeling(turn.text[s.start : s.end]) for s in turn.said.reading.of(*NEGATIVE))


def _turns_on_feeling(said: str) -> bool:
    """A word of feeling, and behind the first one a "but"."""
    feelings = [said.find(word) for word in words(__file__)["feelings"] if word in said]
    return bool(feelings) and any(but in said[min(feelings) :] for but in words(__file__)["but"])
