"""Moves beyond the acts to which the caller or a scorer must react (lexicon/signals.yaml)."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.dialogue import SURE, ActSpan, Signal, SignalSpan
from trainer.language.lexicon import hits
from trainer.language.parsing import Parsed
from trainer.language.unreadable import unreadable

_ALONE = frozenset({Signal.TO_MACHINE, Signal.UNREADABLE})
"""Who speaks to a program or in no language says nothing else to the caller, but an insult."""


def read_signals(parsed: Parsed, acts: Iterable[ActSpan] = ()) -> tuple[SignalSpan, ...]:
    """Signals in order; of overlapping stretches with one signal the longest.

    Some phrases count only inside an act that was read there (`acts` of their entry)."""
    sure = [a for a in acts if a.confidence >= SURE]
    found: dict[Signal, set[tuple[int, int]]] = {}
    for entry, spans in hits("signals", parsed):
        homes = [a for a in sure if a.act in entry.acts]
        for span in spans:
            start, end = parsed.span(*span)
            if not entry.acts or any(a.start < end and start < a.end for a in homes):
                found.setdefault(entry.signal, set()).add((start, end))
    if Signal.TO_MACHINE not in found and unreadable(parsed):
        found[Signal.UNREADABLE] = {(0, len(parsed.original))}
    if found.keys() & _ALONE:
        found = {signal: places for signal, places in found.items() if signal in _ALONE | {Signal.INSULT}}
    signals = [
        SignalSpan(start=s, end=e, signal=signal)
        for signal, places in found.items()
        for s, e in places
        if not any((a, b) != (s, e) and a <= s and e <= b for a, b in places)
    ]
    return tuple(sorted(signals, key=lambda s: (s.start, s.end, s.signal)))
