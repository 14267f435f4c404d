"""Faults of keigo and wording (lexicon/courtesy.yaml)."""

from __future__ import annotations

from trainer.dialogue import CourtesyFinding
from trainer.language.lexicon.index import hits
from trainer.language.text.parsing import Parsed


def read_courtesy(parsed: Parsed) -> tuple[CourtesyFinding, ...]:
    """Findings in order; where two overlap the graver one stays, then the longer."""
    found: list[CourtesyFinding] = []
    for entry, spans in hits("courtesy", parsed):
        for span in spans:
            start, end = parsed.span(*span)
            found.append(
                CourtesyFinding(
                    start=start,
                    end=end,
                    rule=entry.id,
                    category=entry.category,
                    severity=entry.severity,
                    better=entry.better,
                )
            )
    kept: list[CourtesyFinding] = []
    for one in sorted(found, key=lambda f: (-f.severity, f.start - f.end, f.start)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda f: f.start))
