"""Being asked to allow or to do something: neither a question about the matter nor a way out of it."""

from __future__ import annotations

from trainer.beat import Beat
from trainer.customers import reactions
from trainer.customers.leave import is_pleasantry, leave_asked, settles
from trainer.customers.parts import Part, Reply
from trainer.customers.situation import Situation
from trainer.customers.waiting import ASKS_PATIENCE, asked_to_wait, reacts_to_wait
from trainer.dialogue import DialogueAct

A = DialogueAct

WILLING = 75.0
"""Anger below which a caller does what they are asked to do."""


def consents(s: Situation) -> Reply | None:
    """Lets the operator do it, or does it; too angry for that, wants to know what for."""
    reading = s.reading
    if s.said is None or reading.has(A.LIMIT) or s.faulted or s.contradicted or _offered_anew(s):
        return None
    if asked_to_wait(s) and any(word in s.said.text for word in ASKS_PATIENCE):
        return None
    leave = leave_asked(s.said.text)
    beside = [q for q in reading.questions if not leave or q.end <= leave[0] or q.start >= leave[1]]
    if any(q.own_data for q in reading.questions) or any(q.facts for q in beside):
        return None
    agreed = s.agreed and (settles(s.said.text) or is_pleasantry(s.said.text))
    if not (agreed or leave):
        return None
    if s.mood.anger >= WILLING:
        return Reply((*reactions.correction(s), Part(Beat.PRESS)), "頼みを聞く気になれない")
    proposes = leave is not None and s.said.text[: leave[1]].endswith("ましょうか")
    beat = reactions.assent(s)
    called = reacts_to_wait(s) if reading.has(A.FOLLOW) and beat is Beat.CONSENT and not proposes else None
    return called or Reply((*reactions.correction(s), Part(beat)), "頼みを承知した")


def _offered_anew(s: Situation) -> bool:
    return any(o.remedy not in s.attempt.accepted for o in s.reading.offers)
