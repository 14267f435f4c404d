"""When the talk itself breaks down: silence, abuse, too much anger, faults, lines drawn against abuse."""

from __future__ import annotations

from itertools import takewhile

from trainer.attempt import Outcome
from trainer.beat import Beat
from trainer.customers.anger.temper import hurting
from trainer.customers.parts import Part, Reply
from trainer.customers.questions.chosen_answers import answered
from trainer.customers.situation import Situation
from trainer.customers.unsaid import rest
from trainer.dialogue import CLEARLY, DialogueAct, Signal
from trainer.escalation import Trigger

A = DialogueAct

PATIENCE = {1: 40, 2: 34, 3: 28, 4: 24}
"""Operator turns after which the caller of difficulty 1–4 gives up on an open matter."""

CALLS = 2
"""Silences in a row into which the caller calls before giving up."""

FURIOUS = 92.0
"""Anger at which one more fault brings the threat to hang up, then the hanging up."""

INSISTS = 85.0
"""Anger at which a fault makes the caller call for a superior of their own accord."""

BACKS_DOWN = {1: 1.0, 2: 0.8, 3: 0.5, 4: 0.2}
"""Chance that an abusive caller of difficulty 1–4 gives way to the second warning."""

_FLARES = (
    (Signal.CALM_DOWN, Beat.FLARE_CALM_DOWN),
    (Signal.RETELL, Beat.FLARE_RETELL),
    (Signal.BLAME, Beat.FLARE_BLAME),
    (Signal.HURRY, Beat.FLARE_HURRY),
    (Signal.PASS_AROUND, Beat.FLARE_COLD),
)


AT_EASE = 35.0
"""Anger below which nobody takes a plain no for a warning."""


def breaks_off(s: Situation) -> Reply | None:
    """Too much of it: too long, silence, abuse, too much anger."""
    silent = s.said is None and s.back_from is None
    if s.turn >= PATIENCE[s.scenario.difficulty] and not s.settled:
        return Reply((Part(Beat.HANG_UP),), "長引いて見切りをつけた", ends=Outcome.HUNG_UP)
    if silent:
        return _calls_into_silence(s)
    if s.insulted:
        return _takes_insult(s)
    if s.faulted and s.mood.anger >= FURIOUS and not s.odd:
        return _loses_temper(s)
    return None


def _takes_insult(s: Situation) -> Reply:
    """Protests once; hangs up at the second insult, or who has threatened to."""
    if s.used(Beat.THREATEN) or s.used(Beat.INSULTED):
        return Reply((Part(Beat.HANG_UP),), "暴言を受けて切った", ends=Outcome.HUNG_UP)
    return Reply((Part(Beat.INSULTED),), "失礼な言葉に反応した")


def _loses_temper(s: Situation) -> Reply:
    """Threatens to hang up, then does."""
    if s.used(Beat.THREATEN):
        return Reply((Part(Beat.HANG_UP),), "怒りが限度を超えて切った", ends=Outcome.HUNG_UP)
    return Reply((flare(s), Part(Beat.THREATEN)), "怒りが限度に近い")


def _calls_into_silence(s: Situation) -> Reply:
    """Calls twice, then hangs up; whoever has what they wanted says goodbye."""
    called = takewhile(lambda e: Beat.SILENCE in e.beats, reversed(s.attempt.customer))
    if sum(1 for _ in called) < CALLS:
        return Reply((Part(Beat.SILENCE),), "沈黙に呼びかけた")
    if s.settled:
        return Reply((Part(Beat.CLOSE_CONTENT),), "用が済み、返事がないので切った", ends=Outcome.RESOLVED)
    return Reply((Part(Beat.HANG_UP),), "返事がないので切った", ends=Outcome.HUNG_UP)


def odd_input(s: Situation) -> Reply | None:
    """Words that no operator would say to a caller."""
    if s.reading.signalled(Signal.UNREADABLE):
        return Reply((Part(Beat.UNREADABLE),), "聞き取れない")
    if s.reading.signalled(Signal.TO_MACHINE):
        return Reply((Part(Beat.MACHINE), *rest(s)), "機械扱いに戸惑い、用件に戻った")
    return None


def takes_warning(s: Situation) -> Reply | None:
    """A line drawn against abuse: goes on at first, then pulls themself together or gives up."""
    if not _is_warned(s):
        return None
    if s.used(Beat.LIMIT_BACKS_DOWN) and _warnings(s) > 1:
        return _warned_after_giving_way(s)
    if _warnings(s) > 1 and s.dice("limit").random() < BACKS_DOWN[s.scenario.difficulty]:
        return Reply((Part(Beat.LIMIT_BACKS_DOWN),), "重ねての警告で抑えた")
    return Reply((Part(Beat.LIMIT_PUSHBACK),), "警告を受け流した")


def _is_warned(s: Situation) -> bool:
    """Whether a line is plainly drawn; a rule explained to who has calmed down is no warning."""
    drawn = any(a.confidence >= CLEARLY for a in s.reading.of(A.LIMIT))
    return s.scenario.abusive and drawn and s.mood.anger >= AT_EASE


def _warnings(s: Situation) -> int:
    """Operator turns that have drawn a line, plainly or not."""
    return sum(e.reading.has(A.LIMIT) for e in s.attempt.operator)


def _warned_after_giving_way(s: Situation) -> Reply:
    """Pushes back once more, then hangs up."""
    if s.used(Beat.LIMIT_PUSHBACK) > 1:
        return Reply((Part(Beat.HANG_UP),), "線引きを受けて自分から切った", ends=Outcome.HUNG_UP)
    return Reply((Part(Beat.LIMIT_PUSHBACK),), "抑えたあとの線引きに言い返した")


def flares_up(s: Situation) -> Reply | None:
    """A fault: anger first; a plain question in the same breath still gets its answer, not one that asks for
    nothing (「もうよろしいですか」)."""
    if not s.faulted or s.settled:
        return None
    outburst = flare(s)
    if s.mood.anger >= INSISTS and s.faults >= 2 and Trigger.T1 not in {t for _, t in s.attempt.raised}:
        return Reply((outburst, Part(Beat.DEMAND_SUPERIOR)), "不満が重なり上席を求めた")
    after_something = [q for q in s.reading.questions if q.facts or q.own_data or q.topics or q.open]
    asked = answered(s.asked_only(after_something)) if s.mood.anger < INSISTS else ()
    answer = tuple(p for p in asked if p.beat is not Beat.AGAIN)  # one reproach at a time
    return Reply((outburst, *(answer or rest(s, quiet=True))), "応対への反発")


def flare(s: Situation) -> Part:
    """The outburst that answers this fault."""
    for signal, beat in _FLARES:
        if signal in hurting(s.said):
            return Part(beat)
    if s.reading.has(A.NEG_DENY):
        return Part(Beat.FLARE_DENY)
    mild = s.reading.has(A.NEG_COLD) and s.mood.anger < 65
    return Part(Beat.REFUSED if mild else Beat.FLARE_COLD)
