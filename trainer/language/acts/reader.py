"""The 26 dialogue acts in an operator's utterance, with exact spans and confidence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import sub
from pathlib import Path

import numpy as np

from trainer.dialogue import SURE, ActSpan, DialogueAct, Speaker, Transcript
from trainer.language.acts.feature_space import Floats
from trainer.language.acts.features import Heard, hear
from trainer.language.acts.judging import Judge, Parsed, Verdict, judge, judge_from, parse
from trainer.language.acts.model import read
from trainer.language.lexicon.word_lists import endings
from trainer.language.text.grammar import form_of
from trainer.language.text.normalise import normalise
from trainer.language.text.sentences import Piece, split_sentences
from trainer.language.text.tokens import CONTENT

_WEIGHTS = Path(__file__).parents[1] / "weights" / "acts.npz"
_HINT = 0.15
_EARLIER = 6
_TRIM = " 　\n\r\t。、!！?？.．,，…"
_SPECIFIC = frozenset({DialogueAct.EMP_FEEL, DialogueAct.EMP_SIT, DialogueAct.APO_PART, DialogueAct.PARA})
_NARROW = frozenset({"CUSHION"})
_RIVALS = (("NEG_OVER", "COMMIT"), ("APO_PART", "APO_BARE"), ("APO_FULL", "APO_BARE"), ("OPEN", "TAKEOVER"))
_KINDRED = (("EMP_FEEL", "EMP_SIT"), ("COMMIT", "FOLLOW"))


@lru_cache(maxsize=1)
def model() -> Judge:
    """The trained weights, loaded on first use."""
    return judge_from(read(_WEIGHTS))


def read_acts(text: str, transcript: Transcript, *, explain: bool = False) -> tuple[ActSpan, ...]:
    """Acts of an operator's utterance, in order of position; if they are to `explain` themselves, with the
    features that decided.

    `transcript` is what was said before; the last customer line matters most. Spans are indices
    into `text`. Confidence is a calibrated probability, lifted to `SURE` where the act is meant and
    kept below it where it is only a hint. Any text is read; a text without words has no acts.
    """
    said = [u.text for u in transcript if u.speaker is Speaker.CUSTOMER]
    return acts_with(model(), text, said, explain=explain)


def acts_with(known: Judge, text: str, said: list[str], *, explain: bool = False) -> tuple[ActSpan, ...]:
    """As `read_acts`, with the given weights; `said` are the customer's lines so far."""
    parsed = parse(text, heard(said[-1]) if said else hear(()))
    if not parsed.pieces:
        return ()
    verdict = judge(parsed, known)
    earlier = _content(tuple(said[-_EARLIER:]))
    found: list[ActSpan] = []
    for i in range(len(parsed.pieces)):
        found += _acts_of(known, parsed, verdict, i, text, earlier, explain)
    return tuple(found)


def heard(line: str) -> Heard:
    """Summary of a customer's line."""
    return _heard(line)


@lru_cache(maxsize=32)
def _heard(line: str) -> Heard:
    return hear(split_sentences(normalise(line).text))


def _acts_of(
    known: Judge,
    parsed: Parsed,
    verdict: Verdict,
    i: int,
    text: str,
    earlier: frozenset[str],
    explain: bool,
) -> list[ActSpan]:
    probabilities = verdict.probabilities[i].tolist()
    meant = _without_rivals(known, probabilities) | _formula(parsed, i)
    found = []
    least = known.calibration.least
    for j, label in enumerate(known.labels):
        probability = probabilities[j]
        sure = label in meant
        if not sure and not _HINT <= probability < least[j]:
            continue
        start, end = _span(parsed, verdict.clause_scores[i], i, j, text, len(meant) > 1 and label in _NARROW)
        act = DialogueAct(label)
        found.append(
            ActSpan(
                start=start,
                end=end,
                act=act,
                confidence=round(max(probability, SURE) if sure else min(probability, SURE - 0.01), 3),
                because=" ".join(known.sentence.reasons(verdict.sentences, i, j)) if sure and explain else "",
                specific=act in _SPECIFIC and _names_any(parsed.pieces[i], earlier),
            )
        )
    return found


def _names_any(piece: Piece, words: frozenset[str]) -> bool:
    return any(t.norm in words and t.pos in CONTENT for t in piece.tokens)


def _without_rivals(known: Judge, probabilities: Sequence[float]) -> set[str]:
    """Labels that are meant; of two that exclude each other in one sentence, the likelier. Of two kinds
    of one thing the likelier is also meant if only the kind is in doubt (「さぞお困りのことと存じます」)."""
    margin = dict(zip(known.labels, map(sub, probabilities, known.calibration.least), strict=True))
    meant = {label for label, by in margin.items() if by >= 0}
    for one, other in _RIVALS:
        if one in meant and other in meant:
            meant.discard(min(one, other, key=lambda label: (margin[label], label)))
    likely = dict(zip(known.labels, probabilities, strict=True))
    for pair in _KINDRED:
        if meant.isdisjoint(pair) and sum(likely[label] for label in pair) >= SURE:
            meant.add(max(pair, key=lambda label: (likely[label], label)))
    return meant


def _formula(parsed: Parsed, i: int) -> set[str]:
    """「恐れ入りますが、…」 before a question or a request is a cushion, whatever surrounds it."""
    piece = parsed.pieces[i]
    if not parsed.normal.text.startswith(endings("cushions"), piece.start):
        return set()
    return {"CUSHION"} if set("問願") & set(form_of(piece.tokens)) else set()


def _span(parsed: Parsed, scores: Floats, i: int, j: int, text: str, narrow: bool) -> tuple[int, int]:
    """The sentence, or its best clause for acts that are only a part of it."""
    piece = parsed.pieces[i]
    if narrow and len(scores) > 1:
        piece = parsed.clauses[i][int(np.argmax(scores[:, j]))]
    return _trimmed(text, *parsed.normal.original(piece.start, piece.end))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    a, b = start, end
    while b > a and text[b - 1] in _TRIM:
        b -= 1
    while a < b and text[a] in _TRIM:
        a += 1
    return (a, b) if b > a else (start, end)


@lru_cache(maxsize=256)
def _content(said: tuple[str, ...]) -> frozenset[str]:
    """Content words of the customer's lines."""
    return frozenset().union(*(_content_of(line) for line in said))


@lru_cache(maxsize=2048)
def _content_of(line: str) -> frozenset[str]:
    """So many that a class's calls do not push each other's lines out: each is asked for six turns long."""
    return _heard(line).content
