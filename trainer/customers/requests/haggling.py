"""Being told no with a reason or something else instead: haggling first, at the third no a consequence."""

from __future__ import annotations

from trainer.attempt import OperatorSaid
from trainer.beat import Beat
from trainer.customers.parts import Part, Reply
from trainer.customers.reactions import reception
from trainer.customers.requests import offers
from trainer.customers.situation import Situation
from trainer.customers.words import has, words
from trainer.dialogue import TRANSFER, DialogueAct
from trainer.escalation import Trigger
from trainer.persona import PersonaKind

A = DialogueAct

ENOUGH = 3
"""Refusals at which the caller draws a consequence."""

RESTS = 6
"""Turns for which it is not drawn again."""

CONSEQUENCE = {
    PersonaKind.EMOTIONAL: Beat.DEMAND_SUPERIOR,
    PersonaKind.LOGICAL: Beat.DEMAND_SUPERIOR,
    PersonaKind.VIP: Beat.THREATEN,
    PersonaKind.TECHNICAL: Beat.THREATEN,
}
"""Who still wants it asks somebody else for it; who is above it or has no time for it is about to leave."""


def takes_a_no(s: Situation) -> Reply | None:
    """Neither the same demand in the same words nor a flare-up: the no was a civil one."""
    if s.said is None or s.settled or s.scenario.abusive or not _says_no(s.said) or _more_than_a_no(s):
        return None
    if sum(map(_says_no, s.attempt.operator)) >= ENOUGH and not _drawn_lately(s):
        return Reply((Part(_consequence(s)),), "断りが重なり、見切りをつけようとした")
    instead = next((o.remedy for o in s.reading.offers if o.remedy not in s.attempt.accepted), "")
    beat = Beat.OFFER_HAGGLE if instead or s.reading.has(A.PROPOSE) else Beat.REFUSED
    return reception.corrected(s, "断られて食い下がった", Part(beat, remedy=instead))


def _more_than_a_no(s: Situation) -> bool:
    """Whether something came with it that other rules answer: a question, a way out, a wait, a handover …"""
    asked = any(q.facts or q.own_data for q in s.reading.questions)
    waits = s.reading.has(A.HOLD, A.FOLLOW, *TRANSFER)
    return s.contradicted or asked or waits or offers.accepts(s)


def _says_no(said: OperatorSaid) -> bool:
    """A refusal with a reason, a cushion, an apology or something else instead; not 「分かりかねます」."""
    text = said.text
    for unknown in words(__file__)["not_known"]:
        text = text.replace(unknown, "")
    civil = said.reading.has(A.CUSHION, A.EXPLAIN, A.PROPOSE, A.APO_BARE, A.APO_PART, A.APO_FULL)
    return civil and has(__file__, "no", text)


def _consequence(s: Situation) -> Beat:
    """Who has asked for a superior already does not ask for one again."""
    return Beat.THREATEN if Trigger.T1 in s.raised else CONSEQUENCE[s.cast.persona.id]


def _drawn_lately(s: Situation) -> bool:
    drawn = {Beat.DEMAND_SUPERIOR, Beat.THREATEN}
    return any(drawn & set(e.beats) and e.turn > s.turn - RESTS for e in s.attempt.customer)
