"""How the customer takes what was said to them: empathy, an apology, their own words given back, manners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.beat import Beat
from trainer.customers.anger.interrogation import too_much
from trainer.customers.anger.temper import same_words
from trainer.customers.parts import Part, Reply
from trainer.customers.reactions.objecting import objection
from trainer.customers.requests.goodwill import comforts
from trainer.customers.requests.promised import to_promise
from trainer.customers.requests.request_forms import (
    Wanted,
    asks_if_right,
    compares,
    gives_back,
    last_words,
)
from trainer.customers.requests.waiting import back_from_hold
from trainer.customers.sentences import onward
from trainer.customers.situation import Situation
from trainer.customers.words import has, words
from trainer.dialogue import EMPATHY, SURE, ActSpan, DialogueAct, Signal
from trainer.language.text.normalise import normalise
from trainer.language.text.values import values

A = DialogueAct

ON_THE_WAY = frozenset({Beat.TOUCHED, Beat.APOLOGY_HEARD, Beat.PROMISE_OK})
"""Reactions that shrink to a word or two when something else is to be answered."""

PASSED_OVER = frozenset({Beat.THANKS, Beat.SMALL_TALK, Beat.HOLD_BACK, Beat.APOLOGY_EMPTY})
"""Manners that call for no word of their own beside something else."""

LEFT_OUT = PASSED_OVER | {Beat.CONFIRM, Beat.RIGHT, Beat.NOTED, Beat.WORN, Beat.HOLD_ABRUPT}
"""Reactions that are left out before an answer."""

CORRECTS = frozenset({Beat.CORRECT, Beat.REMINDED, Beat.CAUGHT_OUT})
"""What must not go unheard, whatever follows."""

SPARING = 3
"""Customer replies from one warm word before an answer to the next."""

APOLOGIES_IN_A_ROW = 3
"""Turns in a row with a bare apology after which it is answered even when more was said."""

HINT = 0.3
"""Confidence of an apology's object that is enough to be heard."""

_YES = {
    Wanted.LEAVE: Beat.CONSENT,
    Wanted.DATE: Beat.PROMISE_OK,
    Wanted.DEED: Beat.DOES,
    Wanted.TRIAL: Beat.TRIES,
}


def lead(s: Situation) -> tuple[Part, ...]:
    """A short reaction to empathy, apology, paraphrase, thanks; () when there is nothing to react to,
    or when the same reaction came just before."""
    part = next(iter(objection(s)), None) or _reaction(s)
    if part is None:
        return ()
    worn_off = part.beat in s.last_beats and part.beat not in (Beat.CORRECT, Beat.REPEATED, Beat.REMINDED)
    return () if worn_off else (part,)


def brief(s: Situation, *, promise: bool = False) -> tuple[Part, ...]:
    """The same before an answer: an objection in full; a kindness in a word or two, and now and then only;
    agreement and manners not at all, for the answer would sound agreed to. `promise`: a promise with a time
    made in the same breath is taken, too."""
    parts = tuple(shortened(p) for p in lead(s) if p.beat not in LEFT_OUT)
    warm = s.reading.has(A.EMP_FEEL) and not _warm_lately(s)  # their lot alone is named for manners, too
    parts = tuple(p for p in parts if p.beat is not Beat.TOUCHED or warm)
    if parts or not promise or s.settled or Beat.PROMISE_OK in s.last_beats:
        return parts
    promised = to_promise(s) if any(p.by_when for p in s.reading.promises) else None
    return (shortened(promised),) if promised and promised.beat is Beat.PROMISE_OK else ()


def corrected(s: Situation, why: str, *parts: Part, accepted: tuple[str, ...] = ()) -> Reply:
    """Agrees or refuses, after putting right what has to be; a kind word would be one opening too many."""
    first = (p for p in objection(s) if p.beat in CORRECTS)
    return Reply((*first, *parts), why, accepted=accepted)


def assent(s: Situation) -> Beat:
    """How one says yes: to a date as to a promise; to what one is to do by doing it, now or later."""
    given_back = s.reading.has(A.PARA) or any(e.right for e in s.reading.echoes)
    plans = s.reading.has(A.COMMIT, A.FOLLOW, A.PROPOSE) and not _reads_out(s)
    if asks_if_right(s.text) and (given_back or compares(s.text)) and not plans:
        return Beat.RIGHT
    return _YES[s.wanted or Wanted.LEAVE]


def _reads_out(s: Situation) -> bool:
    """「対象は、二時からの更新だけ、で間違いないでしょうか」: what is asked about is the caller's."""
    if not compares(s.text):
        return False
    asked = last_words(s.text)
    if asked.startswith(words(__file__)["all_that"]) and s.reading.has(A.PARA):
        return True
    start = s.text.find(asked)
    return any(e.right and e.start >= start for e in s.reading.echoes)


def _warm_lately(s: Situation) -> bool:
    return any(Beat.TOUCHED in e.beats for e in s.attempt.customer[-SPARING:])


def shortened(part: Part) -> Part:
    return replace(part, brief=True) if part.beat in ON_THE_WAY else part


def _reaction(s: Situation) -> Part | None:
    if s.said is None:
        return None
    if too_much(s.attempt, s.cast.persona, s.scenario.difficulty):
        return Part(Beat.FLARE_QUESTIONS)
    if same_words(s.text, [e.text for e in s.earlier]):
        return Part(Beat.REPEATED)
    return _to_kindness(s) or _to_manners(s)


def _to_kindness(s: Situation) -> Part | None:
    """Empathy, a full apology, a paraphrase, comfort, a lesser apology: the first of them that was said."""
    if s.reading.has(*EMPATHY):
        return _to_empathy(s)
    if s.reading.has(A.APO_FULL):
        return Part(Beat.APOLOGY_HEARD)
    return _to_their_own_words(s) or _to_comfort(s) or _to_lesser_apology(s)


def _to_empathy(s: Situation) -> Part:
    empathy = s.reading.of(*EMPATHY)
    if all(same_words(s.text[a.start : a.end], _empathy_so_far(s)) for a in empathy):
        return Part(Beat.WORN)
    return Part(Beat.TOUCHED if _moved(s, empathy) else Beat.NOTED)


def _to_their_own_words(s: Situation) -> Part | None:
    """Yes to who makes sure, and to who gives back nothing but what the caller has said."""
    if asks_if_right(s.text):
        return Part(Beat.RIGHT)
    given_back = s.reading.has(A.PARA) or _gives_back(s)
    return Part(Beat.CONFIRM) if given_back and not _tells_news(s) else None


def _to_comfort(s: Situation) -> Part | None:
    if not comforts(s.text):
        return None
    return Part(Beat.TOUCHED if s.cast.persona.listen >= 1 else Beat.NOTED)


def _to_lesser_apology(s: Situation) -> Part | None:
    """One whose object can be guessed is heard; a bare one is empty at first, and enough after a while."""
    if {a.act for a in s.reading.acts if a.confidence >= HINT} & {A.APO_PART, A.APO_FULL}:
        return Part(Beat.APOLOGY_HEARD)
    if not s.reading.has(A.APO_BARE) or not _apology_weighs(s):
        return None
    bare = sum(_sorry(e.text) and e.reading.has(A.APO_BARE) for e in s.attempt.operator)
    patience = 2 if s.cast.persona.listen >= 1 else 1
    return Part(Beat.APOLOGY_EMPTY if bare <= patience else Beat.APOLOGY_ENOUGH)


def _gives_back(s: Situation) -> bool:
    """Whether a fact is given back as the caller's, rather than named in what the operator tells."""
    rests = (onward(s.text, e.end - 1) for e in s.reading.echoes if e.right)
    return any(gives_back(rest) for rest in rests)


def _to_manners(s: Situation) -> Part | None:
    """Back from hold, small talk, thanks that are all that is said."""
    if s.back_from:
        return Part(back_from_hold(s))
    if s.reading.signalled(Signal.SMALL_TALK):
        return Part(Beat.SMALL_TALK)
    if s.reading.signalled(Signal.THANKS) and _nothing_else_said(s, A.BC, A.OPEN):
        return Part(Beat.THANKS)
    return None


def _nothing_else_said(s: Situation, *but: DialogueAct) -> bool:
    """Whether nothing was said that calls for an answer, besides these acts."""
    acts = {a.act for a in s.reading.acts if a.confidence >= SURE} - set(but)
    return not acts and not s.reading.questions and not s.reading.offers and not s.reading.promises


def _sorry(text: str) -> bool:
    return has(__file__, "sorry", text)


def _apology_weighs(s: Situation) -> bool:
    """Whether a bare apology calls for a word of its own: it is all that was said, or the third in a row."""
    if not _sorry(s.text):
        return False
    last = s.attempt.operator[-APOLOGIES_IN_A_ROW:]
    in_a_row = all(_sorry(e.text) and e.reading.has(A.APO_BARE) for e in last)
    return _nothing_else_said(s, A.APO_BARE, A.BC, A.CUSHION) or (
        len(last) == APOLOGIES_IN_A_ROW and in_a_row
    )


def _tells_news(s: Situation) -> bool:
    """Whether a figure or a date is named that the caller has not: nobody confirms what they hear for the
    first time."""
    known = [v for e in s.attempt.customer for v in values(normalise(e.text).text)]
    known += [v for f in s.scenario.facts for line in (*f.say, *f.gist) for v in values(normalise(line).text)]
    return any(not any(v.equals(k) for k in known) for v in values(normalise(s.text).text) if v.amount != 1.0)


def _moved(s: Situation, empathy: Sequence[ActSpan]) -> bool:
    """Empathy tied to the caller's own words reaches them; who does not live by feeling also wants
    to hear their matter in it."""
    in_their_words = any(a.specific for a in empathy)
    matter = s.reading.has(A.PARA) or any(e.right for e in s.reading.echoes)
    return in_their_words and (matter or s.cast.persona.listen >= 1)


def _empathy_so_far(s: Situation) -> list[str]:
    return [e.text[a.start : a.end] for e in s.earlier for a in e.reading.of(*EMPATHY)]
