"""From an ended call to the draft of a case: what was said and its key moments are taken over."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.attempt import (
    OUTCOME_LABELS,
    Attempt,
    CustomerSaid,
    Escalated,
    HoldEnded,
    OperatorSaid,
    OperatorSilent,
)
from trainer.case import Case, CaseCause, CaseEscalation, Effect, Moment, Party, Phrase
from trainer.dialogue import Seat, Speaker
from trainer.escalation import TRIGGER_LABELS
from trainer.scenario import Scenario, unfolded
from trainer.scorecard import Finding, Scorecard

HAND_OVER = "ここで引き継ぎますか、続けますか。引き継ぐなら、どこへ、どう伝えますか。"
WORDS = "ここで、あなたなら何と言いますか。"
PHRASES = 3
"""Of words that helped, and of words that hurt, so many are taken over."""
_LONGEST_PHRASE, _LONGEST_SITUATION, _TAGS = 400, 2_000, 6


def from_attempt(scenario: Scenario, attempt: Attempt, card: Scorecard) -> Case:
    """The draft of a case about an ended call. Names and numbers of the customer still stand in it:
    masking follows. The lesson is left for the person to write."""
    return Case(
        title=scenario.title,
        industry=scenario.industry,
        channel=scenario.channel,
        persona=scenario.persona,
        cause=CaseCause(scenario.hidden.cause),
        situation=unfolded(scenario.brief.situation)[:_LONGEST_SITUATION],
        timeline=_timeline(scenario, attempt, card)[:200],
        escalation=_escalation(attempt, card),
        phrases=(*_phrases(card, Effect.HELPED), *_phrases(card, Effect.HURT)),
        outcome=OUTCOME_LABELS[attempt.ended.outcome] if attempt.ended else "",
        tags=tuple(dict.fromkeys(TRIGGER_LABELS[t] for _, t in attempt.raised))[:_TAGS],
        manual=scenario.manual[0].title if scenario.manual else "",
    )


def _timeline(scenario: Scenario, attempt: Attempt, card: Scorecard) -> tuple[Moment, ...]:
    """What was overheard, then the call itself; the question of a turn stands on the customer's
    words before it."""
    sides = {Speaker.CUSTOMER: Party.CUSTOMER, Speaker.OPERATOR: Party.OPERATOR}
    moments = [Moment(when="一次対応", who=sides[u.speaker], text=u.text) for u in scenario.overheard]
    own = Party.SUPERVISOR if scenario.seat is Seat.SECOND else Party.OPERATOR
    asked = _questions(card)
    for event in attempt.events:
        when = _clock(event.at - attempt.started.at)
        if isinstance(event, CustomerSaid):
            question = asked.get(event.turn + 1, "")
            moments.append(Moment(when=when, who=Party.CUSTOMER, text=event.text, decision=question))
        elif isinstance(event, OperatorSaid):
            moments.append(Moment(when=when, who=own, text=event.text))
        elif isinstance(event, OperatorSilent):
            moments.append(Moment(when=when, text=f"応対者が{event.seconds:.0f}秒のあいだ無言だった。"))
        elif isinstance(event, HoldEnded):
            moments.append(Moment(when=when, text=f"{event.seconds:.0f}秒、保留にした。"))
        elif isinstance(event, Escalated):
            reason = f" 理由: {event.reason}" if event.reason else ""
            moments.append(Moment(when=when, text=f"{event.team}に引き継いだ。{reason}"))
    return tuple(moments)


def _questions(card: Scorecard) -> dict[int, str]:
    """Operator turn → what to ask a study meeting before it: where handing over was due, and where
    the thing to change first was said."""
    asked = {f.turn: WORDS for f in card.changes if f.turn}
    if card.escalation and card.escalation.due_turn:
        asked[card.escalation.due_turn] = HAND_OVER
    return asked


def _escalation(attempt: Attempt, card: Scorecard) -> CaseEscalation:
    verdict, done = card.escalation, attempt.escalated
    if verdict is None:
        return CaseEscalation()
    return CaseEscalation(
        need=verdict.needed,
        direction=done.direction if done else verdict.direction_due,
        to=done.team if done else "",
        when=f"{done.turn}発話目に引き継いだ。" if done else "引き継がずに応対を終えた。",
        timing=verdict.timing,
    )


def _phrases(card: Scorecard, effect: Effect) -> list[Phrase]:
    """The words that moved most points, each quoted once."""
    kind = "good" if effect is Effect.HELPED else "fault"
    penalties: Sequence[Finding] = [p.finding for p in card.penalties]
    findings = [f for d in card.dimensions for f in d.findings] + list(penalties)
    quoted: dict[str, Finding] = {}
    for finding in sorted(findings, key=lambda f: -abs(f.weight)):
        if finding.kind == kind and finding.evidence:
            quoted.setdefault(finding.evidence.quote, finding)
    return [
        Phrase(effect=effect, text=words[:_LONGEST_PHRASE], why=finding.why[:_LONGEST_PHRASE])
        for words, finding in list(quoted.items())[:PHRASES]
    ]


def _clock(seconds: float) -> str:
    minutes, rest = divmod(max(0, round(seconds)), 60)
    return f"{minutes}:{rest:02}"
