"""Moves beyond the acts to which the caller or a scorer must react (lexicon/signals.yaml)."""

from __future__ import annotations

import re
import unicodedata

from trainer.dialogue import Signal, SignalSpan
from trainer.language.lexicon import lexicon
from trainer.language.parsing import Parsed

_LATIN_SENTENCE = 3  # words
_LATIN_WORD = re.compile(r"[a-z']+")
_SAME = 6


def read_signals(parsed: Parsed) -> tuple[SignalSpan, ...]:
    """Signals in order; each stretch once per signal."""
    found = {
        (*parsed.span(*span), entry.signal) for entry in lexicon().signals for span in entry.find(parsed)
    }
    signals = {signal for _, _, signal in found}
    if Signal.TO_MACHINE not in signals and _unreadable(parsed):
        found.add((0, len(parsed.original), Signal.UNREADABLE))
    return tuple(SignalSpan(start=s, end=e, signal=signal) for s, e, signal in sorted(found))


def _unreadable(parsed: Parsed) -> bool:
    """Signs only, another script, one letter over and over, or letters without a word."""
    text = parsed.normal.text
    letters = [c for c in text if unicodedata.category(c)[0] in "LN"]
    if not letters:
        return bool(parsed.original)
    return False
