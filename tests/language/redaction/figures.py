"""Recall, type accuracy, precision and untouched harmless strings of the masking on gold sentences.

`python -m tests.language.redaction.figures [--blind] [--misses] [FILE…]`"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from trainer.language.redaction import redact
from trainer.personal import KnownPerson

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences.jsonl"
HARMLESS = HERE / "harmless.jsonl"
SCENARIOS = HERE.parents[2] / "scenarios"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def blind(row: dict[str, Any]) -> bool:
    """Every third sentence was kept from the eyes of whoever wrote the rules."""
    return int(row["id"][1:]) % 3 == 0


@dataclass
class Figures:
    """Counts of gold spans, of those wholly covered, of those with the right type; of found spans
    and of those that meet a gold one; milliseconds per sentence; what went wrong, in words."""

    gold: int = 0
    covered: int = 0
    typed: int = 0
    found: int = 0
    right: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    missed_kinds: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.covered / self.gold

    @property
    def type_accuracy(self) -> float:
        return self.typed / self.covered

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def p95(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.95)]

    def __str__(self) -> str:
        return (
            f"recall {self.recall:.3f} ({self.covered}/{self.gold})  type {self.type_accuracy:.3f}  "
            f"precision {self.precision:.3f} ({self.right}/{self.found})  p95 {self.p95:.1f} ms"
        )


def measure(sentences: Sequence[dict[str, Any]]) -> Figures:
    out = Figures()
    for row in sentences:
        text = row["text"]
        began = time.thread_time()
        spans = redact(text, [KnownPerson(**k) for k in row.get("known", [])])
        out.times.append((time.thread_time() - began) * 1e3)
        covered = {i for s in spans for i in range(s.start, s.end)}
        for gold in row["spans"]:
            out.gold += 1
            out.kinds[gold["type"]] += 1
            entity = text[gold["start"] : gold["end"]]
            need = {i for i in range(gold["start"], gold["end"]) if text[i].isalnum()}
            if not need <= covered:
                out.missed_kinds[gold["type"]] += 1
                out.notes.append(f"MISS {row['id']} {gold['type']} 「{entity}」 {text}")
                continue
            out.covered += 1
            best = max(spans, key=lambda s: min(s.end, gold["end"]) - max(s.start, gold["start"]))
            out.typed += best.kind == gold["type"]
            if best.kind != gold["type"]:
                out.notes.append(f"TYPE {row['id']} {gold['type']}→{best.kind} 「{entity}」 {text}")
        for s in spans:
            out.found += 1
            met = any(s.start < g["end"] and g["start"] < s.end for g in row["spans"])
            out.right += met
            if not met:
                out.notes.append(f"EXTRA {row['id']} {s.kind} 「{text[s.start : s.end]}」 {text}")
    return out


def untouched(path: Path = HARMLESS) -> tuple[float, list[str]]:
    """Share of harmless strings in which nothing is found, and what was found in the others."""
    notes = []
    strings = rows(path)
    for row in strings:
        if spans := redact(row["text"]):
            shown = " ".join(f"{s.kind}「{row['text'][s.start : s.end]}」" for s in spans)
            notes.append(f"TOUCHED {row['id']} {shown} {row['text']}")
    return 1 - len(notes) / len(strings), notes


def prose(folder: str) -> list[str]:
    """Every text below scenarios/<folder>: the shipped cases and the customers' lines name nobody."""
    texts: list[str] = []
    for path in sorted((SCENARIOS / folder).glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        content.pop("id")
        texts += _strings(content)
    return list(dict.fromkeys(texts))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def touched(texts: Sequence[str]) -> list[str]:
    """What is found in each of these texts in which anything is found."""
    found = ((text, redact(text)) for text in texts)
    return [f"{[text[s.start : s.end] for s in spans]} {text[:60]}" for text, spans in found if spans]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path, default=[SENTENCES])
    parser.add_argument("--blind", action="store_true", help="the held-out third instead of the rest")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--misses", action="store_true", help="show what went wrong")
    args = parser.parse_args()
    sentences = [r for f in args.files for r in rows(f) if args.all or blind(r) is args.blind]
    measure(sentences[:40])  # dictionaries loaded
    figures = measure(sentences)
    print(len(sentences), "sentences:", figures, dict(figures.missed_kinds))
    share, notes = untouched()
    print(f"harmless untouched {share:.3f}")
    for folder in ("cases", "voices"):
        texts = prose(folder)
        in_prose = touched(texts)
        print(f"{folder}: {len(in_prose)} of {len(texts)} texts touched")
        notes += in_prose
    if args.misses:
        print("\n".join([*figures.notes, *notes]))


if __name__ == "__main__":
    main()
