"""H 終話・フォロー: the result said again, the next contact, name and thanks (rubric §2.2 H)."""

from __future__ import annotations

import re

from trainer.attempt import Outcome
from trainer.dialogue import TRANSFER, DialogueAct
from trainer.scorecard import DimensionId, Score
from trainer.scorers.naming import names_self
from trainer.scorers.sheet import Dimension, Sheet, Turn

A = DialogueAct

LAST = 2
"""Operator utterances that count as the end of the call."""

_MEANS = re.compile(r"電話|メール|連絡|書面|お手紙|折り返|チャット|架け")
_PERSON = re.compile(r"私|わたくし|担当|責任者")
_TOOK_IT = re.compile(r"が(?:承|担当|対応)")


def score(sheet: Sheet) -> Score:
    dimension = Dimension(sheet, DimensionId.CLOSING)
    last = sheet.turns[-LAST:]
    followed = list(sheet.spans(A.FOLLOW, A.COMMIT))
    handed = bool(sheet.having(*TRANSFER)) or sheet.attempt.escalated is not None
    resolved = sheet.attempt.ended is not None and sheet.attempt.ended.outcome is Outcome.RESOLVED
    if not followed and not handed and not resolved:
        for criterion in ("recap", "follow", "thanks"):
            dimension.judge(criterion, 0.0)
        dimension.missed("follow", "follow", last[-1] if last else None)
        return dimension.score()
    closing = [(t, s) for t in last for s in t.reading.of(A.CLOSE)]
    recap = [t for t in last if t.reading.promises or t.reading.has(A.PARA, A.COMMIT, A.FOLLOW)]
    dimension.judge("recap", 1.0 if recap else 0.0)
    if not recap and last:
        dimension.missed("recap", "recap", last[-1])
    _follow(dimension, resolved)
    thanked = [t for t, s in closing if "ありがとう" in t.text or "お礼" in t.text]
    named = [t for t, _ in closing if _names_self(t, sheet.scenario.company)]
    dimension.judge("thanks", 0.5 * bool(thanked) + 0.5 * bool(named))
    if thanked and named:
        dimension.good("thanks", *closing[-1], why="名乗りと感謝で、よい印象のまま終えられました。")
    elif last:
        dimension.missed("thanks", "thanks", last[-1])
    return dimension.score()


def _names_self(turn: Turn, company: str) -> bool:
    """「小林が承りました」「私が担当いたしました」"""
    return names_self(turn.text, company) or _TOOK_IT.search(turn.text) is not None


def _follow(dimension: Dimension, resolved: bool) -> None:
    """When, how and who of the next contact; a settled matter needs no more than one of them."""
    sheet = dimension.sheet
    best, where = 0, None
    for turn, span in sheet.spans(A.FOLLOW, A.COMMIT, A.ESC_WHY, A.CLOSE):
        words = turn.text[span.start : span.end]
        dated = any(p.by_when for p in turn.reading.promises)
        whom = _PERSON.search(words) is not None or any(p.who for p in turn.reading.promises)
        parts = dated + bool(_MEANS.search(words)) + whom
        if parts > best:
            best, where = parts, (turn, span)
    needed = 1 if resolved else 3
    dimension.judge("follow", best / needed, f"時刻・手段・担当のうち{best}つ")
    if where and best >= needed:
        dimension.good("follow", *where, why="次の連絡を、待てる形で約束できました。")
    elif sheet.turns:
        dimension.missed("follow", "follow", where[0] if where else sheet.turns[-1])
