"""A 第一声: how the call is opened, or taken over (rubric §2.2 A)."""

from __future__ import annotations

from trainer.dialogue import EMPATHY, DialogueAct, Seat, Signal
from trainer.scorecard import DimensionId, Score
from trainer.scorers.naming import names_firm, names_other_firm, names_self
from trainer.scorers.sheet import Dimension, Sheet, Turn

A = DialogueAct

READY = (A.OPEN_Q, A.PARA, A.APO_PART, A.CHECK, *EMPATHY)
READY_WORDS = ("承ります", "伺います", "うかがいます", "ご用件", "お困り", "お聞かせ")
ROLES = (
    "責任者",
    "センター長",
    "課長",
    "部長",
    "係長",
    "主任",
    "店長",
    "支配人",
    "マネージャー",
    "リーダー",
    "スーパーバイザー",
    "室長",
    "所長",
)


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
    ready = first.reading.has(*READY) or (opened is not None and any(w in first.text for w in READY_WORDS))
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
    role = any(r in first.text for r in ROLES) and names_self(first.text, dimension.sheet.scenario.company)
    dimension.require("role", role, first)
    knows = any(e.right for e in first.reading.echoes) or any(
        s.specific for s in first.reading.of(A.TAKEOVER, A.PARA, A.APO_PART, *EMPATHY)
    )
    dimension.require("history", knows, first)
    retold = next((t for t in dimension.sheet.turns[:3] if t.reading.signalled(Signal.RETELL)), None)
    dimension.judge("no_retell", 0.0 if retold or not taken else 1.0)
    if retold:
        dimension.fault("no_retell", "no_retell", retold)
    pledged = (
        first.reading.has(A.APO_PART, A.APO_FULL)
        or "責任をもって" in first.text
        or "責任を持って" in first.text
    )
    dimension.require("pledge", pledged, first)
