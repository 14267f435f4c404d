"""Works out how the pieces of the lexicon's phrases are spelt and read, so that loading need not.

    uv run python -m trainer.language.lexicon.phrase_pieces

`make train` does the same. A phrase that is not in the file is analysed when it is first needed.
"""

from __future__ import annotations

import json
import sys

from trainer.language.lexicon.entries import Entry
from trainer.language.lexicon.index import lexicon
from trainer.language.lexicon.patterns import PIECES, Spelt, analysed, pieces_of
from trainer.language.lexicon.phrases_file import SECTIONS


def spelt_pieces() -> dict[str, Spelt]:
    """Every piece of our phrases → its letters and its reading."""
    entries = [e for name in SECTIONS for e in getattr(lexicon(), name) if isinstance(e, Entry)]
    texts = {text for entry in entries for text in (*entry.say, *entry.unless)}
    return {piece: analysed(piece) for piece in sorted({p for text in texts for p in pieces_of(text)})}


def write() -> int:
    """Writes the file anew; how many pieces are in it."""
    pieces = spelt_pieces()
    lines = json.dumps(pieces, ensure_ascii=False, indent=0)
    PIECES.write_text(lines + "\n", encoding="utf-8")
    return len(pieces)


if __name__ == "__main__":
    sys.stdout.write(f"pieces: {write()}\n")
