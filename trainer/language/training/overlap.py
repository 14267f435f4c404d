"""Is written data our own? `python -m trainer.language.training.overlap FILE…` compares it with the data.

A text's overlap is the share of its five-letter sequences that occur in one and the same development text.
Ends with 1 if any text is above `MOST`.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from trainer.language.training.corpus import CALM_ASDC, DEV_ACTS, DEV_CUES, MARKS, lines

MOST = 0.5
_SIZE = 5
_TEXTS = ("operator", "customer", "text")

Index = dict[str, set[int]]


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """(id, text) of every utterance of a JSON Lines file, both sides."""
    for row in lines(path):
        yield from ((row["id"], row[key]) for key in _TEXTS if row.get(key))


def index_of(known: Iterable[str]) -> Index:
    """Sequence → the numbers of the texts that it occurs in."""
    found: Index = defaultdict(set)
    for number, text in enumerate(known):
        for part in _parts(text):
            found[part].add(number)
    return found


def overlap(text: str, index: Index) -> float:
    """0–1; 0 for a text of fewer than five letters."""
    parts = _parts(text)
    shared = Counter(number for part in parts for number in index.get(part, ()))
    return max(shared.values(), default=0) / max(1, len(parts))


def _parts(text: str) -> set[str]:
    bare = MARKS.sub("", text)
    return {bare[at : at + _SIZE] for at in range(len(bare) - _SIZE + 1)}


def main(paths: Sequence[str]) -> int:
    index = index_of(text for path in (DEV_ACTS, DEV_CUES, CALM_ASDC) for _, text in texts(path))
    pairs = [pair for path in paths for pair in texts(Path(path))]
    close = [(overlap(text, index), name, text) for name, text in pairs]
    above = sorted((one for one in close if one[0] > MOST), reverse=True)
    for share, name, text in above:
        sys.stdout.write(f"{share:.2f} {name} {text}\n")
    sys.stdout.write(f"{len(above)} of {len(pairs)} texts above {MOST}\n")
    return 1 if above else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
