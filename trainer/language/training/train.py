"""Train the readers of acts, cues and questions from the data: `python -m trainer.language.training.train`.

Deterministic: the same data gives the same weights.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.dialogue import Cue, DialogueAct
from trainer.language.acts.feature_space import Floats
from trainer.language.acts.features import Features
from trainer.language.acts.judging import Judge, calmness, combine, heard_of, judge_arrays
from trainer.language.acts.model import Calibration, Linear, write
from trainer.language.cues import CueModel, cue_arrays
from trainer.language.lexicon import phrase_pieces
from trainer.language.training import corpus, encoder, learning, pauses
from trainer.language.training.corpus import Labelled, Said

WEIGHTS = Path(__file__).parents[1] / "weights"
ACTS = tuple(act.value for act in DialogueAct)
CUES = tuple(cue.value for cue in Cue)
SENTENCE = {"c": 1.0, "w": 1.0, "e": 0.35, "l": 0.7, "k": 0.5, "s": 0.6, "n": 0.8, "o": 0.6}
CLAUSE = {"w": 1.0, "e": 0.5, "l": 0.7, "k": 0.5, "n": 0.8, "o": 0.6}
CALM = {"o": 1.0}
CUE = {"c": 1.5, "w": 1.0, "e": 0.5, "l": 0.7, "k": 0.5}
WARY = {"NEG_DENY": 0.7, "NEG_COLD": 0.75, "NEG_OVER": 0.75, "LIMIT": 0.8, "ESC_V": 0.8, "ESC_H": 0.8}
BETAS = [WARY.get(act, 1.0) for act in ACTS]
NEGATIVE = [act.startswith("NEG_") for act in ACTS]
CALM_WEIGHT = 5.0  # nearly half of what an operator says on the telephone meets no complaint, here a tenth
FOLDS = 5
WORKERS = 2
MOST_SENTENCE, MOST_CLAUSE = 90_000, 35_000  # features stored: 8 MB in all
LIKELY = -0.2
_CUSTOMER = ("f:", "l:", "w:")  # as `features.hear` names the customer's words

Mask = NDArray[np.bool_]


def folds_of(sources: Sequence[str], n: int) -> list[set[str]]:
    """Sources dealt into n groups of similar size, largest first."""
    sizes = sorted((-sources.count(s), s) for s in set(sources))
    groups: list[tuple[int, set[str]]] = [(0, set()) for _ in range(n)]
    for minus, source in sizes:
        groups.sort(key=lambda g: (g[0], sorted(g[1])))
        filled, members = groups[0]
        groups[0] = (filled - minus, members | {source})
    return [members for _, members in groups if members]


class Table:
    """Utterances laid out as samples: one row per sentence, one per clause, with their owners; of each
    sentence also what the customer had said and whether it comes from a calm call."""

    def __init__(self, items: Sequence[Labelled]) -> None:
        self.sentences = [f for item in items for f in item.parsed.features]
        self.clauses = [f for item in items for own in item.parsed.clause_features for f in own]
        self.y = _matrix([acts for item in items for acts in item.acts])
        self.clause_y = _matrix([acts for item in items for own in item.clause_acts for acts in own])
        self.source = np.array([item.item.source for item in items for _ in item.acts])
        self.clause_source = np.array(
            [item.item.source for item in items for own in item.clause_acts for _ in own]
        )
        self.sizes = [len(item.acts) for item in items]
        self.heard = [customer_words(item.parsed.features) for item in items for _ in item.acts]
        self.calm = np.array([item.item.source.startswith("calm") for item in items for _ in item.acts])
        self.counts = np.array([len(own) for item in items for own in item.clause_acts])

    def inputs(self, own: Floats, parts: Floats) -> Floats:
        """Inputs of the network from sentence scores and clause scores."""
        starts = np.concatenate([[0], np.cumsum(self.counts)[:-1]])
        best = np.maximum.reduceat(parts, starts, axis=0)
        rows, at = [], 0
        for size in self.sizes:
            part = slice(at, at + size)
            rows.append(combine(own[part], best[part], self.counts[part]))
            at += size
        return np.concatenate(rows)


def customer_words(sentences: Sequence[Features]) -> Features:
    """What is known of the customer's words, without how the operator's words relate to them."""
    ((group, names),) = heard_of(sentences).items()
    return {group: [name for name in names if name.startswith(_CUSTOMER)]}


def with_calm(items: Sequence[Labelled], calm: Sequence[Labelled]) -> list[Labelled]:
    """`items`, and the calm utterances with the acts that a first model reads in them, but none of
    `ALARMS`: what a calm utterance does is unknown, what it does not do is known."""
    if not calm:
        return list(items)
    table = Table(items)
    first = learning.fit_linear(table.sentences, table.y, SENTENCE)
    found = list(items)
    for item in calm:
        said = learning.linear_scores(first, item.parsed.features) > LIKELY
        acts = tuple(
            frozenset(act for act, yes in zip(ACTS, row, strict=True) if yes and act not in corpus.ALARMS)
            for row in said
        )
        parts = tuple((own,) * len(old) for own, old in zip(acts, item.clause_acts, strict=True))
        found.append(replace(item, acts=acts, clause_acts=parts))
    return found


def train_acts(
    items: Sequence[Labelled], calm: Sequence[Labelled] = (), folds: int = FOLDS, workers: int = 1
) -> Judge:
    """Linear models from all items; network, calibration and thresholds from scores of sources
    that were held out in turn. `calm`: see `with_calm`."""
    table = Table(with_calm(items, calm))
    groups = folds_of(list(table.source), folds)
    held = [np.isin(table.source, list(group)) for group in groups]
    clause_held = [np.isin(table.clause_source, list(group)) for group in groups]
    fits = [partial(learning.fit_linear, table.sentences, table.y, SENTENCE, most=MOST_SENTENCE)]
    fits += [partial(learning.fit_linear, table.clauses, table.clause_y, CLAUSE, most=MOST_CLAUSE)]
    scores = [partial(_held_out, table.sentences, table.y, out, SENTENCE) for out in held]
    scores += [partial(_held_out, table.clauses, table.clause_y, out, CLAUSE) for out in clause_held]
    sentence, clause, *found = _results([*fits, *scores], workers)
    own = np.zeros(table.y.shape, dtype=np.float32)
    parts = np.zeros(table.clause_y.shape, dtype=np.float32)
    for out, clause_out, one, other in zip(
        held, clause_held, found[: len(groups)], found[len(groups) :], strict=True
    ):
        own[out], parts[clause_out] = one, other
    inputs = table.inputs(own, parts)
    networks = [partial(learning.held_out_network, inputs, table.y, out) for out in held]
    raw = np.zeros(table.y.shape, dtype=np.float32)
    for out, one in zip(held, _results(networks, workers), strict=True):
        raw[out] = one
    calm_model, calmer = fit_calm(table.heard, table.calm, held)
    leaning, calibration = settle(raw, calmer, table)
    network = learning.fit_network(inputs, table.y)
    return Judge(ACTS, sentence, clause, network, calibration, calm_model, leaning)


def settle(raw: Floats, calmer: Floats, table: Table) -> tuple[Floats, Calibration]:
    """By how much calm words of the customer make a negative act rarer, and the calibration after that.
    For negative acts calm samples count as often as they occur in calls."""
    often = np.where(table.calm[:, None] & np.array(NEGATIVE), CALM_WEIGHT, 1.0).astype(np.float32)
    leaning = learning.leanings(raw, calmer, table.y, often)
    leaning[~np.array(NEGATIVE)] = 0
    scores = np.asarray(raw + leaning * calmer[:, None], dtype=np.float32)
    return leaning, learning.calibrate(scores, table.y, BETAS, often)


def fit_calm(heard: Sequence[Features], calm: Mask, held: Sequence[Mask]) -> tuple[Linear, Floats]:
    """What tells a calm customer's words from those in the labelled calls, most of which complain; and
    (samples,) how calm each is to a model that did not see its fold."""
    y = calm[:, None]
    found = np.zeros(len(calm), dtype=np.float32)
    if calm.any():
        for out in held:
            found[out] = _held_out(heard, y, out, CALM)[:, 0]
    return learning.fit_linear(heard, y, CALM), np.asarray(calmness(found), dtype=np.float32)


def train_cues(items: Sequence[Said], folds: int = FOLDS) -> CueModel:
    """One linear model, one sample per customer utterance; calibrated on held-out sources."""
    features = corpus.said_features(items)
    y = np.array([[cue in item.cues for cue in CUES] for item in items], dtype=np.bool_)
    sources = [item.source for item in items]
    raw = np.zeros(y.shape, dtype=np.float32)
    for group in folds_of(sources, folds):
        out = np.isin(np.array(sources), list(group))
        raw[out] = _held_out(features, y, out, CUE)
    calibration = learning.calibrate(raw, y, [1.0] * len(CUES))
    return CueModel(CUES, learning.fit_linear(features, y, CUE), calibration)


def _held_out(features: Sequence[Features], y: Mask, out: Mask, scales: dict[str, float]) -> Floats:
    inside = [f for f, o in zip(features, out, strict=True) if not o]
    outside = [f for f, o in zip(features, out, strict=True) if o]
    return learning.linear_scores(learning.fit_linear(inside, y[~out], scales), outside)


_jobs: Sequence[Callable[[], Any]] = ()


def _results(jobs: Sequence[Callable[[], Any]], workers: int) -> list[Any]:
    """What the jobs give, in their order, from so many processes: threads would share the random
    generator of the fits. They see the jobs by being forked, as the features are too much to be sent."""
    if workers < 2 or "fork" not in get_all_start_methods():
        return [job() for job in jobs]
    global _jobs
    _jobs = jobs
    with ProcessPoolExecutor(workers, get_context("fork")) as pool:
        return list(pool.map(_result, range(len(jobs))))


def _result(number: int) -> Any:
    return _jobs[number]()


def _matrix(rows: Sequence[frozenset[str]]) -> Mask:
    return np.array([[act in acts for act in ACTS] for acts in rows], dtype=np.bool_)


def main() -> None:
    start = time.perf_counter()
    WEIGHTS.mkdir(exist_ok=True)
    sys.stdout.write(f"pauses: {pauses.write_weights()} texts\n")
    said = corpus.said()
    write(WEIGHTS / "cues.npz", cue_arrays(train_cues(said)))
    sys.stdout.write(f"pieces: {phrase_pieces.write()}\n")
    sys.stdout.write(f"questions: {encoder.write_weights()} features\n")
    sys.stdout.write(f"cues: {len(said)} utterances, {time.perf_counter() - start:.0f} s\n")
    spoken = corpus.development() + corpus.written()
    items = corpus.labelled(spoken + corpus.unmarked(spoken))
    known = train_acts(items, corpus.labelled(corpus.calm()), workers=WORKERS)
    write(WEIGHTS / "acts.npz", judge_arrays(known))
    size = (WEIGHTS / "acts.npz").stat().st_size / 1e6
    sys.stdout.write(f"acts: {len(items)} utterances, {size:.1f} MB, {time.perf_counter() - start:.0f} s\n")


if __name__ == "__main__":
    main()
