"""F 説明・解決: concrete, with a choice, with who and by when, and understood (rubric §2.2 F)."""

from __future__ import annotations

import re

from trainer.customers.anger.temper import HOT
from trainer.customers.words import words
from trainer.dialogue import EMPATHY, DialogueAct, Seat, Span
from trainer.scorecard import DimensionId, Score
from trainer.scorers.sheet import Dimension, Sheet, Turn

A = DialogueAct

_CONCRETE = re.compile(
    r"[0-9０-９]|[一二三四五六七八九十]+(?:日|時|分|回|円|週|か月|ヶ月|営業日|名|台|点)|場合|条件|[A-Za-z]{2,}|[ァ-ヴー]{4,}"
)
_WHO = re.compile(r"私|わたくし|責任者|担当|弊社|当社|こちら|技術|スタッフ")


def score(sheet: Sheet) -> Score:
    dimension = Dimension(sheet, DimensionId.SOLUTION)
    _explain(dimension)
    _propose(dimension)
    _commit(dimension)
    _check(dimension)
    if sheet.seat is Seat.SECOND:
        _second_line(dimension)
    return dimension.score()


def _too_hot(sheet: Sheet, turn: Turn) -> bool:
    """Explaining or proposing to somebody furious before a word of acknowledgement."""
    acts = (*EMPATHY, A.APO_PART, A.APO_FULL, A.PARA)
    return turn.before.mood.anger >= HOT and not any(
        t.reading.has(*acts) for t in sheet.turns if t.number <= turn.number
    )


def _explain(dimension: Dimension) -> None:
    sheet = dimension.sheet
    explained = list(sheet.spans(A.EXPLAIN))
    hot = next(((t, s) for t, s in explained if _too_hot(sheet, t)), None)
    # An explanation may be read off a neighbouring act's words: what counts is that it is concrete.
    concrete = [
        (t, s) for t, s in explained if _CONCRETE.search(t.text[s.start : s.end]) and not _too_hot(sheet, t)
    ]
    dimension.judge("explain", 1.0 if concrete else 0.4 if explained and not hot else 0.0)
    if concrete:
        dimension.good("explain", *concrete[0], why="数字や条件を挙げて、根拠のある説明ができました。")
    elif hot:
        dimension.fault("explain", "explain_hot", *hot)
    elif sheet.turns:
        dimension.missed("explain", "explain", explained[0][0] if explained else sheet.turns[-1])


def _propose(dimension: Dimension) -> None:
    sheet = dimension.sheet
    offered: list[tuple[Turn, Span]] = [(t, s) for t, s in sheet.spans(A.PROPOSE) if not _too_hot(sheet, t)]
    remedies = [(t, o) for t in sheet.turns for o in t.reading.offers if not _too_hot(sheet, t)]
    ways = len({o.remedy for _, o in remedies}) or len(offered)
    dimension.judge("propose", 0.0 if not (offered or remedies) else 0.8 if ways == 1 else 1.0)
    if offered or remedies:
        dimension.good("propose", *(offered or list(remedies))[0], why="次の一手を具体的に示しました。")
    elif sheet.turns:
        dimension.missed("propose", "propose", sheet.turns[-1])


def _commit(dimension: Dimension) -> None:
    sheet = dimension.sheet
    best, where = 0.0, None
    for turn, span in sheet.spans(A.COMMIT, A.FOLLOW):
        who = bool(_WHO.search(turn.text[span.start : span.end])) or any(p.who for p in turn.reading.promises)
        dated = any(p.by_when for p in turn.reading.promises)
        quality = 0.4 + 0.3 * who + 0.3 * dated
        if quality > best:
            best, where = quality, (turn, span)
    dimension.judge("commit", best)
    if where and best > 0.9:
        dimension.good("commit", *where, why="誰がいつまでに何をするかを約束できました。")
    elif sheet.turns:
        dimension.missed("commit", "commit", where[0] if where else sheet.turns[-1])


def _check(dimension: Dimension) -> None:
    checked = next(iter(dimension.sheet.spans(A.CHECK)), None)
    dimension.judge("check", 1.0 if checked else 0.0)
    if not checked and dimension.sheet.turns:
        dimension.missed("check", "check", dimension.sheet.turns[-1])


def _second_line(dimension: Dimension) -> None:
    sheet = dimension.sheet
    checked = any(e.right for t in sheet.turns for e in t.reading.echoes) or bool(sheet.having(A.PARA))
    dimension.judge("facts", 1.0 if checked else 0.0)
    prevented = next(
        ((t, s) for t, s in sheet.spans(A.COMMIT, A.EXPLAIN, A.APO_FULL) if _prevents(t, s)), None
    )
    dimension.judge("prevention", 1.0 if prevented else 0.0)
    if prevented:
        dimension.good("prevention", *prevented, why="原因や再発防止にまで触れられました。")
    elif sheet.turns:
        dimension.missed("prevention", "prevention", sheet.turns[-1])


def _prevents(turn: Turn, span: Span) -> bool:
    """Whether it speaks of what went wrong, or of what keeps it from happening again."""
    return any(word in turn.text[span.start : span.end] for word in words(__file__)["prevents"])
