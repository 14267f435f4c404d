"""Labelled utterances: read the JSON Lines of data/, and bring labels onto sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.language.features import Features, cue_features, hear, sentence_features
from trainer.language.normalise import Normal, normalise
from trainer.language.sentences import Piece, split_sentences

DATA = Path(__file__).parent / "data"
DEV_ACTS = DATA / "dev" / "acts_dev.jsonl"
DEV_CUES = DATA / "dev" / "cues_dev.jsonl"
CALM_ASDC = DATA / "dev" / "calm_asdc.jsonl"
CALM_OWN = DATA / "calm.jsonl"


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


@dataclass(frozen=True)
class Sample:
    """One sentence: which utterance it is of, its features and its acts."""

    item: int
    source: str
    features: Features
    acts: frozenset[str]


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


def written() -> list[Spoken]:
    """The sources written for this project beyond the development data."""
    return spoken(sorted((DATA / "acts").glob("*.jsonl")))


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


def samples(items: Iterable[Spoken]) -> list[Sample]:
    """All sentences of all utterances, with features and acts."""
    found = []
    for k, item in enumerate(items):
        normal = normalise(item.operator)
        pieces = split_sentences(normal.text)
        heard = hear(split_sentences(normalise(item.customer).text))
        for i, acts in enumerate(acts_of_pieces(item, normal, pieces)):
            features = sentence_features(pieces, i, normal.text, heard)
            found.append(Sample(k, item.source, features, frozenset(acts)))
    return found


def acts_of_pieces(item: Spoken, normal: Normal, pieces: tuple[Piece, ...]) -> list[set[str]]:
    """Acts of each piece: a span counts where it fills half of the piece or lies half within it;
    a span that does neither anywhere goes to the piece that holds most of it."""
    acts: list[set[str]] = [set() for _ in pieces]
    bounds = [normal.original(p.start, p.end) for p in pieces]
    for act, start, end in item.spans:
        shares = [max(0, min(end, b) - max(start, a)) for a, b in bounds]
        hit = [
            s > 0 and (2 * s >= b - a or 2 * s >= end - start)
            for s, (a, b) in zip(shares, bounds, strict=True)
        ]
        if shares and not any(hit):
            hit[shares.index(max(shares))] = True
        for own, is_hit in zip(acts, hit, strict=True):
            if is_hit:
                own.add(act)
    return acts
