"""Labelled utterances: read the JSON Lines of data/, and bring labels onto sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from trainer.language.acts.features import Features, cue_features, hear
from trainer.language.acts.judging import Parsed, parse
from trainer.language.lexicon.files import LOADER
from trainer.language.text.normalise import normalise
from trainer.language.text.sentences import Piece, split_sentences
from trainer.scenario import Scenario

DATA = Path(__file__).parents[1] / "data"
SCENARIOS = Path(__file__).parents[3] / "scenarios"
DEV_ACTS = DATA / "dev" / "acts_dev.jsonl"
DEV_CUES = DATA / "dev" / "cues_dev.jsonl"
CALM_ASDC = DATA / "dev" / "calm_asdc.jsonl"
CALM_OWN = DATA / "calm.jsonl"
CALM_MORE = DATA / "calm_more.jsonl"
HARMLESS = DATA / "harmless.jsonl"
PARTS = 7
"""Into which the utterances without alarms are dealt, as many as there are sources of development data."""
MARKS = re.compile(r"[。、！？!?,.…「」『』\s]+")
ALARMS = ("NEG_DENY", "NEG_COLD", "NEG_OVER", "LIMIT", "ESC_V", "ESC_H", "ESC_WHY")


@dataclass(frozen=True)
class Spoken:
    """One labelled operator utterance. `spans`: (act, start, end) in the original text."""

    id: str
    source: str
    customer: str
    operator: str
    spans: tuple[tuple[str, int, int], ...]

    @property
    def acts(self) -> frozenset[str]:
        return frozenset(act for act, _, _ in self.spans)


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file; none if there is no such file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def spoken(paths: Iterable[Path]) -> list[Spoken]:
    """Labelled utterances; spans that do not occur in the text are an error."""
    found = []
    for path in paths:
        for row in lines(path):
            spans = []
            for entry in row["acts"]:
                start = row["operator"].find(entry["span"])
                if start < 0 or not entry["span"]:
                    raise ValueError(f"{path.name} {row['id']}: span not in the text: {entry['span']!r}")
                spans.append((entry["act"], start, start + len(entry["span"])))
            found.append(Spoken(row["id"], row["source"], row["customer"], row["operator"], tuple(spans)))
    return found


def development() -> list[Spoken]:
    return spoken([DEV_ACTS])


def scenarios() -> list[Scenario]:
    """Our own, in the order of their names."""
    paths = sorted(SCENARIOS.glob("*.yaml"))
    return [scenario(path) for path in paths if path.name != "rubric.yaml"]


@lru_cache(maxsize=128)
def scenario(path: Path) -> Scenario:
    """Raises pydantic.ValidationError if the file is none."""
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # a safe loader
    return Scenario.model_validate(raw)


def calm() -> list[Spoken]:
    """Utterances of which no act is given, only that none of `ALARMS` is in them: to calm customers
    (sources calm0 … calm6) and, without harm, to upset ones (harmless0 … harmless6)."""
    return [
        Spoken(row["id"], f"{kind}{k % PARTS}", row.get("customer", ""), row["operator"], ())
        for kind, rows in (("calm", lines(CALM_OWN) + lines(CALM_MORE)), ("harmless", lines(HARMLESS)))
        for k, row in enumerate(rows)
    ]


def written() -> list[Spoken]:
    """The sources written for this project beyond the development data."""
    return spoken(sorted((DATA / "acts").glob("*.jsonl")))


def unmarked(items: Iterable[Spoken]) -> list[Spoken]:
    """Every third utterance as speech recognition writes it: no punctuation, no brackets, no blanks."""
    return [_without_marks(item) for item in list(items)[::3]]


def _without_marks(item: Spoken) -> Spoken:
    places, kept = [0], 0
    for char in item.operator:
        kept += not MARKS.fullmatch(char)
        places.append(kept)
    spans = [(act, places[start], places[end]) for act, start, end in item.spans]
    return replace(
        item,
        customer=MARKS.sub("", item.customer),
        operator=MARKS.sub("", item.operator),
        spans=tuple(span for span in spans if span[1] < span[2]),
    )


@dataclass(frozen=True)
class Said:
    """One labelled customer utterance."""

    id: str
    source: str
    text: str
    cues: frozenset[str]


def said() -> list[Said]:
    """All labelled customer utterances, development data (source "dev") and our own."""
    found = []
    for path in [DEV_CUES, *sorted((DATA / "cues").glob("*.jsonl"))]:
        found += [Said(r["id"], r.get("source", "dev"), r["text"], frozenset(r["cues"])) for r in lines(path)]
    return found


def said_features(items: Iterable[Said]) -> list[Features]:
    """Features of each customer utterance."""
    found = []
    for item in items:
        normal = normalise(item.text)
        found.append(cue_features(split_sentences(normal.text), normal.text))
    return found


@dataclass(frozen=True)
class Labelled:
    """An utterance with features and the acts of each sentence and of each clause."""

    item: Spoken
    parsed: Parsed
    acts: tuple[frozenset[str], ...]
    clause_acts: tuple[tuple[frozenset[str], ...], ...]


def labelled(items: Iterable[Spoken]) -> list[Labelled]:
    """Cut up, with features and labels; utterances without any sentence are left out."""
    found = []
    for item in items:
        heard = hear(split_sentences(normalise(item.customer).text))
        parsed = parse(item.operator, heard)
        if not parsed.pieces:
            continue
        acts = acts_of_sentences(item, parsed)
        clause_acts = tuple(
            tuple(_acts_of_clause(item, parsed, clause) for clause in clauses) for clauses in parsed.clauses
        )
        found.append(Labelled(item, parsed, acts, clause_acts))
    return found


def acts_of_sentences(item: Spoken, parsed: Parsed) -> tuple[frozenset[str], ...]:
    """Acts of each sentence: a span counts where it fills half of the sentence or lies half within
    it; a span that does neither anywhere goes to the sentence that holds most of it."""
    acts: list[set[str]] = [set() for _ in parsed.pieces]
    bounds = [parsed.normal.original(p.start, p.end) for p in parsed.pieces]
    for act, start, end in item.spans:
        shares = [max(0, min(end, b) - max(start, a)) for a, b in bounds]
        hit = [
            s > 0 and (2 * s >= b - a or 2 * s >= end - start)
            for s, (a, b) in zip(shares, bounds, strict=True)
        ]
        if not any(hit):
            hit[shares.index(max(shares))] = True
        for own, is_hit in zip(acts, hit, strict=True):
            if is_hit:
                own.add(act)
    return tuple(frozenset(own) for own in acts)


def _acts_of_clause(item: Spoken, parsed: Parsed, clause: Piece) -> frozenset[str]:
    a, b = parsed.normal.original(clause.start, clause.end)
    return frozenset(act for act, s, e in item.spans if 2 * max(0, min(e, b) - max(s, a)) >= b - a)
