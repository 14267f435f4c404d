"""Being called: 「もしもし、聞こえますか」 asks for a sign that one is there, for nothing else."""

from __future__ import annotations

from trainer.beat import Beat
from trainer.customers.parts import Part, Reply
from trainer.customers.requests.waiting import back_from_hold
from trainer.customers.situation import Situation
from trainer.dialogue import CERTAIN
from trainer.language.questions.calling_out import calls_out, wants_to_talk
from trainer.language.questions.question_forms import question_words

WAITS = frozenset({Beat.HOLD_OK, Beat.HOLD_GRUDGING})

HELD = frozenset({*WAITS, Beat.HOLD_BACK, Beat.HOLD_ABRUPT})
"""What a caller has said last who is or was on hold."""

KEPT_WAITING = "お待たせ"


def answers_call(s: Situation) -> Reply | None:
    """Is there and hears; called by who comes back from hold, has waited."""
    if s.said is None or not calls_out(s.text):
        return None
    if s.back_from:
        return Reply((Part(back_from_hold(s)),), "保留から戻った")
    if s.last_beats & (HELD if KEPT_WAITING in s.text else WAITS):
        return Reply((Part(Beat.HOLD_BACK),), "保留から戻った")
    if _of_the_matter(s):
        return None
    topic = "can_talk" if wants_to_talk(s.text) else "hearing"
    fresh = (f for f in s.scenario.facts if topic in f.topics and s.may_tell(f, asked=True))
    told = next((f for f in fresh if f.id not in s.told | s.over), None)
    part = Part(Beat.ANSWER, fact=told.id) if told else Part(Beat.HEARS)
    return Reply((part,), "呼びかけに答えた")


def _of_the_matter(s: Situation) -> bool:
    """「つながっていますか」 asks for the caller's own line where the story tells of that."""
    sure = any(q.facts and q.sureness >= CERTAIN for q in s.reading.questions)
    return sure and any(word in s.text for word in question_words("of_any_line"))
