"""How the customer takes empathy, an apology, a paraphrase, an explanation, a promise, a check."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.beat import Beat
from trainer.customers import answers
from trainer.customers.parts import Part, Reply
from trainer.customers.situation import Situation
from trainer.customers.temper import questions_in_a_row, same_words
from trainer.customers.waiting import back_from_hold
from trainer.dialogue import EMPATHY, SURE, ActSpan, DialogueAct, Signal
from trainer.language.normalise import normalise
from trainer.language.values import values
from trainer.persona import PersonaKind

A = DialogueAct

ENOUGH = (Beat.PROMISE_WHEN, Beat.PROMISE_OK, Beat.EXPLAINED_OK, Beat.APOLOGY_ENOUGH)
"""Reactions that stand by themselves: a call for action behind them would take them back."""

APOLOGIES_IN_A_ROW = 3
"""Turns in a row with a bare apology after which it is answered even when more was said."""

REASONS = ("ため", "理由", "原因", "規約", "規定", "記録", "と申しますのも", "からです")
"""Words that show grounds."""


def checked(s: Situation) -> Reply | None:
    if not s.reading.has(A.CHECK, A.CLOSE):
        return None
    if s.settled:
        return Reply((Part(Beat.CHECK_YES),), "納得を確かめられた")
    return Reply((Part(Beat.CHECK_NO), *answers.next_thing(s, quiet=True)), "まだ納得していない")


def reacts_to_words(s: Situation) -> Reply | None:
    """Empathy, apology, paraphrase, explanation, promise: a short reaction, then on with it."""
    taken = lead(s) or _to_statement(s)
    if not taken:
        return None
    if s.settled:
        return Reply(taken, "受け止めへの反応")
    rest = answers.next_thing(s, quiet=any(p.beat in ENOUGH for p in taken))
    return Reply((*taken, *rest), "受け止めへの反応")


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
    if _interrogated(s):
        return Part(Beat.FLARE_QUESTIONS)
    earlier = [e.text for e in s.attempt.operator if e.turn < s.turn]
    if same_words(s.said.text, earlier):
        return Part(Beat.REPEATED)
    empathy = reading.of(*EMPATHY)
    if empathy:
        phrases = [s.said.text[a.start : a.end] for a in empathy]
        if all(same_words(p, _empathy_so_far(s)) for p in phrases):
            return Part(Beat.WORN)
        return Part(Beat.TOUCHED if _moved(s, empathy) else Beat.NOTED)
    if reading.has(A.PARA) or any(e.right for e in reading.echoes):
        return Part(Beat.CONFIRM)
    if reading.has(A.APO_PART, A.APO_FULL):
        return Part(Beat.APOLOGY_HEARD)
    if reading.has(A.APO_BARE) and _weighs(s):
        bare = sum(e.reading.has(A.APO_BARE) for e in s.attempt.operator)
        patience = 2 if s.cast.persona.listen >= 1 else 1
        return Part(Beat.APOLOGY_EMPTY if bare <= patience else Beat.APOLOGY_ENOUGH)
    if s.back_from:
        return Part(back_from_hold(s))
    if reading.signalled(Signal.SMALL_TALK):
        return Part(Beat.SMALL_TALK)
    if reading.signalled(Signal.THANKS):
        return Part(Beat.THANKS)
    return None


def _weighs(s: Situation) -> bool:
    """Whether a bare apology calls for a word of its own: it is all that was said, or the third in a
    row. A 「失礼いたしました」 on the way to something else is manners."""
    acts = {a.act for a in s.reading.acts if a.confidence >= SURE} - {A.APO_BARE, A.BC, A.CUSHION}
    alone = not acts and not s.reading.questions and not s.reading.offers and not s.reading.promises
    last = s.attempt.operator[-APOLOGIES_IN_A_ROW:]
    return alone or len(last) == APOLOGIES_IN_A_ROW and all(e.reading.has(A.APO_BARE) for e in last)


def _moved(s: Situation, empathy: Sequence[ActSpan]) -> bool:
    """Empathy tied to the caller's own words reaches them; who does not live by feeling also wants
    to hear their matter in it."""
    in_their_words = any(a.specific for a in empathy)
    matter = s.reading.has(A.PARA) or any(e.right for e in s.reading.echoes)
    return in_their_words and (matter or s.cast.persona.listen >= 1)


def _interrogated(s: Situation) -> bool:
    """Every third question in a row without a sign of listening; whoever thinks in facts bears one more."""
    bears = 3 if s.cast.persona.listen >= 1 else 4
    run = questions_in_a_row([e.reading for e in s.attempt.operator])
    return run > 0 and run % bears == 0


def _empathy_so_far(s: Situation) -> list[str]:
    return [
        e.text[a.start : a.end] for e in s.attempt.operator if e.turn < s.turn for a in e.reading.of(*EMPATHY)
    ]


def _to_statement(s: Situation) -> tuple[Part, ...]:
    """A short reaction to a promise or an explanation."""
    reading = s.reading
    if reading.has(A.COMMIT):
        given = any(p.by_when or (p.who and _trusts_a_name(s)) for p in reading.promises)
        return (Part(Beat.PROMISE_OK if given else Beat.PROMISE_WHEN),)
    if reading.has(A.EXPLAIN):
        reached = s.mood.anger < 65 and (s.heard or s.cast.persona.listen < 1) and _grounded(s)
        return (Part(Beat.EXPLAINED_OK if reached else Beat.EXPLAINED_DOUBT),)
    return ()


def _trusts_a_name(s: Situation) -> bool:
    """The VIP wants one person to answer for it; by when is that person's affair."""
    return s.cast.persona.id is PersonaKind.VIP


def _grounded(s: Situation) -> bool:
    """The logical type asks an explanation for figures, dates or a reason; the others do not."""
    if s.cast.persona.id is not PersonaKind.LOGICAL or s.said is None:
        return True
    return bool(values(normalise(s.said.text).text)) or any(w in s.said.text for w in REASONS)
