"""G for the second line: prepared, decided, drew the line where it belongs, kept it in hand."""

from __future__ import annotations

from trainer.dialogue import DialogueAct
from trainer.escalation import EscalationVerdict, Need, Timing
from trainer.language.story.matching import any_of
from trainer.language.text.parsing import parse
from trainer.scenario import Scenario
from trainer.scorers.sheet import Dimension, Sheet, Turn
from trainer.takeover import PreparationSheet

A = DialogueAct

WARNINGS = 2
"""Lines to be drawn against abuse before the call may be ended: a request, then a warning."""


def judge(dimension: Dimension, verdict: EscalationVerdict) -> None:
    """Judges how the second line took the call over, in place of need and timing."""
    _prepared(dimension)
    _decided(dimension)
    _line(dimension)
    _owned(dimension, verdict)


def _prepared(dimension: Dimension) -> None:
    sheet = dimension.sheet
    quality = preparation_quality(sheet.scenario, sheet.attempt.prepared)
    dimension.judge("prepared", quality)
    if quality < 0.8:
        dimension.missed("prepared", "prepared", sheet.turns[0] if sheet.turns else None)


def preparation_quality(scenario: Scenario, filled: PreparationSheet | None) -> float:
    """0–1: sore point, customer type, legitimacy, cause, landing points; a fifth each."""
    right = scenario.preparation
    if filled is None or right is None:
        return 0.0
    parsed = parse(filled.sore_point)
    found = any_of(right.sore_point, parsed, 0, len(parsed.words)) is not None
    good = {landing.text for landing in right.landings if landing.good}
    ticked = set(filled.landings)
    landings = max(0.0, (len(ticked & good) - len(ticked - good)) / len(good)) if good else float(not ticked)
    plain = (
        found,
        filled.persona is scenario.persona,
        filled.legitimate is right.legitimate,
        filled.cause == scenario.hidden.cause,
    )
    return (sum(plain) + min(1.0, landings)) / 5


def _decided(dimension: Dimension) -> None:
    """A decision or an answer with a date, in the supervisor's own name."""
    sheet = dimension.sheet
    best: tuple[float, Turn | None] = (0.0, None)
    for turn, _ in sheet.spans(A.COMMIT, A.FOLLOW):
        dated = any(p.by_when for p in turn.reading.promises)
        decided = any(o for o in turn.reading.offers) or turn.reading.has(A.COMMIT)
        best = max(best, (0.4 + 0.3 * dated + 0.3 * decided, turn), key=lambda b: b[0])
    dimension.judge("decided", best[0])
    if best[1] and best[0] >= 0.7:
        span = best[1].reading.of(A.COMMIT, A.FOLLOW)[0]
        dimension.good("decided", best[1], span, "責任者として、次に何がいつ起きるかを決めて伝えました。")
    else:
        dimension.missed("decided", "decided", sheet.turns[-1] if sheet.turns else None)


def _line(dimension: Dimension) -> None:
    sheet = dimension.sheet
    drawn = list(sheet.spans(A.LIMIT))
    if not sheet.scenario.abusive:
        dimension.judge(
            "line", 0.0 if drawn else None, unscored="" if drawn else "線引きの要る場面ではありません"
        )
        if drawn:
            dimension.fault("line", "line_wrong", *drawn[0])
        return
    dimension.judge("line", len({t.number for t, _ in drawn}) / WARNINGS)
    if len(drawn) >= WARNINGS:
        dimension.good("line", *drawn[-1], why="落ち着いて線を引き、続けばどうするかまで伝えました。")
    else:
        dimension.missed("line", "line_missing", _last(sheet))


def _owned(dimension: Dimension, verdict: EscalationVerdict) -> None:
    """Handing on is right only where the scenario asks for it; colleagues may be asked any time."""
    required = dimension.sheet.scenario.escalation.need is Need.REQUIRED
    handed_on = dimension.sheet.attempt.escalated is not None
    given_away = handed_on and (not required or verdict.timing is Timing.TOO_EARLY)
    dimension.judge("owned", 0.0 if given_away or not dimension.sheet.turns else 1.0)
    if given_away:
        dimension.missed("owned", "owned", _last(dimension.sheet))


def _last(sheet: Sheet) -> Turn | None:
    return sheet.turns[-1] if sheet.turns else None
