"""E 言葉遣い: keigo and wording, cushions before requests and refusals (rubric §2.2 E)."""

from __future__ import annotations

import re

from trainer.dialogue import Channel, DialogueAct
from trainer.persona import PersonaKind
from trainer.scorecard import DimensionId, Score
from trainer.scorers.sheet import SOUND_UTTERANCES, Dimension, Sheet, Turn

A = DialogueAct

STRICT = frozenset({PersonaKind.LOGICAL, PersonaKind.VIP})
"""Types that mind wording: faults weigh half as much again."""

ENOUGH_CUSHIONS = 0.4
SHORT = 10
"""Utterances below so many characters show nothing of a person's keigo."""


def score(sheet: Sheet) -> Score:
    dimension = Dimension(sheet, DimensionId.COURTESY)
    telling = {piece for t in sheet.turns for piece in _pieces(sheet, t.text) if len(piece) >= SHORT}
    shown = min(1.0, len(telling) / SOUND_UTTERANCES)
    _wording(dimension, shown)
    _cushions(dimension, shown)
    return dimension.score()


def _pieces(sheet: Sheet, text: str) -> list[str]:
    """What counts as an utterance: in an e-mail, which is one long turn, each sentence."""
    return re.split(r"[。\n]", text) if sheet.scenario.channel is Channel.EMAIL else [text]


def _wording(dimension: Dimension, shown: float) -> None:
    sheet = dimension.sheet
    found = [(t, f) for t in sheet.turns for f in t.said.reading.courtesy]
    weight = 1.5 if sheet.scenario.persona in STRICT else 1.0
    spoiled = weight * sum(f.severity for _, f in found) / (2 * max(1, len(sheet.turns)) ** 0.5)
    dimension.judge("wording", shown * max(0.0, 1 - spoiled / 2), f"指摘{len(found)}件")
    for turn, fault in found:
        dimension.fault("wording", "wording", turn, fault, better=fault.better)


def _cushions(dimension: Dimension, shown: float) -> None:
    sheet = dimension.sheet
    asking = [t for t in sheet.turns if _wants_cushion(t, sheet.scenario.abusive)]
    times = len(asking) + len(sheet.bare_holds)
    if not times:
        dimension.judge(
            "cushion", None if shown else 0.0, unscored="依頼や断りの場面がありませんでした" if shown else ""
        )
        return
    softened = [t for t in asking if t.reading.has(A.CUSHION)]
    dimension.judge(
        "cushion",
        shown * len(softened) / times / ENOUGH_CUSHIONS,
        f"依頼・断り・保留{times}回のうち{len(softened)}回",
    )
    if softened:
        dimension.good(
            "cushion",
            softened[0],
            softened[0].reading.of(A.CUSHION)[0],
            "お願いの前の一言が添えられています。",
        )
    if asking and len(softened) / len(asking) < ENOUGH_CUSHIONS:
        dimension.missed("cushion", "cushion", next(t for t in asking if t not in softened))
    if sheet.bare_holds:
        dimension.missed("cushion", "bare_hold", sheet.bare_holds[0])


def _wants_cushion(turn: Turn, abusive: bool) -> bool:
    """Requests do, and refusals; towards an abusive caller a refusal need not be softened, but may be."""
    refuses = turn.reading.has(A.NEG_COLD, A.LIMIT) and (not abusive or turn.reading.has(A.CUSHION))
    return refuses or turn.reading.has(A.CLOSED_Q, A.HOLD)
