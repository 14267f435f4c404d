"""From an utterance to what is known about each of its sentences, and from that to acts.

Four steps: a linear model scores every sentence, another every clause; a small network then
judges each sentence by its own scores, its best clause, its neighbours and the whole utterance; and
how calm the customer's words were makes a negative act rarer or likelier: who asks when the shop
opens is hardly contradicted by 「皆さま同じです」, who complains is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.language.acts.analysis import see, see_clauses
from trainer.language.acts.feature_space import Floats, Weighed
from trainer.language.acts.features import Features, Heard, clause_features, own_features, sentence_features
from trainer.language.acts.model import (
    Arrays,
    Calibration,
    Linear,
    Network,
    floats,
    linear_arrays,
    linear_from,
    logit,
    packed,
    unpacked,
)
from trainer.language.text.normalise import Normal, normalise
from trainer.language.text.sentences import Piece, split_sentences

_NOTHING = -1.0
_HEARD = "o"
_CALMNESS = (-1.0, 0.5)
_NETWORK = ("mean", "spread", "first", "first_bias", "second", "second_bias")
_CALIBRATION = ("slope", "offset", "threshold")


@dataclass(frozen=True)
class Parsed:
    """An utterance cut up, with the features of each sentence and of each of their clauses."""

    normal: Normal
    pieces: tuple[Piece, ...]
    clauses: tuple[tuple[Piece, ...], ...]
    features: tuple[Features, ...]
    clause_features: tuple[tuple[Features, ...], ...]


@dataclass(frozen=True)
class Judge:
    """Everything learnt about acts. All per label in the order of `labels`.

    `calm`: one score for the customer's words, the higher the calmer; `leaning`: (labels,), by how much
    the log-odds of each label change with it."""

    labels: tuple[str, ...]
    sentence: Linear
    clause: Linear
    network: Network
    calibration: Calibration
    calm: Linear
    leaning: Floats


@dataclass(frozen=True)
class Verdict:
    """(sentences, labels) probabilities; per sentence, (clauses, labels) scores; and the features of
    the sentences, from which it all follows."""

    probabilities: Floats
    clause_scores: tuple[Floats, ...]
    sentences: Weighed


def parse(text: str, heard: Heard) -> Parsed:
    normal = normalise(text)
    pieces = split_sentences(normal.text)
    seen = [see(piece) for piece in pieces]
    sentences, parts, cut = [], [], []
    for i, sentence in enumerate(seen):
        clauses = see_clauses(sentence)
        own = own_features(sentence, heard)
        owns = [own] if len(clauses) == 1 else [own_features(clause, heard) for clause in clauses]
        sentences.append(sentence_features(own, seen, i, clauses, normal.text))
        place = (i, len(pieces))
        parts.append(tuple(clause_features(one, clauses, q, place) for q, one in enumerate(owns)))
        cut.append(tuple(clause.piece for clause in clauses))
    return Parsed(normal, pieces, tuple(cut), tuple(sentences), tuple(parts))


def judge(parsed: Parsed, known: Judge) -> Verdict:
    """Probabilities of all labels for every sentence; there must be at least one."""
    sentences = known.sentence.space.weigh(parsed.features)
    own = known.sentence.scored(sentences)
    clauses = known.clause.scores([f for fs in parsed.clause_features for f in fs])
    counts = np.array([len(fs) for fs in parsed.clause_features])
    first = counts.cumsum() - counts
    parts = tuple(np.split(clauses, first[1:]))
    best = np.maximum.reduceat(clauses, first)
    raw = logit(known.network.probabilities(combine(own, best, counts)))
    raw += known.leaning * calmness(known.calm.scores([heard_of(parsed.features)]))
    return Verdict(known.calibration.probabilities(raw), parts, sentences)


def heard_of(sentences: Sequence[Features]) -> Features:
    """What the sentences of an utterance, at least one, know of the customer's words: the same in all."""
    return {_HEARD: sentences[0][_HEARD]}


def calmness(scores: Floats) -> Floats:
    """Scores of the customer's words within the range in which they tell something."""
    return np.clip(scores, *_CALMNESS)


def combine(own: Floats, best: Floats, counts: np.ndarray) -> Floats:
    """Inputs of the network for the sentences of one utterance: (sentences, 5 * labels + 3)."""
    n = len(own)
    edge = np.full((1, own.shape[1]), _NOTHING, dtype=np.float32)
    before = np.concatenate([edge, own[:-1]])
    after = np.concatenate([own[1:], edge])
    top = np.repeat(own.max(axis=0, keepdims=True), n, axis=0)
    place = np.zeros((n, 3), dtype=np.float32)
    place[0, 0] = 1
    place[-1, 1] = 1
    place[:, 2] = np.minimum(counts, 5) / 5
    return np.asarray(np.hstack([own, best, before, after, top, place]), dtype=np.float32)


def judge_arrays(known: Judge) -> Arrays:
    """For `model.write`."""
    arrays: Arrays = {"labels": packed(known.labels)}
    arrays |= linear_arrays(known.sentence, "sentence")
    arrays |= linear_arrays(known.clause, "clause")
    arrays |= linear_arrays(known.calm, "calm")
    arrays["leaning"] = known.leaning
    arrays |= {f"network.{name}": getattr(known.network, name) for name in _NETWORK}
    return arrays | {f"calibration.{name}": getattr(known.calibration, name) for name in _CALIBRATION}


def judge_from(arrays: Arrays) -> Judge:
    return Judge(
        tuple(unpacked(arrays["labels"])),
        linear_from(arrays, "sentence"),
        linear_from(arrays, "clause"),
        Network(**{name: floats(arrays[f"network.{name}"]) for name in _NETWORK}),
        Calibration(**{name: floats(arrays[f"calibration.{name}"]) for name in _CALIBRATION}),
        linear_from(arrays, "calm"),
        floats(arrays["leaning"]),
    )
