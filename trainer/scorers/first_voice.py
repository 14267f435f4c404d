"""A 第一声: how the call is opened, or taken over (rubric §2.2 A)."""

from __future__ import annotations

from trainer.customers.words import words
from trainer.dialogue import EMPATHY, DialogueAct, Seat, Signal
from trainer.scorecard import DimensionId, Score
from trainer.scorers.naming import names_firm, names_other_firm, names_self
from trainer.scorers.sheet import Dimension, Sheet, Turn

A = DialogueAct

READY = (A.OPEN_Q, A.PARA, A.APO_PART, A.CHECK, *EMPATHY)


def score(sheet: Sheet) -> Score:
    dimension = Dimension(sheet, DimensionId.FIRST_VOICE)
    if not sheet.turns:
        for criterion in ("opened", "named", "ready"):
            dimension.judge(criterion, 0.0)
        dimension.missed("opened", "opened", None)
    elif sheet.seat is Seat.FIRST:
        _opening(dimension, sheet.turns[0])
    else:
        _takeover(dimension, sheet.turns[0])
    return dimension.score()


def _opening(dimension: Dimension, first: Turn) -> None:
    opened = next(iter(first.reading.of(A.OPEN)), None)
    dimension.require("opened", opened, first)
    if opened:
        dimension.good("opened", first, opened, "最初の発話で名乗り、お客様に安心していただけました。")
    _firm_and_name(dimension, first)
    ready = first.reading.has(*READY) or (opened is not None and _says("ready", first))
    dimension.require("ready", ready, first)


def _firm_and_name(dimension: Dimension, first: Turn) -> None:
    company = dimension.sheet.scenario.company
    opened, wrong = first.reading.has(A.OPEN), names_other_firm(first.text, company)
    named = opened and not wrong and names_firm(first.text, company) and names_self(first.text, company)
    dimension.judge("named", 1.0 if named else 0.0)
    better = f"{company.replace(' ', '')}、担当の△△でございます。"
    if wrong:
        dimension.fault("named", "wrong_firm", first, better=better)
    elif opened and not named:
        dimension.missed("named", "named", first, better=better)


def _takeover(dimension: Dimension, first: Turn) -> None:
    taken = next(iter(first.reading.of(A.TAKEOVER)), None)
    dimension.require("takeover", taken, first)
    if taken:
        dimension.good("takeover", first, taken, "代わってすぐに引き受けを告げられました。")
    role = _says("roles", first) and names_self(first.text, dimension.sheet.scenario.company)
    dimension.require("role", role, first)
    dimension.require("history", _knows_the_matter(first), first)
    retold = next((t for t in dimension.sheet.turns[:3] if t.reading.signalled(Signal.RETELL)), None)
    dimension.judge("no_retell", 0.0 if retold or not taken else 1.0)
    if retold:
        dimension.fault("no_retell", "no_retell", retold)
    pledged = first.reading.has(A.APO_PART, A.APO_FULL) or _says("pledges", first)
    dimension.require("pledge", pledged, first)


def _knows_the_matter(first: Turn) -> bool:
    """Something of what the caller has told before is given back, or named in the first words."""
    reading = first.reading
    named = any(a.specific for a in reading.of(A.TAKEOVER, A.PARA, A.APO_PART, *EMPATHY))
    return named or any(e.right for e in reading.echoes)


def _says(name: str, turn: Turn) -> bool:
    """Whether one of the words of first_voice.yaml under this name occurs."""
    return any(word in turn.text for word in words(__file__)[name])
