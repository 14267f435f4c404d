"""What to practise next, and how the week went: rules over a person's own results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from trainer.dialogue import Seat
from trainer.escalation import EscalationVerdict, Need, Timing
from trainer.persona import PERSONA_LABELS, PersonaKind
from trainer.scenario import Scenario
from trainer.scorecard import DimensionId, Scorecard

DAY = 86_400.0
RECENT = 5
WEAK = 0.7
"""Share of a dimension's points below which it counts as a weakness."""

_LATE = {Timing.TOO_LATE: "引き継ぎが遅れました", Timing.MISSED: "必要な引き継ぎがありませんでした"}
_HASTY = {Timing.TOO_EARLY: "引き継ぎが早すぎました", Timing.NEEDLESS: "引き継がずに済む件を引き継ぎました"}
_TEACHES = {
    DimensionId.FIRST_VOICE: PersonaKind.VIP,
    DimensionId.LISTENING: PersonaKind.EMOTIONAL,
    DimensionId.EMPATHY: PersonaKind.EMOTIONAL,
    DimensionId.APOLOGY: PersonaKind.EMOTIONAL,
    DimensionId.COURTESY: PersonaKind.LOGICAL,
    DimensionId.SOLUTION: PersonaKind.TECHNICAL,
    DimensionId.CLOSING: PersonaKind.VIP,
}


@dataclass(frozen=True)
class Past:
    """One finished call. `at`: seconds since the epoch when it ended."""

    scenario: str
    at: float
    card: Scorecard


@dataclass(frozen=True)
class Suggestion:
    scenario: Scenario
    reason: str


def suggest(scenarios: Sequence[Scenario], past: Sequence[Past], seat: Seat) -> Suggestion | None:
    """What to practise next, with the reason; `past` newest first. None without any scenario."""
    if not scenarios:
        return None
    scored = [p for p in past if p.card.total is not None][:RECENT]
    order = _freshest(scenarios, past, seat)
    if not scored:
        easy = min(order, key=lambda s: (s.seat is not seat, s.difficulty))
        return Suggestion(easy, "はじめての方に。いまの担当で、いちばん取り組みやすい応対です")
    return (
        _after_escalation(order, scored)
        or _after_weakness(order, scored)
        or _new_persona(order, scored)
        or _again(order, scored)
    )


def _freshest(scenarios: Sequence[Scenario], past: Sequence[Past], seat: Seat) -> list[Scenario]:
    """Own seat first, then what was tried least and longest ago, then the easier."""
    last = {p.scenario: p.at for p in reversed(past)}
    tries = {s.id: sum(p.scenario == s.id for p in past) for s in scenarios}
    return sorted(
        scenarios, key=lambda s: (s.seat is not seat, tries[s.id], last.get(s.id, 0.0), s.difficulty, s.id)
    )


def _first(order: Iterable[Scenario], *, avoid: str, **wanted: object) -> Scenario | None:
    """The first with these attributes, rather not the one just done."""
    fitting = [s for s in order if all(_value(s, name) == value for name, value in wanted.items())]
    return next((s for s in fitting if s.id != avoid), fitting[0] if fitting else None)


def _value(scenario: Scenario, name: str) -> object:
    return scenario.escalation.need if name == "need" else getattr(scenario, name)


def _verdicts(scored: Sequence[Past]) -> list[EscalationVerdict]:
    return [p.card.escalation for p in scored if p.card.escalation]


def _after_escalation(order: Sequence[Scenario], scored: Sequence[Past]) -> Suggestion | None:
    verdicts = _verdicts(scored)
    for faults, need in ((_LATE, Need.REQUIRED), (_HASTY, Need.NEEDLESS)):
        times = next((i for i, v in enumerate(verdicts) if v.timing not in faults), len(verdicts))
        if times:
            found = _first(order, avoid=scored[0].scenario, need=need)
            how_often = f"{times}回続けて" if times > 1 else "前回、"
            if found:
                return Suggestion(found, f"{how_often}{faults[verdicts[0].timing]}")
    return None


def _after_weakness(order: Sequence[Scenario], scored: Sequence[Past]) -> Suggestion | None:
    shares = {
        dimension: share
        for dimension in _TEACHES
        if (share := average([p.card for p in scored], dimension)) is not None and share < WEAK
    }
    if not shares:
        return None
    weakest = min(shares, key=lambda d: shares[d])
    found = _first(order, avoid=scored[0].scenario, persona=_TEACHES[weakest])
    title = scored[0].card.dimension(weakest).title
    many = f"最近{len(scored)}回の" if len(scored) > 1 else "前回の"
    return (
        Suggestion(found, f"{many}「{title}」が{shares[weakest]:.0%}で、いちばん伸びしろがあります")
        if found
        else None
    )


def _new_persona(order: Sequence[Scenario], scored: Sequence[Past]) -> Suggestion | None:
    tried = {p.scenario for p in scored}
    personas = {s.persona for s in order if s.id in tried}
    new = next((s for s in order if s.persona not in personas), None)
    return (
        Suggestion(new, f"「{PERSONA_LABELS[new.persona]}」のお客様は最近の受講にありません") if new else None
    )


def _again(order: Sequence[Scenario], scored: Sequence[Past]) -> Suggestion:
    tried = {p.scenario for p in scored}
    new = next((s for s in order if s.id not in tried), None)
    if new:
        return Suggestion(new, "最近の受講は安定しています。新しい通話に進みましょう")
    lowest = min(scored, key=lambda p: p.card.total or 0.0)
    again = next((s for s in order if s.id == lowest.scenario), order[0])
    return Suggestion(
        again, f"最近の中では{lowest.card.total or 0:.0f}点でした。もう一度で更新を狙いましょう"
    )


def average(cards: Sequence[Scorecard], dimension: DimensionId) -> float | None:
    """Mean share (0–1) of a dimension's points over the cards in which it was judged."""
    shares = [
        d.points / d.max
        for c in cards
        for d in c.dimensions
        if d.id is dimension and d.points is not None and d.max
    ]
    return fmean(shares) if shares else None


@dataclass(frozen=True)
class Week:
    """Calls since Monday, and 傾聴 (0–100) then and now where both are known."""

    calls: int
    listening: float | None
    listening_before: float | None


def week(past: Sequence[Past], now: float, east: int) -> Week:
    """This week against the calls before it. `now` in epoch seconds, `east` seconds east of UTC."""
    days = int((now + east) // DAY)
    monday = (days - (days + 3) % 7) * DAY - east  # day 0 of the epoch was a Thursday
    this = [p.card for p in past if p.at >= monday]
    older = [p.card for p in past if p.at < monday][:RECENT]
    return Week(len(this), _percent(this), _percent(older))


def _percent(cards: Sequence[Scorecard]) -> float | None:
    share = average(cards, DimensionId.LISTENING)
    return None if share is None else 100 * share
