"""What is taken off the total, and what puts a ceiling on it (rubric §2.1, §2.2)."""

from __future__ import annotations

from trainer.attempt import Outcome
from trainer.dialogue import DialogueAct, Seat, Signal, Span
from trainer.escalation import AT_ONCE
from trainer.scorecard import Finding, Penalty
from trainer.scorers.sheet import Sheet, Turn, evidence

A = DialogueAct

BY_SIGNAL = {
    Signal.PASS_AROUND: "pass_around",
    Signal.RETELL: "retell",
    Signal.BLAME: "blame",
    Signal.INSULT: "insult",
    Signal.HURRY: "hurry",
    Signal.CALM_DOWN: "calm_down",
}
BY_ACT = {A.NEG_DENY: "deny", A.NEG_COLD: "cold"}

HOLLOW_SHARE = 0.4
"""Share of utterances that only repeat earlier ones from which the call counts as hollow."""


def penalties(sheet: Sheet) -> list[Penalty]:
    """All deductions and ceilings, each with the words they rest on."""
    return [*_deductions(sheet), *_ceilings(sheet)]


def _deductions(sheet: Sheet) -> list[Penalty]:
    found = []
    for turn in sheet.turns:
        for code, span in _faults(turn):
            points = sheet.rubric.penalties[code]
            title = sheet.rubric.advice[code].title
            found.append(
                Penalty(title=title, points=points, finding=_finding(sheet, code, turn, span, -points))
            )
    return found


def _faults(turn: Turn) -> list[tuple[str, Span]]:
    """Each fault of an utterance once; a signal names it more precisely than the act around it."""
    reading = turn.said.reading
    faults: list[tuple[str, Span]] = [
        (BY_SIGNAL[s.signal], s) for s in reading.signals if s.signal in BY_SIGNAL
    ]
    for act in reading.of(*BY_ACT):
        if not any(s.start < act.end and act.start < s.end for _, s in faults):
            faults.append((BY_ACT[act.act], act))
    seen: set[str] = set()
    return [f for f in faults if not (f[0] in seen or seen.add(f[0]))]  # type: ignore[func-returns-value]


def _finding(sheet: Sheet, code: str, turn: Turn, span: Span | None, weight: float) -> Finding:
    advice = sheet.rubric.advice[code]
    return Finding(
        kind="fault",
        criterion=code,
        title=advice.title,
        why=advice.why,
        better=advice.better,
        source=advice.source or "連合「消費者行動に関する実態調査」・怒りの応対の記事",
        weight=weight,
        turn=turn.number,
        evidence=evidence(turn, span),
    )


def _ceilings(sheet: Sheet) -> list[Penalty]:
    """Faults after which nothing else can make the call a good one."""
    found: list[tuple[str, str, Turn, Span | None]] = []
    for turn in sheet.turns:
        for signal in turn.said.reading.signals:
            if signal.signal in (Signal.BLAME, Signal.INSULT):
                found.append(("blame_or_insult", BY_SIGNAL[signal.signal], turn, signal))
        # A supervisor may decide, but not over what only the client of an outsourced line can grant.
        if sheet.seat is Seat.FIRST or sheet.scenario.client:
            found += [("over_promise", "over_promise", turn, act) for act in turn.said.reading.of(A.NEG_OVER)]
    if sheet.turns and _hollow(sheet):
        found.append(("hollow", "hollow", sheet.turns[-1], None))
    danger = {t for _, t in sheet.attempt.raised} & AT_ONCE & set(sheet.scenario.escalation.triggers)
    ended = sheet.attempt.ended
    if (
        danger
        and sheet.turns
        and ended
        and ended.outcome is not Outcome.HANDED_OVER
        and sheet.seat is Seat.FIRST
    ):
        found.append(("ignored_danger", "ignored_danger", sheet.turns[-1], None))
    ceilings: dict[str, Penalty] = {}
    for cap, code, turn, span in found:
        title = sheet.rubric.advice[code].title
        finding = _finding(sheet, code, turn, span, 100 - sheet.rubric.caps[cap])
        ceilings.setdefault(cap, Penalty(title=f"{title}(上限)", cap=sheet.rubric.caps[cap], finding=finding))
    return list(ceilings.values())


def _hollow(sheet: Sheet) -> bool:
    """Hardly a word of the call was meant for this caller."""
    to_nobody = all(t.reading.signalled(Signal.TO_MACHINE, Signal.UNREADABLE) for t in sheet.turns)
    return to_nobody or (sheet.repeated >= 2 and sheet.repeated / len(sheet.turns) >= HOLLOW_SHARE)
