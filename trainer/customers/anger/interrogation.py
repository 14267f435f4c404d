"""Being asked one thing after another: how much of it a caller has had, and how much they bear."""

from __future__ import annotations

from trainer.attempt import Attempt, CustomerSaid, OperatorSaid
from trainer.beat import Beat
from trainer.dialogue import EMPATHY, QUESTIONS, DialogueAct, Signal
from trainer.mood import Band
from trainer.persona import Persona

A = DialogueAct

BEARS = {1: 1, 2: 0, 3: 0, 4: -1}
"""Questions more or less that a caller of difficulty 1–4 bears."""

BY_FEELING, BY_FACTS = 5.0, 7.0
"""Questions that who lives by feeling and who thinks in facts bear in a row."""

FOLLOW_UP = 8
"""Characters, without the mark at the end, of a question that asks a little more (「それはいつですか」)."""

RESTS = 6
"""Operator turns after saying so during which a caller does not say so again."""

_ANSWERS = frozenset({Beat.ANSWER, Beat.OWN_DATA, Beat.CONFIRM, Beat.RIGHT, Beat.CONCERN})
_LISTENS = (*EMPATHY, A.PARA, A.APO_PART, A.APO_FULL)


def pressed(attempt: Attempt) -> float:
    """Questions in a row up to the operator's last words, without a sign of listening. What asks for own data
    or follows up in a word does not count; thanks or a backchannel takes half of the weight away."""
    answers = {e.turn: e for e in attempt.customer}
    weight = 0.0
    for said in attempt.operator:
        reading = said.reading
        thanked = reading.has(A.BC) or reading.signalled(Signal.THANKS)
        if reading.has(*_LISTENS) or not (thanked or reading.has(*QUESTIONS) or reading.questions):
            weight = 0.0
            continue
        if thanked:
            weight /= 2
        if reading.has(*QUESTIONS) and not _weighs_nothing(said):
            weight += 0.5 if _answered_calmly(answers.get(said.turn)) else 1.0
    return weight


def too_much(attempt: Attempt, persona: Persona, difficulty: int) -> bool:
    """Whether the caller has had enough of it now, and has not said so lately."""
    lately = any(Beat.FLARE_QUESTIONS in e.beats and e.turn > attempt.turns - RESTS for e in attempt.customer)
    bears = (BY_FEELING if persona.listen >= 1 else BY_FACTS) + BEARS[difficulty]
    asks = bool(attempt.operator) and attempt.operator[-1].reading.has(*QUESTIONS)
    return asks and not lately and pressed(attempt) >= bears


def _weighs_nothing(said: OperatorSaid) -> bool:
    """Whether it asks for own data only, or follows up in a word (「それはいつですか」)."""
    asked = said.reading.questions
    own = bool(asked) and all(q.own_data and not q.facts and not q.open for q in asked)
    return own or (bool(asked) and len(said.text.rstrip("。?？")) <= FOLLOW_UP)


def _answered_calmly(answer: CustomerSaid | None) -> bool:
    """Whether the question was answered without anger: it weighs half."""
    return answer is not None and answer.mood.band is not Band.ANGRY and bool(_ANSWERS & set(answer.beats))
