"""B 傾聴: taking in before going on, giving back, asking well, letting talk (rubric §2.2 B)."""

from __future__ import annotations

from itertools import groupby

from trainer.dialogue import EMPATHY, QUESTIONS, TRANSFER, ActSpan, Channel, DialogueAct
from trainer.scorecard import DimensionId, Score
from trainer.scorers.sheet import Dimension, Sheet, Turn, ramp

A = DialogueAct

TAKING_IN = frozenset({A.BC, A.PARA, A.APO_PART, A.APO_FULL, A.TAKEOVER, *EMPATHY})
FORMALITIES = frozenset({A.OPEN, A.CUSHION, A.CLOSE})
"""Acts that neither take in nor pass over: the next one decides how the utterance begins."""

STIRRED = 30.0
"""Anger from which a customer's utterance calls for being taken in first."""

ENOUGH_TAKEN_IN = 0.8
RATIO = ((0.0, 0.0), (0.25, 0.4), (0.5, 0.75), (0.8, 1.0))
"""Paraphrases to questions (+1). MITI-4's bounds 1:1 and 2:1 count every reflection; empathy is
judged in a dimension of its own here, so the bounds are lower (docs/decisions/0004)."""
RUN = ((2, 1.0), (3, 0.7), (4, 0.4), (5, 0.0))
CHARACTERS = ((170.0, 1.0), (260.0, 0.5), (380.0, 0.0))
"""Mean characters of an operator utterance: 170 are half a minute of speech."""


def score(sheet: Sheet) -> Score:
    dimension = Dimension(sheet, DimensionId.LISTENING)
    if not sheet.turns:
        for criterion in ("acknowledge", "paraphrase", "summary", "questions", "backchannels", "brevity"):
            dimension.judge(criterion, 0.0)
        return dimension.score()
    _acknowledge(dimension)
    _paraphrase(dimension)
    _summary(dimension)
    _questions(dimension)
    _backchannels(dimension)
    _brevity(dimension)
    return dimension.score()


def _begins(turn: Turn) -> ActSpan | None:
    """The first act that takes in or passes over."""
    spans = sorted(turn.reading.of(*DialogueAct), key=lambda s: (s.start, s.act not in TAKING_IN))
    return next((s for s in spans if s.act not in FORMALITIES), None)


def _acknowledge(dimension: Dimension) -> None:
    calling = [t for t in dimension.sheet.turns if t.before.mood.anger >= STIRRED]
    if not calling:
        dimension.judge("acknowledge", None, unscored="受け止めが要る場面がありませんでした")
        return
    begun = [(t, _begins(t)) for t in calling]
    taken = [(t, s) for t, s in begun if s is not None and s.act in TAKING_IN]
    # A chain of bare 「はい」 is not taking in.
    distinct = {t.text[s.start : s.end] for t, s in taken}
    share = min(len(taken), 2 * len(distinct)) / len(calling)
    dimension.judge(
        "acknowledge", share / ENOUGH_TAKEN_IN, f"{len(calling)}回のうち{len(taken)}回、受け止めから始めた"
    )
    best = max(taken, key=lambda ts: (ts[1].specific, ts[1].end - ts[1].start), default=None)
    if best:
        dimension.good("acknowledge", *best, why="お客様の言葉を受け止めてから話を進められました。")
    if share < ENOUGH_TAKEN_IN:
        worst = max(
            (t for t, s in begun if (t, s) not in taken),
            key=lambda t: t.before.mood.anger,
            default=calling[0],
        )
        dimension.missed("acknowledge", "acknowledge", worst)


def _paraphrase(dimension: Dimension) -> None:
    sheet = dimension.sheet
    given = list(sheet.spans(A.PARA))
    asked = sum(1 for _ in sheet.spans(*QUESTIONS))
    quality = ramp(len(given) / (asked + 1), RATIO)
    bare = [
        t
        for t in sheet.turns
        if (acts := {a.act for a in t.reading.of(*DialogueAct)}) and acts <= {A.PARA, A.BC, A.CHECK}
    ]
    parrot = len(sheet.turns) >= 4 and len([t for t in bare if t.reading.has(A.PARA)]) > len(sheet.turns) / 2
    dimension.judge(
        "paraphrase", min(quality, 0.75) if parrot else quality, f"復唱{len(given)}回、質問{asked}回"
    )
    if given:
        turn, span = max(given, key=lambda ts: (ts[1].specific, ts[1].end - ts[1].start))
        dimension.good("paraphrase", turn, span, "お客様の言葉で言い直し、正しく聞いたことを伝えられました。")
    if parrot:
        dimension.fault("paraphrase", "parrot", bare[-1])
    elif quality < 1:
        asking = next(
            (t for t in sheet.turns if t.reading.has(*QUESTIONS) and not t.reading.has(A.PARA)),
            sheet.turns[-1],
        )
        dimension.missed("paraphrase", "paraphrase", asking)


def _summary(dimension: Dimension) -> None:
    sheet = dimension.sheet
    turning = next((t.number for t in sheet.turns if t.reading.offers or t.reading.has(*TRANSFER)), None)
    before = [(t, s) for t, s in sheet.spans(A.PARA) if turning is None or t.number <= turning]
    at = next((t for t in sheet.turns if t.number == turning), sheet.turns[-1])
    dimension.require("summary", before, at)


def _questions(dimension: Dimension) -> None:
    sheet = dimension.sheet
    opened = next(((t, s) for t, s in sheet.spans(A.OPEN_Q) if t in sheet.turns[:4]), None)
    longest = max(
        (sum(1 for _ in run) for asks, run in groupby(sheet.turns, _only_asks) if asks),
        default=1 if any(t.reading.has(*QUESTIONS) for t in sheet.turns) else 5,
    )
    dimension.judge("questions", (0.5 if opened else 0.0) + 0.5 * ramp(longest, RUN))
    if opened:
        dimension.good("questions", *opened, why="広く聞く質問で、お客様の言葉を引き出せました。")
    else:
        dimension.missed("questions", "open_question", sheet.turns[0])
    if longest >= 3 and any(_only_asks(t) for t in sheet.turns):
        dimension.fault("questions", "question_run", [t for t in sheet.turns if _only_asks(t)][-1])


def _only_asks(turn: Turn) -> bool:
    return turn.reading.has(*QUESTIONS) and not turn.reading.has(*TAKING_IN)


def _backchannels(dimension: Dimension) -> None:
    sheet = dimension.sheet
    if sheet.scenario.channel is Channel.EMAIL:
        dimension.judge("backchannels", None, unscored="メールでは相づちを評価しません")
        return
    said = [t.text[s.start : s.end] for t, s in sheet.spans(A.BC)]
    same_in_a_row = max((sum(1 for _ in run) for _, run in groupby(said)), default=0)
    target = min(4.0, max(2.0, len(sheet.turns) / 2))
    quality = min(1.0, len(set(said)) / target) * (1.0 if same_in_a_row <= 2 else 0.5)
    dimension.judge("backchannels", quality, f"相づち{len(said)}回、{len(set(said))}種類")
    if quality >= 0.7:
        return
    if len(said) > len(set(said)):
        dimension.missed("backchannels", "backchannels", [t for t, _ in sheet.spans(A.BC)][-1])
    else:
        silent = [t for t in sheet.turns[1:] if not t.reading.has(A.BC)]
        dimension.missed("backchannels", "few_backchannels", (silent or sheet.turns)[0])


def _brevity(dimension: Dimension) -> None:
    sheet = dimension.sheet
    if sheet.scenario.channel is Channel.EMAIL:
        dimension.judge("brevity", None, unscored="メールでは発話の長さを評価しません")
        return
    mean = sum(len(t.text) for t in sheet.turns) / len(sheet.turns)
    dimension.judge("brevity", ramp(mean, CHARACTERS), f"1回に平均{mean:.0f}文字")
    if mean > CHARACTERS[0][0]:
        dimension.fault("brevity", "brevity", max(sheet.turns, key=lambda t: len(t.text)))
