"""What the customer says of the matter: what cannot wait, what was asked, what still troubles them."""

from __future__ import annotations

from trainer.beat import Beat
from trainer.customers import answers, breakdown, handover, reactions
from trainer.customers.parts import Part, Reply
from trainer.customers.situation import Situation
from trainer.dialogue import DialogueAct

A = DialogueAct


def interrupts(s: Situation) -> Reply | None:
    """The scenario's own triggers come before answers."""
    concern = s.concern(interrupting=True)
    if concern is None or handover.to_transfer(s) in (Beat.TRANSFER_OK, Beat.TRANSFER_DOUBT):
        return None
    lead = (breakdown.flare(s),) if s.faulted else reactions.lead(s)
    return Reply((*lead, Part(Beat.CONCERN, concern=concern.id)), "どうしても言いたいこと")


def answers_questions(s: Situation) -> Reply | None:
    parts = answers.to_questions(s)
    if not parts:
        return None
    lead = () if parts[0].beat in (Beat.AGAIN, Beat.VENT) else reactions.lead(s)
    if not any(p.beat in (Beat.ANSWER, Beat.OWN_DATA, Beat.CONFIRM) for p in parts):
        # 「そのとおりです。分かりません」: a yes or thanks before no answer sounds like an answer.
        lead = tuple(p for p in lead if p.beat not in (Beat.CONFIRM, Beat.THANKS, Beat.NOTED))
    return Reply((*lead, *parts), "聞かれたことに答えた")


def goes_on(s: Situation) -> Reply | None:
    """Nothing calls for a reaction: goes on with what still troubles them."""
    if s.settled:
        return Reply((Part(Beat.CHECK_YES),), "もう用は済んでいる")
    back = s.reading.has(A.HOLD)  # "thank you for waiting", and nothing after it yet
    if back:
        return Reply((Part(Beat.WAITING),), "続きを待った")
    if s.reading.has(A.BC):
        told = answers.next_thing(s)
        if told and told[0].beat in (Beat.CONCERN, Beat.ANSWER):
            go_on = () if s.used(Beat.GO_ON) and s.dice("go_on").random() < 0.5 else (Part(Beat.GO_ON),)
            return Reply((*go_on, *told), "相づちを受けて話を続けた")
        if Beat.WAITING not in s.last_beats:
            return Reply((Part(Beat.WAITING),), "続きを待った")
    return Reply(answers.next_thing(s) or (Part(Beat.WAITING),), "まだ困っていることを話した")
