"""How the customer takes empathy, an apology, a paraphrase, an explanation, a promise, a check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from trainer.beat import Beat
from trainer.customers.goodwill import comforts, says_goodbye
from trainer.customers.interrogation import too_much
from trainer.customers.leave import (
    Wanted,
    asks_if_more,
    asks_if_right,
    compares,
    gives_back,
    last_words,
    wanted,
)
from trainer.customers.memory import times
from trainer.customers.objecting import objection
from trainer.customers.parts import Part, Reply
from trainer.customers.situation import Situation
from trainer.customers.temper import same_words
from trainer.customers.unsaid import rest
from trainer.customers.waiting import back_from_hold
from trainer.dialogue import EMPATHY, SURE, ActSpan, DialogueAct, Signal
from trainer.language.normalise import normalise
from trainer.language.values import values
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

ON_THE_WAY = frozenset({Beat.TOUCHED, Beat.APOLOGY_HEARD, Beat.PROMISE_OK})
"""Reactions that shrink to a word or two when something else is to be answered."""

PASSED_OVER = frozenset({Beat.THANKS, Beat.SMALL_TALK, Beat.HOLD_BACK, Beat.APOLOGY_EMPTY})
"""Manners that call for no word of their own beside something else."""

LEFT_OUT = PASSED_OVER | {Beat.CONFIRM, Beat.RIGHT, Beat.NOTED, Beat.WORN, Beat.HOLD_ABRUPT}
"""Reactions that are left out before an answer."""

CORRECTS = frozenset({Beat.CORRECT, Beat.REMINDED, Beat.CAUGHT_OUT})
"""What must not go unheard, whatever follows."""

_YES = {
    Wanted.LEAVE: Beat.CONSENT,
    Wanted.DATE: Beat.PROMISE_OK,
    Wanted.DEED: Beat.DOES,
    Wanted.TRIAL: Beat.TRIES,
}

SPARING = 3
"""Customer replies from one warm word before an answer to the next."""

APOLOGIES_IN_A_ROW = 3
"""Turns in a row with a bare apology after which it is answered even when more was said."""

SETTLED_CONTENT = 65.0
"""Anger below which a caller whose matter is settled parts kindly."""

AT_EASE = 35.0
"""Anger below which a caller parts kindly who has been promised something and agreed."""

CONTENT = 50.0
"""Anger below which who has been promised something lets the call end."""

HINT = 0.3
"""Confidence of an apology's object that is enough to be heard."""

SORRY = ("申し訳", "お詫び", "おわび", "謝", "ごめん", "面目")
"""Words of an apology; 「失礼いたしました」「すみません」「恐れ入ります」 are manners."""

REASONS = ("ため", "理由", "原因", "規約", "規定", "記録", "と申しますのも", "からです")
"""Words that show grounds."""


def checked(s: Situation) -> Reply | None:
    """Is there anything else? Who has taken the operator's word brings up what is left, or lets it be."""
    feels = s.reading.has(*EMPATHY, A.APO_PART)  # 「退院なさったばかりですのに…。どうぞお大事に」
    parting = s.said is not None and says_goodbye(s.said.text) and not asks_for_more(s)
    leaving = parting and s.said is not None and "お大事に" not in last_words(s.said.text)
    closes = s.reading.has(A.CLOSE) and (leaving or not feels)
    if not asks_for_more(s) and not (s.reading.has(A.CHECK) or closes):
        return None
    if s.contradicted:
        return Reply(objection(s), "前の言葉との食い違いを指摘した")
    if not asks_for_more(s) and not s.reading.has(A.CLOSE) and s.said and asks_if_right(s.said.text):
        return Reply((*objection(s), Part(assent(s))), "これでよいかを確かめられた")
    if parting and (s.settled or s.agreed or s.attempt.accepted):
        calm = s.mood.anger < (SETTLED_CONTENT if s.settled else AT_EASE)
        goodbye = Beat.CLOSE_CONTENT if calm else Beat.CLOSE_GRUDGING
        return Reply((*objection(s), Part(goodbye)), "別れのあいさつ")
    if s.settled:
        return Reply((Part(Beat.CHECK_YES),), "納得を確かめられた")
    if s.agreed or s.attempt.accepted:
        more = () if s.reading.has(A.CLOSE) else rest(s, quiet=True)
        return Reply((*objection(s), *(more or (Part(Beat.CHECK_YES),))), "約束を受け、残りを言うか終える")
    promised = _to_promise(s)
    if promised and promised.beat is Beat.PROMISE_OK and s.mood.anger < CONTENT:
        return Reply((*objection(s), promised), "約束を確かめられた")
    return Reply((*objection(s), Part(Beat.CHECK_NO), *rest(s, quiet=True)), "まだ納得していない")


def asks_for_more(s: Situation) -> bool:
    """「ほかにございますか」: whether there is anything else, whatever the reading took it for."""
    sentences = [x.strip() for x in re.split(r"[。?？!！\n]+", s.said.text) if x.strip()] if s.said else []
    return any(asks_if_more(sentence) for sentence in sentences[-2:])


def reacts_to_words(s: Situation) -> Reply | None:
    """Empathy, apology, paraphrase, explanation, promise: a short reaction, then on with it."""
    taken = lead(s)
    promised = _to_promise(s)
    if promised and promised.beat is Beat.PROMISE_OK:  # a shrug before a yes would take it back
        taken = tuple(p for p in taken if p.beat not in (Beat.NOTED, Beat.WORN))
    if promised and not (taken and taken[0].beat in PASSED_OVER):
        taken = (*(_shortened(p) for p in taken), promised)
    elif promised:
        taken = (promised,)
    taken = taken or _to_explanation(s)
    if not taken:
        return None
    beats = {p.beat for p in taken}
    if s.settled or beats & LAST_WORD or Beat.EXPLAINED_OK in beats:
        return Reply(taken, "受け止めへの反応")
    return Reply((*taken, *rest(s, quiet=bool(beats & ENOUGH))), "受け止めへの反応")


def lead(s: Situation) -> tuple[Part, ...]:
    """A short reaction to empathy, apology, paraphrase, thanks; () when there is nothing to react to,
    or when the same reaction came just before."""
    part = next(iter(objection(s)), None) or _reception(s)
    if part is None:
        return ()
    worn_off = part.beat in s.last_beats and part.beat not in (Beat.CORRECT, Beat.REPEATED, Beat.REMINDED)
    return () if worn_off else (part,)


def brief(s: Situation, *, promise: bool = False) -> tuple[Part, ...]:
    """The same before an answer: an objection in full; a kindness in a word or two, and now and then only;
    agreement and manners not at all, for the answer would sound agreed to. `promise`: a promise with a time
    made in the same breath is taken, too."""
    parts = tuple(_shortened(p) for p in lead(s) if p.beat not in LEFT_OUT)
    parts = tuple(p for p in parts if not (p.beat is Beat.TOUCHED and _warm_lately(s)))
    if parts or not promise or s.settled or Beat.PROMISE_OK in s.last_beats:
        return parts
    promised = _to_promise(s) if any(p.by_when for p in s.reading.promises) else None
    return (_shortened(promised),) if promised and promised.beat is Beat.PROMISE_OK else ()


def correction(s: Situation) -> tuple[Part, ...]:
    """What has to be put right before agreeing or refusing; a kind word would be one opening too many."""
    return tuple(p for p in objection(s) if p.beat in CORRECTS)


def assent(s: Situation) -> Beat:
    """How one says yes: to a date as to a promise; to what one is to do by doing it, now or later."""
    given_back = s.reading.has(A.PARA) or any(e.right for e in s.reading.echoes)
    plans = s.reading.has(A.COMMIT, A.FOLLOW, A.PROPOSE)
    right = s.said is not None and asks_if_right(s.said.text) and (given_back or compares(s.said.text))
    if right and not plans:
        return Beat.RIGHT
    return _YES[(wanted(s.said.text) if s.said else None) or Wanted.LEAVE]


def _warm_lately(s: Situation) -> bool:
    return any(Beat.TOUCHED in e.beats for e in s.attempt.customer[-SPARING:])


def _shortened(part: Part) -> Part:
    return replace(part, brief=True) if part.beat in ON_THE_WAY else part


def _reception(s: Situation) -> Part | None:
    if s.said is None:
        return None
    if too_much(s.attempt, s.cast.persona, s.scenario.difficulty):
        return Part(Beat.FLARE_QUESTIONS)
    if same_words(s.said.text, [e.text for e in s.attempt.operator if e.turn < s.turn]):
        return Part(Beat.REPEATED)
    return _to_kindness(s) or _to_manners(s)


def _to_kindness(s: Situation) -> Part | None:
    """Empathy, a paraphrase, an apology."""
    if s.said is None:
        return None
    reading = s.reading
    empathy = reading.of(*EMPATHY)
    if empathy:
        phrases = [s.said.text[a.start : a.end] for a in empathy]
        if all(same_words(p, _empathy_so_far(s)) for p in phrases):
            return Part(Beat.WORN)
        return Part(Beat.TOUCHED if _moved(s, empathy) else Beat.NOTED)
    if reading.has(A.APO_FULL):
        return Part(Beat.APOLOGY_HEARD)
    given_back = reading.has(A.PARA) or _gives_back(s)
    if given_back and (asks_if_right(s.said.text) or not _tells_news(s)):
        return Part(Beat.RIGHT if asks_if_right(s.said.text) else Beat.CONFIRM)
    if asks_if_right(s.said.text):
        return Part(Beat.RIGHT)
    if comforts(s.said.text):
        return Part(Beat.TOUCHED if s.cast.persona.listen >= 1 else Beat.NOTED)
    if {a.act for a in reading.acts if a.confidence >= HINT} & {A.APO_PART, A.APO_FULL}:
        return Part(Beat.APOLOGY_HEARD)
    if reading.has(A.APO_BARE) and _weighs(s):
        bare = sum(_sorry(e.text) and e.reading.has(A.APO_BARE) for e in s.attempt.operator)
        patience = 2 if s.cast.persona.listen >= 1 else 1
        return Part(Beat.APOLOGY_EMPTY if bare <= patience else Beat.APOLOGY_ENOUGH)
    return None


def _gives_back(s: Situation) -> bool:
    """Whether a fact is given back as the caller's, rather than named in what the operator tells."""
    rests = (s.said.text[e.end - 1 :].split("。", 1)[0] for e in s.reading.echoes if e.right and s.said)
    return any(gives_back(rest) for rest in rests)


def _to_manners(s: Situation) -> Part | None:
    """Back from hold, small talk, thanks that are all that is said."""
    if s.back_from:
        return Part(back_from_hold(s))
    if s.reading.signalled(Signal.SMALL_TALK):
        return Part(Beat.SMALL_TALK)
    if s.reading.signalled(Signal.THANKS) and _alone(s, A.BC, A.OPEN):
        return Part(Beat.THANKS)
    return None


def _alone(s: Situation, *but: DialogueAct) -> bool:
    """Whether nothing was said that calls for an answer, besides these acts."""
    acts = {a.act for a in s.reading.acts if a.confidence >= SURE} - set(but)
    return not acts and not s.reading.questions and not s.reading.offers and not s.reading.promises


def _sorry(text: str) -> bool:
    return any(word in text for word in SORRY)


def _weighs(s: Situation) -> bool:
    """Whether a bare apology calls for a word of its own: it is all that was said, or the third in a row."""
    if s.said is None or not _sorry(s.said.text):
        return False
    last = s.attempt.operator[-APOLOGIES_IN_A_ROW:]
    in_a_row = all(_sorry(e.text) and e.reading.has(A.APO_BARE) for e in last)
    return _alone(s, A.APO_BARE, A.BC, A.CUSHION) or (len(last) == APOLOGIES_IN_A_ROW and in_a_row)


def _tells_news(s: Situation) -> bool:
    """Whether a figure or a date is named that the caller has not: nobody confirms what they hear for the
    first time."""
    if s.said is None:
        return False
    normal = normalise(s.said.text).text
    known = [v for e in s.attempt.customer for v in values(normalise(e.text).text)]
    known += [v for f in s.scenario.facts for line in (*f.say, *f.gist) for v in values(normalise(line).text)]
    return any(not any(v.equals(k) for k in known) for v in values(normal) if v.amount != 1.0)


def _moved(s: Situation, empathy: Sequence[ActSpan]) -> bool:
    """Empathy tied to the caller's own words reaches them; who does not live by feeling also wants
    to hear their matter in it."""
    in_their_words = any(a.specific for a in empathy)
    matter = s.reading.has(A.PARA) or any(e.right for e in s.reading.echoes)
    return in_their_words and (matter or s.cast.persona.listen >= 1)


def _empathy_so_far(s: Situation) -> list[str]:
    return [
        e.text[a.start : a.end] for e in s.attempt.operator if e.turn < s.turn for a in e.reading.of(*EMPATHY)
    ]


def _to_promise(s: Situation) -> Part | None:
    """Takes a promise that says by when; asks for it otherwise, unless a date was given before."""
    dated = any(p.by_when for p in s.reading.promises) and not s.reading.has(A.FOLLOW)
    if s.said is None or not (s.reading.has(A.COMMIT) or dated or s.goodwill):
        return None
    given = any(p.by_when or (p.who and _trusts_a_name(s)) for p in s.reading.promises)
    said = [s.said.text[p.start : p.end] for p in s.reading.promises]
    if s.goodwill or given or s.dated or any(map(times, said)):
        return Part(Beat.PROMISE_OK)
    return Part(Beat.PROMISE_WHEN)


def _to_explanation(s: Situation) -> tuple[Part, ...]:
    if not s.reading.has(A.EXPLAIN):
        return ()
    reached = s.mood.anger < 65 and (s.heard or s.cast.persona.listen < 1) and _grounded(s)
    return (Part(Beat.EXPLAINED_OK if reached else Beat.EXPLAINED_DOUBT),)


def _trusts_a_name(s: Situation) -> bool:
    """The VIP wants one person to answer for it; by when is that person's affair."""
    return s.cast.persona.id is PersonaKind.VIP


def _grounded(s: Situation) -> bool:
    """The logical type, not at ease yet, asks an explanation for figures, dates or a reason."""
    if s.cast.persona.id is not PersonaKind.LOGICAL or s.said is None or s.mood.anger < AT_EASE:
        return True
    return bool(values(normalise(s.said.text).text)) or any(w in s.said.text for w in REASONS)
