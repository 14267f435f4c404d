"""How often we are right: `python -m trainer.language.training.evaluation` writes docs/recognition.md.

Every figure comes from texts whose source was not trained on. Calibration, thresholds and the
network are learnt inside the training part of each round, never from the source under test.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from trainer.dialogue import SURE, Speaker, Utterance
from trainer.language.acts.judging import Judge
from trainer.language.acts.reader import acts_with, model, read_acts
from trainer.language.cues import cues_with
from trainer.language.training import corpus, learning, report
from trainer.language.training.corpus import MARKS, Labelled, Spoken
from trainer.language.training.train import ACTS, SENTENCE, Table, folds_of, train_acts, train_cues

DOCS = Path(__file__).parents[3] / "docs"
NEGATIVE = ("NEG_DENY", "NEG_COLD", "NEG_OVER")
_CURVE_CUT = -0.2


@dataclass
class Tally:
    """Hits, false alarms and misses per label, and what was said instead of what was meant."""

    hit: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: frozenset[str], said: frozenset[str]) -> None:
        self.hit.update(gold & said)
        self.false.update(said - gold)
        self.missed.update(gold - said)
        for act in gold - said:
            self.confused.update((act, other) for other in (said - gold or {"-"}))

    def merge(self, other: Tally) -> None:
        self.hit.update(other.hit)
        self.false.update(other.false)
        self.missed.update(other.missed)
        self.confused.update(other.confused)

    def measure(self, labels: Sequence[str]) -> tuple[float, float, float]:
        """Precision, recall and F1 over these labels taken together; 0 where undefined."""
        hit = sum(self.hit[label] for label in labels)
        said = hit + sum(self.false[label] for label in labels)
        meant = hit + sum(self.missed[label] for label in labels)
        return hit / max(1, said), hit / max(1, meant), 2 * hit / max(1, said + meant)

    def macro(self, labels: Sequence[str]) -> float:
        return sum(self.measure([label])[2] for label in labels) / len(labels)


@dataclass
class Round:
    """One held-out source: utterance labels, the same without punctuation, spans; and the seventh
    part of the calm utterances that was held out with it, with the alarms read in each."""

    source: str
    acts: Tally
    bare: Tally
    spans: Tally
    calm: list[tuple[str, frozenset[str]]]


def hold_out(source: str) -> Round:
    """Train on everything but `source` and test on it."""
    items, rest, calm, unmarked = _labelled()
    inside = [i for i in items + unmarked + rest if i.item.source != source]
    part = str(sorted({i.item.source for i in items}).index(source))
    known = train_acts(inside, [i for i in calm if not i.item.source.endswith(part)])
    calm_out = [i.item for i in calm if i.item.source.endswith(part)]
    result = Round(source, Tally(), Tally(), Tally(), _alarms_with(known, calm_out))
    for item in corpus.development():
        if item.source != source:
            continue
        found = [a for a in acts_with(known, item.operator, [item.customer]) if a.confidence >= SURE]
        result.acts.add(item.acts, frozenset(a.act.value for a in found))
        match_spans(result.spans, item.spans, [(a.act.value, a.start, a.end) for a in found])
        bare = acts_with(known, MARKS.sub("", item.operator), [MARKS.sub("", item.customer)])
        result.bare.add(item.acts, frozenset(a.act.value for a in bare if a.confidence >= SURE))
    return result


@lru_cache(maxsize=1)
def _labelled() -> tuple[list[Labelled], list[Labelled], list[Labelled], list[Labelled]]:
    """Development, written and calm utterances, and copies without marks of the first two, cut up once
    for all rounds."""
    items, rest = corpus.development(), corpus.written()
    groups = (items, rest, corpus.calm(), corpus.unmarked(items + rest))
    first, second, third, fourth = (corpus.labelled(group) for group in groups)
    return first, second, third, fourth


def _alarms_with(known: Judge, items: Sequence[Spoken]) -> list[tuple[str, frozenset[str]]]:
    found = []
    for item in items:
        acts = acts_with(known, item.operator, [item.customer])
        said = {a.act.value for a in acts if a.confidence >= SURE}
        found.append((item.operator, frozenset(said & set(corpus.ALARMS))))
    return found


def match_spans(
    tally: Tally, gold: Sequence[tuple[str, int, int]], said: Sequence[tuple[str, int, int]]
) -> None:
    """One to one, in order: same act and at least half of the shorter span in common."""
    free = list(said)
    for act, start, end in gold:
        for other in free:
            common = min(end, other[2]) - max(start, other[1])
            if other[0] == act and common > 0 and 2 * common >= min(end - start, other[2] - other[1]):
                free.remove(other)
                tally.hit[act] += 1
                break
        else:
            tally.missed[act] += 1
    tally.false.update(act for act, _, _ in free)


def curve(items: Sequence[Labelled], rest: Sequence[Labelled]) -> list[tuple[int, int, float]]:
    """(sources, utterances, micro-F1) of the sentence model alone, with more and more sources."""
    sources = sorted({item.item.source for item in rest})
    points = []
    for share in (0.0, 0.5, 1.0):
        chosen = set(sources[: round(share * len(sources))])
        more = [item for item in rest if item.item.source in chosen]
        total = Tally()
        sizes = []
        for source in sorted({item.item.source for item in items}):
            train = [item for item in items if item.item.source != source] + more
            sizes.append((len({item.item.source for item in train}), len(train)))
            _linear_round(total, train, [item for item in items if item.item.source == source])
        points.append((sizes[0][0], int(np.mean([n for _, n in sizes])), total.measure(ACTS)[2]))
    return points


def _linear_round(total: Tally, train: Sequence[Labelled], test: Sequence[Labelled]) -> None:
    table = Table(train)
    model = learning.fit_linear(table.sentences, table.y, SENTENCE)
    for item in test:
        scores = learning.linear_scores(model, item.parsed.features)
        said = {ACTS[j] for _, j in zip(*np.where(scores > _CURVE_CUT), strict=True)}
        total.add(item.item.acts, frozenset(said))


def cue_rounds() -> Tally:
    """Cues, cross-validated: every source group once held out."""
    items = corpus.said()
    total = Tally()
    for group in folds_of([item.source for item in items], 5):
        known = train_cues([item for item in items if item.source not in group])
        for item in items:
            if item.source in group:
                total.add(item.cues, frozenset(cue.value for cue in cues_with(known, item.text)))
    return total


def alarms_asdc() -> list[tuple[str, frozenset[str]]]:
    """Alarms that the trained weights raise in the calm corpus, which is never trained on."""
    rows = corpus.lines(corpus.CALM_ASDC)
    return _alarms_with(model(), [Spoken(r["id"], "asdc", r["customer"], r["operator"], ()) for r in rows])


def _by_file(found: Sequence[tuple[str, frozenset[str]]]) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """The utterances of our own without alarms, by the file they stand in: everyday ones and harder ones to
    calm customers, and such as upset customers hear."""
    files = (corpus.CALM_OWN, corpus.CALM_MORE, corpus.HARMLESS)
    texts = {path.name: {row["operator"] for row in corpus.lines(path)} for path in files}
    return {name: [pair for pair in found if pair[0] in own] for name, own in texts.items()}


def speed(items: Sequence[Spoken]) -> tuple[float, float, float]:
    """Median and 95th percentile (ms) of one reading, and readings per second; processor time of one
    thread, so that other work on the machine does not count."""
    texts = [
        (item.operator + "　", (Utterance(speaker=Speaker.CUSTOMER, text=item.customer),)) for item in items
    ]
    for text, before in texts[:50]:
        read_acts(text, before)
    times = []
    for text, before in texts[50:]:
        start = time.process_time()
        read_acts(text, before)
        times.append(time.process_time() - start)
    return float(np.median(times)) * 1e3, float(np.percentile(times, 95)) * 1e3, len(times) / sum(times)


def _all_rounds() -> list[Round]:
    sources = sorted({item.item.source for item in _labelled()[0]})
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        return list(pool.map(hold_out, sources))


def main() -> None:
    say: Callable[[str], object] = sys.stderr.write
    items, rest = corpus.development(), corpus.written()
    rounds = _all_rounds()
    say("leave-one-source-out done\n")
    figures = report.Figures(
        rounds=rounds,
        curve=curve(*_labelled()[:2]),
        cues=cue_rounds(),
        calm={
            "calm_asdc.jsonl": alarms_asdc(),
            **_by_file([pair for r in rounds for pair in r.calm]),
        },
        speed=speed(items[:600]),
        sizes=(len(items), len(rest), len({i.source for i in rest}), len(corpus.said())),
    )
    text = report.markdown(figures)
    (DOCS / "recognition.md").write_text(text, encoding="utf-8")
    sys.stdout.write(report.summary(figures) + "\n")


if __name__ == "__main__":
    main()
