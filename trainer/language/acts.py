"""The 26 dialogue acts in an operator's utterance, with exact spans and confidence."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from trainer.dialogue import SURE, ActSpan, DialogueAct, Speaker, Transcript
from trainer.language.features import Heard, hear, sentence_features
from trainer.language.model import Model, load
from trainer.language.normalise import Normal, normalise
from trainer.language.sentences import Piece, split_sentences

_WEIGHTS = Path(__file__).parent / "weights" / "acts.npz"
_HINT = 0.2
_SPECIFIC = frozenset({DialogueAct.EMP_FEEL, DialogueAct.EMP_SIT, DialogueAct.APO_PART, DialogueAct.PARA})
_TRIM = " 　\n\r\t。、!！?？.．,，…"


@lru_cache(maxsize=1)
def model() -> Model:
    """The trained weights, loaded on first use."""
    return load(_WEIGHTS)


def read_acts(text: str, transcript: Transcript) -> tuple[ActSpan, ...]:
    """Acts of an operator's utterance, in order of position.

    `transcript` is what was said before; the last customer line matters most. Spans are indices
    into `text`. Confidence is a calibrated probability; from `SURE` on the act is meant, below it
    is a hint. Any text is read; a text without words has no acts.
    """
    normal = normalise(text)
    pieces = split_sentences(normal.text)
    if not pieces:
        return ()
    said = [u.text for u in transcript if u.speaker is Speaker.CUSTOMER]
    heard = hear(split_sentences(normalise(said[-1]).text)) if said else hear(())
    earlier = _content(tuple(said[-6:]))
    found: list[ActSpan] = []
    for i, piece in enumerate(pieces):
        found += _acts_of(pieces, i, normal, text, heard, earlier)
    return tuple(found)


def _acts_of(
    pieces: tuple[Piece, ...], i: int, normal: Normal, text: str, heard: Heard, earlier: frozenset[str]
) -> list[ActSpan]:
    trained = model()
    features = sentence_features(pieces, i, normal.text, heard)
    probabilities = trained.probabilities(features)
    start, end = _trimmed(text, *normal.original(pieces[i].start, pieces[i].end))
    own = {t.norm for t in pieces[i].tokens if t.content}
    found = []
    for j, label in enumerate(trained.labels):
        probability = float(probabilities[j])
        sure = probability >= trained.threshold[j]
        if not sure and probability < _HINT:
            continue
        confidence = max(probability, SURE) if sure else min(probability, SURE - 0.01)
        act = DialogueAct(label)
        because = " ".join(name for name, _ in trained.reasons(features, j))
        specific = act in _SPECIFIC and bool(own & earlier)
        found.append(
            ActSpan(
                start=start,
                end=end,
                act=act,
                confidence=round(confidence, 3),
                because=because,
                specific=specific,
            )
        )
    return found


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
    return frozenset(
        t.norm for line in said for p in split_sentences(normalise(line).text) for t in p.tokens if t.content
    )
