"""How the customer takes what the operator just said: which beat, never which words."""

from __future__ import annotations

from trainer.attempt import HoldEnded, OperatorSaid
from trainer.beat import Beat
from trainer.customers.answers import next_thing
from trainer.customers.parts import Part, Reply
from trainer.customers.situation import Situation
from trainer.customers.temper import same_words
from trainer.customers.triggers import due
from trainer.dialogue import EMPATHY, TRANSFER, DialogueAct, Signal
from trainer.escalation import Direction, Need, Trigger
from trainer.mood import Cause
from trainer.scenario import Remedy

A = DialogueAct

HOLD_WITHOUT_A_WORD = 3.0
LONG_HOLD = 60.0
"""Seconds on hold from which on a caller is put out although it was announced."""

_FLARES = (
    (Signal.CALM_DOWN, Beat.FLARE_CALM_DOWN),
    (Signal.RETELL, Beat.FLARE_RETELL),
    (Signal.BLAME, Beat.FLARE_BLAME),
    (Signal.HURRY, Beat.FLARE_HURRY),
    (Signal.PASS_AROUND, Beat.FLARE_COLD),
)


def flare(s: Situation) -> Beat:
    """The outburst that answers this fault."""
    for signal, beat in _FLARES:
        if s.reading.signalled(signal):
            return beat
    if s.reading.has(A.NEG_DENY):
        return Beat.FLARE_DENY
    return Beat.REFUSED if s.reading.has(A.NEG_COLD) and s.mood.anger < 65 else Beat.FLARE_COLD


def lead(s: Situation) -> tuple[Part, ...]:
    """A short reaction to empathy, apology, paraphrase, thanks; () when there is nothing to react to,
    or when the same reaction came just before."""
    part = _lead(s)
    if part is None:
        return ()
    worn_off = part.beat in s.last_beats and part.beat not in (Beat.CORRECT, Beat.REPEATED)
    return () if worn_off else (part,)


def _lead(s: Situation) -> Part | None:
    if s.said is None:
        return None
    reading = s.reading
    wrong = next((e for e in reading.echoes if not e.right), None)
    if wrong:
        return Part(Beat.CORRECT, value=wrong.expected or s.scenario.card.name)
    if s.contradicted:
        return Part(Beat.CAUGHT_OUT)
    earlier = [e.text for e in s.attempt.operator if e.turn < s.turn]
    if same_words(s.said.text, earlier):
        return Part(Beat.REPEATED)
    empathy = reading.of(*EMPATHY)
    if empathy:
        phrases = [s.said.text[a.start : a.end] for a in empathy]
        if all(same_words(p, _empathy_so_far(s)) for p in phrases):
            return Part(Beat.WORN)
        return Part(Beat.TOUCHED if any(a.specific for a in empathy) else Beat.NOTED)
    if reading.has(A.PARA) or any(e.right for e in reading.echoes):
        return Part(Beat.CONFIRM)
    if reading.has(A.APO_PART, A.APO_FULL):
        return Part(Beat.APOLOGY_HEARD)
    if reading.has(A.APO_BARE):
        bare = sum(e.reading.has(A.APO_BARE) for e in s.attempt.operator)
        return Part(Beat.APOLOGY_EMPTY if bare <= 2 else Beat.APOLOGY_ENOUGH)
    if s.back_from:
        return Part(back_from_hold(s))
    if reading.signalled(Signal.SMALL_TALK):
        return Part(Beat.SMALL_TALK)
    if reading.signalled(Signal.THANKS):
        return Part(Beat.THANKS)
    return None


def _empathy_so_far(s: Situation) -> list[str]:
    return [
        e.text[a.start : a.end] for e in s.attempt.operator if e.turn < s.turn for a in e.reading.of(*EMPATHY)
    ]


def to_statement(s: Situation) -> tuple[Part, ...]:
    """A short reaction to a promise or an explanation."""
    reading = s.reading
    if reading.has(A.COMMIT):
        dated = any(p.by_when for p in reading.promises)
        return (Part(Beat.PROMISE_OK if dated else Beat.PROMISE_WHEN),)
    if reading.has(A.EXPLAIN):
        reached = s.mood.anger < 65 and (s.heard or s.cast.persona.listen < 1)
        return (Part(Beat.EXPLAINED_OK if reached else Beat.EXPLAINED_DOUBT),)
    return ()


def to_transfer(s: Situation) -> Beat | None:
    """Agrees, doubts or refuses to be handed over; None when nobody speaks of it, or when the
    matter is settled and a colleague is only mentioned."""
    if not s.reading.has(*TRANSFER) or s.settled:
        return None
    policy = s.scenario.escalation
    direction = Direction.VERTICAL if s.reading.has(A.ESC_V) else Direction.HORIZONTAL
    fell_due, _ = due(s.scenario, s.attempt)
    explained = {e.part for e in s.reading.explained}
    if policy.need is Need.NEEDLESS and fell_due is None:
        return Beat.TRANSFER_REFUSE
    if policy.direction not in (None, direction):
        return Beat.TRANSFER_REFUSE
    wants_it = Trigger.T1 in {t for _, t in s.attempt.raised}
    return Beat.TRANSFER_OK if wants_it or len(explained) >= 2 else Beat.TRANSFER_DOUBT


def handed_over(s: Situation) -> Beat:
    """The last words to somebody who hands the call over now."""
    spoken = any(e.reading.has(*TRANSFER) for e in s.attempt.operator)
    if not spoken:
        return Beat.HOLD_ABRUPT
    if s.used(Beat.TRANSFER_OK):
        return Beat.HOLD_OK  # agreed already: now only waits
    told_now = [e for e in s.attempt.operator if e.turn == s.turn and e.reading.has(*TRANSFER)]
    if told_now:
        return to_transfer(s) or Beat.TRANSFER_OK
    return Beat.TRANSFER_OK if s.mood.anger < 80 else Beat.TRANSFER_DOUBT


def to_offer(s: Situation) -> Reply | None:
    """Accepts, haggles over or refuses a remedy; doubts a proposal that is none."""
    offered = [s.scenario.remedy(o.remedy) for o in s.reading.offers]
    open_ones = [r for r in offered if r.id not in s.attempt.accepted]
    if not open_ones:
        if s.reading.has(A.PROPOSE) and not s.settled and not s.reading.questions:
            return Reply((*lead(s), Part(Beat.OFFER_DOUBT), *next_thing(s, quiet=True)), "提案が的を外した")
        return None
    remedy = max(open_ones, key=lambda r: (r.settles, r.accept_below))
    if s.mood.anger > remedy.accept_below:
        beat = Beat.OFFER_REFUSE if s.mood.anger > remedy.accept_below + 15 else Beat.OFFER_HAGGLE
        return Reply((*lead(s), Part(beat, remedy=remedy.id)), "怒りが残り、提案をのめない")
    missing = [f for f in remedy.after if f not in s.told]
    if missing:
        return Reply((*lead(s), Part(Beat.OFFER_HAGGLE, remedy=remedy.id)), "事情を聞かないままの提案")
    return Reply(
        (*lead(s), Part(Beat.OFFER_ACCEPT, remedy=remedy.id)),
        "提案を受け入れた",
        accepted=_taken(open_ones, remedy),
    )


def _taken(offered: list[Remedy], chosen: Remedy) -> tuple[str, ...]:
    """The chosen way out, and what comes with it without settling the matter."""
    return (chosen.id, *(r.id for r in offered if not r.settles and r.id != chosen.id))


def to_wait(s: Situation) -> Beat | None:
    """Waiting on the line, or for a call-back."""
    if s.reading.has(A.HOLD) and "お待たせ" not in (s.said.text if s.said else ""):
        explained = s.reading.has(A.CUSHION) or any(c.isdigit() for c in s.said.text) if s.said else False
        return Beat.HOLD_OK if explained and s.mood.anger < 80 else Beat.HOLD_GRUDGING
    if s.reading.has(A.FOLLOW):
        broken = Trigger.T5 in {t for _, t in s.attempt.raised}
        if broken and not s.used(Beat.CALLBACK_DOUBT) and s.mood.anger >= 35:
            return Beat.CALLBACK_DOUBT
        return Beat.CALLBACK_OK if any(p.by_when for p in s.reading.promises) else Beat.PROMISE_WHEN
    return None


def back_from_hold(s: Situation) -> Beat:
    return Beat.HOLD_BACK if _announced(s) else Beat.HOLD_ABRUPT


def waited(s: Situation, hold: HoldEnded) -> list[Cause]:
    """What waiting on hold did: nothing if it was announced and short."""
    if not _announced(s):
        delta = HOLD_WITHOUT_A_WORD * s.cast.persona.neg
        return [Cause(what="hold_bare", label="断りのない保留", delta=delta)]
    if hold.seconds > LONG_HOLD:
        return [Cause(what="hold_long", label="長い保留", delta=min(8.0, hold.seconds / LONG_HOLD * 2))]
    return []


def _announced(s: Situation) -> bool:
    """The last words before the hold asked for patience."""
    before = s.attempt.events[: s.attempt.events.index(s.back_from)] if s.back_from else s.attempt.events
    last = next((e for e in reversed(before) if isinstance(e, OperatorSaid)), None)
    return last is not None and last.reading.has(A.HOLD)
