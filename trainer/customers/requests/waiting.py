"""Being asked to wait: on the line, on hold, for a call-back."""

from __future__ import annotations

from functools import partial

from trainer.attempt import HoldEnded, OperatorSaid
from trainer.beat import Beat
from trainer.customers.memory import times
from trainer.customers.parts import Part, Reply
from trainer.customers.reactions.contradictions import changes_openly
from trainer.customers.reactions.objecting import objection
from trainer.customers.requests.holding import overdue
from trainer.customers.requests.request_forms import asks_for_anything_else
from trainer.customers.situation import Situation
from trainer.customers.words import has
from trainer.dialogue import CLEARLY, Channel, DialogueAct
from trainer.escalation import Trigger
from trainer.mood import Band, Cause

A = DialogueAct

HOLD_BARE = "hold_bare"
"""The cause of the anger of who was put on hold without a word."""

HOLD_WITHOUT_A_WORD = 3.0
"""What being put on hold out of nowhere adds to the anger."""

PATIENT = frozenset({Beat.HOLD_OK, Beat.HOLD_GRUDGING, Beat.CONSENT, Beat.TRANSFER_OK})
"""What a caller has said who knows that they will wait."""

GRUDGING = 80.0
"""Anger from which nobody waits without a grudge."""

LONG_HOLD = 60.0
"""Seconds of a hold that is overdue, for which the anger rises by two points."""

MOST_FOR_A_HOLD = 8.0
"""Points by which it rises at most."""

_has = partial(has, __file__)


def comes_back(s: Situation) -> Reply | None:
    """The operator is back from hold without having said anything yet."""
    if s.said is None and s.back_from:
        return Reply((Part(back_from_hold(s)),), "保留から戻った")
    return None


def asked_to_wait(s: Situation) -> bool:
    """Whether the operator asks for patience now, rather than gives thanks for it."""
    plain = _without_thanks(s.text)
    waits = s.reading.of(A.HOLD)
    if not waits:
        return _speaks_of_hold(plain)
    sure = max(a.confidence for a in waits) >= CLEARLY
    things = all(_has("left_lying", s.text[a.start : a.end]) for a in waits)  # 「そのまま置いといてください」
    thanks = plain != s.text
    return (sure and not things and not thanks) or asks_patience(plain)


def _without_thanks(text: str) -> str:
    """Without the word of 「お待たせしました」."""
    return text.replace("お待たせ", "")


def asks_patience(text: str) -> bool:
    """「少々お待ちください」, without a look at the reading."""
    return _has("asks_patience", text)


def _speaks_of_hold(text: str) -> bool:
    """「これから保留にいたします」, whatever the reading took it for."""
    plain = text.replace("、", "")
    return _has("holds", plain) and _has("leave", plain)


def reacts_to_wait(s: Situation) -> Reply | None:
    beat = _to_wait(s)
    if beat is None:
        return None
    if s.contradicted:
        return Reply(objection(s), "前の約束との食い違いを指摘した")
    return Reply((*objection(s), Part(beat)), "待つ・折り返しへの返事")


def hears_when(s: Situation) -> Reply | None:
    """Had asked by when, and is told; or is told openly of another time than was agreed."""
    if s.contradicted or not times(s.text) or asks_for_anything_else(s.text):
        return None
    if not (s.reading.promises or s.reading.has(A.COMMIT, A.FOLLOW)):
        return None  # a time of something past
    changed = s.agreed and changes_openly(s.text)
    if Beat.PROMISE_WHEN not in s.last_beats and not changed:
        return None
    return Reply((Part(Beat.PROMISE_OK),), "いつまでかを聞けた")


def _to_wait(s: Situation) -> Beat | None:
    """Waiting on the line, or for a call-back."""
    if asked_to_wait(s):
        explained = s.reading.has(A.CUSHION) or times(s.text) or _has("grounds", s.text)
        return Beat.HOLD_OK if explained and s.mood.anger < GRUDGING else Beat.HOLD_GRUDGING
    if s.reading.has(A.FOLLOW) and not asks_for_anything_else(s.text):
        return _to_callback(s)
    return None


def _to_callback(s: Situation) -> Beat | None:
    """Doubts it once, if one was promised and did not come; else takes it, or asks for when."""
    called = s.scenario.channel is not Channel.PHONE or _has("by_phone", s.text)
    broken = Trigger.T5 in s.raised and not s.agreed
    if called and broken and not s.used(Beat.CALLBACK_DOUBT) and s.mood.band is not Band.CALM:
        return Beat.CALLBACK_DOUBT
    given = any(p.by_when for p in s.reading.promises) or bool(times(s.text))
    if not given and s.dated:  # said before by when
        return None if s.reading.has(A.CHECK, A.CLOSE) or Beat.PROMISE_OK in s.last_beats else Beat.PROMISE_OK
    if not given:
        return Beat.PROMISE_WHEN
    return Beat.CALLBACK_OK if called and Beat.CALLBACK_OK not in s.last_beats else Beat.PROMISE_OK


def back_from_hold(s: Situation) -> Beat:
    return Beat.HOLD_BACK if _announced(s) else Beat.HOLD_ABRUPT


def waited(s: Situation, hold: HoldEnded) -> list[Cause]:
    """What waiting on hold did: nothing if it was announced and short."""
    if not _announced(s):
        delta = HOLD_WITHOUT_A_WORD * s.cast.persona.neg
        return [Cause(what=HOLD_BARE, label="断りのない保留", delta=delta)]
    if overdue(s.attempt, hold):
        delta = min(MOST_FOR_A_HOLD, hold.seconds / LONG_HOLD * 2)
        return [Cause(what="hold_long", label="長い保留", delta=delta)]
    return []


def _announced(s: Situation) -> bool:
    """The last words before the hold asked for patience."""
    before = s.attempt.events[: s.attempt.events.index(s.back_from)] if s.back_from else s.attempt.events
    last = next((e for e in reversed(before) if isinstance(e, OperatorSaid)), None)
    if last is None:
        return False
    agreed = any(PATIENT & set(e.beats) for e in s.attempt.customer[-1:])
    text = _without_thanks(last.text)
    return agreed or last.reading.has(A.HOLD) or _speaks_of_hold(text) or asks_patience(text)
