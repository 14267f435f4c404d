"""Whether words were really said: a quote found in an utterance, with its exact place.

Exactly first, then as a person would read it aloud: NFKC, lower case, no spaces, no punctuation.
"""

from __future__ import annotations

from trainer.dialogue import Span
from trainer.language.text.normalise import normalise

SHORTEST = 4
"""Letters that a quote must have: 「はい」 proves nothing."""


def found(quote: str, text: str) -> Span | None:
    """The first place of `quote` in `text`; None when it is not there or too short to be proof."""
    bare = "".join(char for char, _, _ in _letters(quote))
    if len(bare) < SHORTEST:
        return None
    start = text.find(quote)
    if start >= 0:
        return Span(start=start, end=start + len(quote))
    letters = _letters(text)
    at = "".join(char for char, _, _ in letters).find(bare)
    if at < 0:
        return None
    return Span(start=letters[at][1], end=letters[at + len(bare) - 1][2])


def _letters(text: str) -> list[tuple[str, int, int]]:
    """(letter, start, end in the original) without spaces and punctuation."""
    normal = normalise(text)
    places = zip(normal.text, normal.starts, normal.ends, strict=True)
    return [place for place in places if place[0].isalnum() or place[0] == "ー"]
