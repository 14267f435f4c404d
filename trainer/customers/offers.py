"""Remedies: what is accepted, haggled over, refused."""

from __future__ import annotations

from dataclasses import replace

from trainer.beat import Beat
from trainer.customers import answers, reactions
from trainer.customers.parts import Part, Reply
from trainer.customers.situation import Situation
from trainer.dialogue import DialogueAct
from trainer.story import Remedy

A = DialogueAct


def reacts_to_offer(s: Situation) -> Reply | None:
    """What is asked in the same breath gets its answer behind the reaction."""
    reply = _to_offer(s)
    if reply is None or not s.reading.questions:
        return reply
    told = [p for p in answers.to_questions(s) if p.beat in (Beat.ANSWER, Beat.OWN_DATA)]
    return replace(reply, parts=(*[p for p in reply.parts if not p.concern and not p.fact], *told[:1]))


def _to_offer(s: Situation) -> Reply | None:
    """Accepts, haggles over or refuses a remedy; doubts a proposal that is none."""
    offered = [s.scenario.remedy(o.remedy) for o in s.reading.offers]
    open_ones = [r for r in offered if r.id not in s.attempt.accepted]
    if not open_ones:
        if offered and not s.reading.questions and not s.reading.has(A.FOLLOW, A.CHECK, A.CLOSE):
            return Reply((*reactions.lead(s), Part(Beat.PROMISE_OK)), "受け入れた提案の具体化")
        if s.reading.has(A.PROPOSE) and not s.settled and not s.reading.questions:
            return Reply(
                (*reactions.lead(s), Part(Beat.OFFER_DOUBT), *answers.next_thing(s, quiet=True)),
                "提案が的を外した",
            )
        return None
    remedy = max(open_ones, key=lambda r: (r.settles, r.accept_below))
    if s.mood.anger > remedy.accept_below:
        beat = Beat.OFFER_REFUSE if s.mood.anger > remedy.accept_below + 15 else Beat.OFFER_HAGGLE
        return Reply((*reactions.lead(s), Part(beat, remedy=remedy.id)), "怒りが残り、提案をのめない")
    missing = [f for f in remedy.after if f not in s.told]
    if missing:
        return Reply(
            (*reactions.lead(s), Part(Beat.OFFER_HAGGLE, remedy=remedy.id)), "事情を聞かないままの提案"
        )
    return Reply(
        (*reactions.lead(s), Part(Beat.OFFER_ACCEPT, remedy=remedy.id)),
        "提案を受け入れた",
        accepted=_taken(open_ones, remedy),
    )


def _taken(offered: list[Remedy], chosen: Remedy) -> tuple[str, ...]:
    """The chosen way out, and what comes with it without settling the matter."""
    return (chosen.id, *(r.id for r in offered if not r.settles and r.id != chosen.id))
