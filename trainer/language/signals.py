"""Moves beyond the acts to which the caller or a scorer must react (lexicon/signals.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trainer.dialogue import SURE, ActSpan, Signal, SignalSpan
from trainer.language.lexicon.index import hits
from trainer.language.lexicon.word_lists import endings
from trainer.language.text.parsing import Parsed
from trainer.language.text.tokens import sentences
from trainer.language.text.unreadable import unreadable

_ALONE = frozenset({Signal.TO_MACHINE, Signal.UNREADABLE})
"""Who speaks to a program or in no language says nothing else to the caller, but an insult."""
_REPORTABLE = frozenset({Signal.INSULT, Signal.BLAME, Signal.CALM_DOWN, Signal.HURRY, Signal.RETELL})
_NEAR = 8  # letters between the words and 「と言われた」
_PAUSE = re.compile("[、。!?]")
_QUOTES = (("「", "」"), ("『", "』"), ("“", "”"))


def read_signals(parsed: Parsed, acts: Iterable[ActSpan] = ()) -> tuple[SignalSpan, ...]:
    """Signals in order; of overlapping stretches with one signal the longest. What someone else is
    reported to have said is no signal.

    Some phrases count only inside an act that was read there (`acts` of their entry)."""
    sure = [a for a in acts if a.confidence >= SURE]
    found: dict[Signal, set[tuple[int, int]]] = {}
    for entry, spans in hits("signals", parsed):
        homes = [a for a in sure if a.act in entry.acts]
        for span in spans:
            if entry.signal in _REPORTABLE and _reported(parsed.normal.text, span[1]):
                continue
            if entry.signal is Signal.BLAME and _denied(parsed.normal.text, span[1]):
                continue
            if entry.signal is Signal.INSULT and _cited(parsed.normal.text, *span):
                continue
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


def _denied(text: str, end: int) -> bool:
    """「お客様のミス」 before 「ではございません」; 「ではないでしょうか」 asks and blames all the same."""
    behind = _PAUSE.split(text[end:], maxsplit=1)[0]
    denied = behind.startswith(endings("taken_back")) and any(no in behind for no in endings("no_such"))
    return denied and not behind.endswith(endings("asks_back"))


def _cited(text: str, start: int, end: int) -> bool:
    """Whether the words stand in quotation marks because they are spoken of: 「バカ」といったお言葉は
    お控えください. What the operator thinks or calls the caller, in quotation marks or not, is theirs."""
    closing = max((_closing(text, start, end, *marks) for marks in _QUOTES), default=-1)
    if closing < 0:
        return False
    behind = text[closing + 1 :]
    if behind.startswith(endings("own_words")):
        return False
    if behind.startswith(endings("citing")):
        return True
    sentence = next((text[a:b] for a, b in sentences(text) if a <= closing < b), text)
    return any(words in sentence for words in endings("about_words"))


def _closing(text: str, start: int, end: int, opening: str, closing: str) -> int:
    """Where the quotation around [start, end) ends; -1 if it stands in none."""
    opened = text.rfind(opening, 0, start)
    until = text.find(closing, end)
    return until if opened >= 0 and until >= 0 and text.find(closing, opened, start) < 0 else -1


def _reported(text: str, end: int) -> bool:
    """Whether words that end there are someone else's: 「バカ」と言われた."""
    closing = text.find("」", end)
    if 0 <= text.find("「", end) < closing:
        closing = -1
    behind = closing + 1 if closing >= 0 else end
    near = text[behind : behind + _NEAR + max(map(len, endings("reported")))]
    places = [near.find(words) for words in endings("reported")]
    return any(0 <= place <= (0 if closing >= 0 else _NEAR) for place in places)
