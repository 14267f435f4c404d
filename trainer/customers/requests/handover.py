"""Being handed over: whether the customer agrees to it, and their last words to who hands over."""

from __future__ import annotations

from trainer.beat import Beat
from trainer.customers.parts import Part, Reply
from trainer.customers.reactions import reactions, reception
from trainer.customers.requests.passing import direction_of, passes_on
from trainer.customers.situation import Situation
from trainer.customers.triggers import due
from trainer.customers.words import has
from trainer.dialogue import TRANSFER, DialogueAct, WhyPart
from trainer.escalation import Direction, Need, Trigger
from trainer.persona import PersonaKind

A = DialogueAct

DOUBTFUL = 80.0
"""Anger from which a caller doubts a handover that they have neither agreed to nor are told of now."""


def reacts_to_transfer(s: Situation) -> Reply | None:
    beat = to_transfer(s)
    return reception.corrected(s, "引き継ぎの申し出への返事", Part(beat)) if beat else None


def to_transfer(s: Situation) -> Beat | None:
    """Agrees, doubts or refuses to be handed over; None when nobody speaks of it, or when the
    matter is settled and a colleague is only mentioned."""
    if s.said is None or not passes_on(s.said) or s.settled or _asked_first(s):
        return None
    if _handed_wrongly(s, direction_of(s.said)):
        return Beat.TRANSFER_REFUSE
    return Beat.TRANSFER_OK if s.used(Beat.TRANSFER_OK) or _convinced(s) else Beat.TRANSFER_DOUBT


def _handed_wrongly(s: Situation, direction: Direction | None) -> bool:
    """Whether the scenario needs no handover, and nothing in the call has called for one, or needs one to
    somebody else."""
    policy = s.scenario.escalation
    fell_due, _ = due(s.scenario, s.attempt)
    needless = policy.need is Need.NEEDLESS and fell_due is None
    return needless or (direction is not None and policy.direction not in (None, direction))


def _convinced(s: Situation) -> bool:
    """Wants it, or has been told two things about it; the VIP is not passed to just anybody."""
    explained = {e.part for said in s.attempt.operator for e in said.reading.explained}
    if s.cast.persona.id is PersonaKind.VIP and WhyPart.WHO not in explained:
        return False
    return Trigger.T1 in s.raised or len(explained) >= 2


def _asked_first(s: Situation) -> bool:
    """「おつなぎいたします。その前に一つだけお聞かせください」: what is asked comes first. Who has agreed
    before answers whatever is asked."""
    questions = s.reading.questions
    if questions and has(__file__, "first", s.text):
        return True
    asks = reactions.asks_for_more(s) or any(q.facts or q.own_data for q in questions)
    return bool(s.used(Beat.TRANSFER_OK)) and asks


def handed_over(s: Situation) -> Beat:
    """The last words to somebody who hands the call over now."""
    spoken = any(e.reading.has(*TRANSFER, A.ESC_WHY) for e in s.attempt.operator)
    if not spoken:
        return Beat.TRANSFER_DOUBT  # to whom, and why?
    if s.used(Beat.TRANSFER_OK):
        return Beat.HOLD_OK  # agreed already: now only waits
    told_now = [e for e in s.attempt.operator if e.turn == s.turn and passes_on(e)]
    if told_now:
        return to_transfer(s) or Beat.TRANSFER_OK
    refused = s.last_beats & {Beat.TRANSFER_REFUSE, Beat.TRANSFER_DOUBT}
    return Beat.TRANSFER_OK if s.mood.anger < DOUBTFUL and not refused else Beat.TRANSFER_DOUBT
