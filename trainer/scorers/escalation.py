"""G エスカレーション判断: needed or not, when, which way, how explained, how noted (rubric §3)."""

from __future__ import annotations

from trainer.attempt import Outcome
from trainer.customers.triggers import due
from trainer.customers.words import words
from trainer.dialogue import APOLOGY, EMPATHY, QUESTIONS, TRANSFER, DialogueAct, Seat, WhyPart
from trainer.escalation import AT_ONCE, Direction, EscalationVerdict, HandoverNote, Need, Timing, Trigger
from trainer.language.story.matching import any_of
from trainer.language.text.parsing import parse
from trainer.scorecard import DimensionId, Score
from trainer.scorers import second_line
from trainer.scorers.sheet import Dimension, Sheet, Turn

A = DialogueAct

EARLY_POINTS = 25.0
PER_TURN_LATE = 35.0
"""Steeper than a mark a turn: too late cannot be mended (docs/decisions/0004)."""

JUSTIFYING = frozenset({Trigger.T4, Trigger.T7, Trigger.T8, Trigger.T10, *AT_ONCE})
"""Set off by how the call went: they make handing over a scenario's needless case allowable."""

SOLVING = (A.EXPLAIN, A.PROPOSE, A.COMMIT, A.FOLLOW)


def score(sheet: Sheet) -> tuple[Score, EscalationVerdict]:
    dimension = Dimension(sheet, DimensionId.ESCALATION)
    verdict = judge(sheet)
    if sheet.seat is Seat.SECOND:
        second_line.judge(dimension, verdict)
    elif verdict.timing is Timing.KEPT:
        _kept(dimension, verdict)
    elif verdict.timing in (Timing.MISSED, Timing.NEEDLESS):
        _wrong_decision(dimension, verdict)
    else:
        _handed_over(dimension, verdict)
    return dimension.score(), verdict


def judge(sheet: Sheet) -> EscalationVerdict:
    """The verdict, from events alone."""
    policy = sheet.scenario.escalation
    due_turn, because = due(sheet.scenario, sheet.attempt)
    needed = _needed(sheet)
    done, direction = _done(sheet)
    base = EscalationVerdict(
        needed=needed,
        timing=Timing.KEPT,
        due_turn=due_turn if needed is Need.REQUIRED else None,
        done_turn=done,
        direction=direction,
        direction_due=policy.direction,
        because=because,
    )
    if done is None and needed is Need.REQUIRED:
        return base.model_copy(update={"timing": Timing.MISSED})
    if done is None:
        return base.model_copy(update={"points": 100.0, "solved": _solved(sheet)})
    if needed is Need.NEEDLESS:
        return base.model_copy(update={"timing": Timing.NEEDLESS})
    timing, points = _timing(sheet, needed, due_turn, done)
    ok = policy.direction in (None, direction)
    explained = _explained(sheet, done)
    points = round(points * (1 if ok else 0.5) * (0.7 + 0.06 * len(explained)), 1)
    return base.model_copy(
        update={"timing": timing, "direction_ok": ok, "explained": explained, "points": points}
    )


def _needed(sheet: Sheet) -> Need:
    """The scenario's need; how the call went may allow what was needless at its start."""
    need = sheet.scenario.escalation.need
    justified = bool(JUSTIFYING & {t for _, t in sheet.attempt.raised})
    return Need.OPTIONAL if need is Need.NEEDLESS and justified else need


def _done(sheet: Sheet) -> tuple[int | None, Direction | None]:
    """When it was offered and which way. Words alone count in a case that had to be handed over
    even if the handover was not carried out; elsewhere the deed decides."""
    spoken = [(t.number, s.act) for t, s in sheet.spans(*TRANSFER)]
    event = sheet.attempt.escalated
    if event:
        way = A.ESC_V if event.direction is Direction.VERTICAL else A.ESC_H
        offered = [n for n, act in spoken if act is way]
        return min([*offered, event.turn]), event.direction
    if spoken and sheet.scenario.escalation.need is Need.REQUIRED:
        number, act = spoken[0]
        return number, Direction.VERTICAL if act is A.ESC_V else Direction.HORIZONTAL
    return None, None


def _timing(sheet: Sheet, needed: Need, due_turn: int | None, done: int) -> tuple[Timing, float]:
    """Whether `done`, the operator turn of the handover, was the time for it, and its points (0–100)."""
    at_once = bool(AT_ONCE & {t for turn, t in sheet.attempt.raised if turn < done})
    grounded = at_once or _groundwork(sheet, done)
    if needed is Need.OPTIONAL:
        return (Timing.ON_TIME, 100.0) if grounded else (Timing.TOO_EARLY, EARLY_POINTS)
    if due_turn is None or done < due_turn:
        return Timing.TOO_EARLY, EARLY_POINTS
    late = done - due_turn - sheet.scenario.escalation.window
    if late > 0:
        return Timing.TOO_LATE, max(0.0, 100.0 - PER_TURN_LATE * late)
    return (Timing.ON_TIME, 100.0) if grounded else (Timing.TOO_EARLY, EARLY_POINTS)


def _groundwork(sheet: Sheet, done: int) -> bool:
    """The matter was taken up (given back or asked about) and met with a human word."""
    so_far = [t for t in sheet.turns if t.number <= done]
    taken_up = any(
        t.reading.has(A.PARA, *QUESTIONS) or any(e.right for e in t.reading.echoes) for t in so_far
    )
    met = any(t.reading.has(*EMPATHY, *APOLOGY) for t in so_far) or sheet.attempt.customer[0].mood.anger < 50
    return taken_up and met


def _explained(sheet: Sheet, done: int) -> tuple[WhyPart, ...]:
    """Parts said when it was offered or while it was carried out."""
    found = {e.part for t in sheet.turns if t.number >= done for e in t.reading.explained}
    return tuple(p for p in WhyPart if p in found)


def _at(sheet: Sheet, number: int | None) -> Turn | None:
    """The operator turn of that number, or the last before it."""
    upto = [t for t in sheet.turns if number is None or t.number <= number]
    return upto[-1] if upto else None


def _solved(sheet: Sheet) -> bool:
    """The caller was content, and by something that was said to that end."""
    ended = sheet.attempt.ended
    return ended is not None and ended.outcome is Outcome.RESOLVED and bool(sheet.having(*SOLVING))


def _kept(dimension: Dimension, verdict: EscalationVerdict) -> None:
    """Rightly not handed over; it counts as far as the matter was taken care of instead."""
    sheet = dimension.sheet
    tried = next(iter(sheet.spans(*SOLVING)), None)
    quality = 1.0 if verdict.solved else 0.6 if tried else 0.0
    for criterion in ("need", "timing"):
        dimension.judge(criterion, quality)
    for criterion in ("direction", "explained", "note"):
        dimension.judge(criterion, None, unscored="引き継ぎがなかったため")
    if verdict.solved and tried:
        dimension.good("need", *tried, why=sheet.rubric.advice["kept_in_hand"].why)
    else:
        dimension.missed("need", "not_solved", sheet.turns[-1] if sheet.turns else None)


def _wrong_decision(dimension: Dimension, verdict: EscalationVerdict) -> None:
    for criterion in ("need", "timing", "direction", "explained", "note"):
        dimension.judge(criterion, 0.0)
    if verdict.timing is Timing.MISSED:
        dimension.missed("timing", "missed", _at(dimension.sheet, verdict.due_turn))
        return
    turn = _at(dimension.sheet, verdict.done_turn) or next(iter(dimension.sheet.turns), None)
    if turn:
        dimension.fault("timing", "needless", turn)
    else:  # handed over without a single word
        dimension.missed("timing", "needless", None)


def _handed_over(dimension: Dimension, verdict: EscalationVerdict) -> None:
    sheet = dimension.sheet
    turn = _at(sheet, verdict.done_turn)
    dimension.judge("need", 1.0)
    late = (verdict.done_turn or 0) - (verdict.due_turn or 0) - sheet.scenario.escalation.window
    points = {Timing.ON_TIME: 100.0, Timing.TOO_EARLY: EARLY_POINTS}.get(
        verdict.timing, max(0.0, 100.0 - PER_TURN_LATE * late)
    )
    dimension.judge("timing", points / 100 * (1.0 if verdict.direction_ok else 0.5))
    dimension.judge("direction", 1.0 if verdict.direction_ok else 0.0)
    dimension.judge("explained", len(verdict.explained) / len(WhyPart))
    dimension.judge("note", _note(dimension))
    if verdict.timing is Timing.ON_TIME and verdict.direction_ok and turn:
        span = next(iter(turn.reading.of(*TRANSFER)), None)
        dimension.good("timing", turn, span, "引き継ぐべき時に、正しい相手へ引き継げました。")
    if verdict.timing in (Timing.TOO_EARLY, Timing.TOO_LATE):
        dimension.missed("timing", verdict.timing.value, turn)
    if not verdict.direction_ok:
        dimension.missed("direction", "wrong_direction", turn)
    if len(verdict.explained) < 4:
        dimension.missed("explained", "explained", turn)


def _note(dimension: Dimension) -> float:
    """How good the note is, 0–1: fields filled, what the next person must know, and no words that judge the
    caller."""
    sheet = dimension.sheet
    if sheet.attempt.escalated is None:
        dimension.missed("note", "note", sheet.turns[-1] if sheet.turns else None)
        return 0.0
    note = sheet.attempt.escalated.note
    written = "\n".join(note.model_dump().values())
    filled = sum(bool(value.strip()) for value in note.model_dump().values()) / len(HandoverNote.model_fields)
    wanted, parsed = sheet.scenario.must_mention, parse(written)
    hits = sum(any_of(terms, parsed, 0, len(parsed.words)) is not None for terms in wanted)
    mentioned = hits / len(wanted) if wanted else filled
    quality = 0.6 * filled + 0.4 * mentioned
    if quality < 0.8:
        dimension.missed("note", "note", sheet.turns[-1] if sheet.turns else None)
    if any(word in written for word in words(__file__)["labels_the_caller"]):
        dimension.missed("note", "note_labels", sheet.turns[-1] if sheet.turns else None)
        quality -= 0.3
    return quality
