"""How the customer reacts to what was said: an explanation, a promise, a check, kind words before them."""

from __future__ import annotations

from trainer.beat import Beat
from trainer.customers.parts import Part, Reply
from trainer.customers.reactions.objecting import objection
from trainer.customers.reactions.reception import PASSED_OVER, assent, lead, shortened
from trainer.customers.requests.goodwill import says_goodbye
from trainer.customers.requests.promised import to_promise
from trainer.customers.requests.request_forms import asks_for_anything_else, asks_if_right, last_words
from trainer.customers.situation import Situation
from trainer.customers.unsaid import rest
from trainer.customers.words import has
from trainer.dialogue import EMPATHY, DialogueAct
from trainer.language.text.normalise import normalise
from trainer.language.text.values import values
from trainer.mood import Band
from trainer.persona import PersonaKind

A = DialogueAct

ENOUGH = frozenset(
    {
        Beat.PROMISE_WHEN, Beat.EXPLAINED_OK, Beat.APOLOGY_ENOUGH, Beat.APOLOGY_EMPTY, Beat.CAUGHT_OUT,
        Beat.REMINDED, Beat.CORRECT, Beat.THANKS, Beat.SMALL_TALK, Beat.TOUCHED, Beat.NOTED,
    }
)  # fmt: skip
"""Reactions that stand by themselves: a call for action behind them would take them back."""

LAST_WORD = frozenset({Beat.PROMISE_OK, Beat.CALLBACK_OK, Beat.CONSENT, Beat.DOES, Beat.TRIES})
"""Agreement with which a reply ends."""

CONTENT = 50.0
"""Anger below which who has been promised something lets the call end, and who has taken back their abuse
parts without a scene."""


def checked(s: Situation) -> Reply | None:
    """Is there anything else? Who has taken the operator's word brings up what is left, or lets it be."""
    if not (asks_for_more(s) or s.reading.has(A.CHECK) or _closes(s)):
        return None
    parts, why = _to_check(s)
    return Reply((*objection(s), *parts), why)


def _closes(s: Situation) -> bool:
    """The operator ends the call; 「退院なさったばかりですのに…。どうぞお大事に」 is kindness."""
    leaving = _parting(s) and "お大事に" not in last_words(s.text)
    return s.reading.has(A.CLOSE) and (leaving or not s.reading.has(*EMPATHY, A.APO_PART))


def _parting(s: Situation) -> bool:
    return says_goodbye(s.text) and not asks_for_more(s)


def _to_check(s: Situation) -> tuple[tuple[Part, ...], str]:
    """What is said to a check or at the end, and why: the matter is settled, something is agreed, or all is
    still open."""
    more, closes = asks_for_more(s), s.reading.has(A.CLOSE)
    only_closes = closes and not (more or s.reading.has(A.CHECK))
    if s.contradicted:
        return (), "前の言葉との食い違いを指摘した"
    if not more and not closes and asks_if_right(s.text):
        return (Part(assent(s)),), "これでよいかを確かめられた"
    if _parting(s) and (s.settled or s.agreed or s.attempt.accepted):
        calm = s.mood.band is Band.CALM or (s.settled and s.mood.band is Band.TENSE)
        return (Part(Beat.CLOSE_CONTENT if calm else Beat.CLOSE_GRUDGING),), "別れのあいさつ"
    if s.settled or (only_closes and s.agreed and s.mood.band is Band.CALM):
        content = only_closes and s.mood.band is not Band.ANGRY
        return (Part(Beat.CLOSE_CONTENT if content else Beat.CHECK_YES),), "納得を確かめられた"
    if s.agreed or s.attempt.accepted:
        left = () if closes else rest(s, quiet=True)
        return left or (Part(Beat.CHECK_YES),), "約束を受け、残りを言うか終える"
    return _to_check_while_open(s)


def _to_check_while_open(s: Situation) -> tuple[tuple[Part, ...], str]:
    """Nothing was settled or agreed so far: a promise made now is taken, or the caller is not content."""
    left = rest(s, quiet=True)
    promised = to_promise(s)
    if promised and promised.beat is Beat.PROMISE_OK and s.mood.anger < CONTENT:
        more = (left or (Part(Beat.CHECK_YES),)) if asks_for_more(s) else ()
        return (shortened(promised), *more), "約束を確かめられた"
    first = _to_explanation(s) or (Part(Beat.CHECK_NO),)  # who has just been told the cause speaks of that
    return (*first, *left), "まだ納得していない"


def asks_for_more(s: Situation) -> bool:
    """「ほかにございますか」: whether there is anything else, whatever the reading took it for."""
    return asks_for_anything_else(s.text)


def reacts_to_words(s: Situation) -> Reply | None:
    """Empathy, apology, paraphrase, explanation, promise: a short reaction, then on with it."""
    taken = _lead_and_promise(s) or _to_explanation(s)
    if not taken:
        return None
    beats = {p.beat for p in taken}
    if s.settled or beats & LAST_WORD or Beat.EXPLAINED_OK in beats:
        return Reply(taken, "受け止めへの反応")
    more = rest(s, quiet=bool(beats & ENOUGH))
    if s.reading.has(A.EXPLAIN):  # who has just heard the cause does not go on counting up what happened
        more = tuple(p for p in more if p.beat is not Beat.ANSWER)
    return Reply((*taken, *more), "受け止めへの反応")


def _lead_and_promise(s: Situation) -> tuple[Part, ...]:
    """The short reaction, and what is said to a promise. Beside that a word on manners falls out; so does a
    shrug, which would take back the yes."""
    taken, promised = lead(s), to_promise(s)
    if promised is None:
        return taken
    if promised.beat is Beat.PROMISE_OK:
        taken = tuple(p for p in taken if p.beat not in (Beat.NOTED, Beat.WORN))
    return (*(shortened(p) for p in taken if p.beat not in PASSED_OVER), promised)


def _to_explanation(s: Situation) -> tuple[Part, ...]:
    if not s.reading.has(A.EXPLAIN):
        return ()
    reached = s.mood.band is not Band.ANGRY and (s.heard or s.cast.persona.listen < 1) and _grounded(s)
    return (Part(Beat.EXPLAINED_OK if reached else Beat.EXPLAINED_DOUBT),)


def _grounded(s: Situation) -> bool:
    """The logical type, not at ease yet, asks an explanation for figures, dates or a reason."""
    if s.cast.persona.id is not PersonaKind.LOGICAL or s.mood.band is Band.CALM:
        return True
    return bool(values(normalise(s.text).text)) or has(__file__, "reasons", s.text)
