"""Which wordings are the least worn in a call: not said yet, or else said longest ago."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

OPENING = 3
"""Characters in which two replies begin alike."""

SENTENCE = 6
"""Characters from which on a sentence that comes back is heard as a repetition."""


def least_worn(pools: Sequence[Sequence[str]], said: Sequence[str], before: Sequence[str]) -> Sequence[str]:
    """The lines to choose among. `pools`: wordings of one thing, those that fit best first, one line in
    all at least; `said`: the lines of the call in the order they were said; `before`: the texts heard just
    now.

    The first pool that has lines not said yet gives those that repeat no sentence, as far as there are any,
    and of these the ones that begin otherwise than the texts `before`, if more than one does. Once all are
    said, the one said longest ago comes back."""
    for pool in pools:
        if fresh := [line for line in pool if line not in said]:
            return _unlike(fresh, said, before)
    last = {line: place for place, line in enumerate(said)}
    return sorted((line for pool in pools for line in pool), key=last.__getitem__)[:1]


def unless(pool: Sequence[str], unwanted: Callable[[str], bool]) -> Sequence[str]:
    """The lines that are not unwanted; all of them if they all are."""
    return [line for line in pool if not unwanted(line)] or pool


def _unlike(pool: Sequence[str], said: Sequence[str], before: Sequence[str]) -> Sequence[str]:
    known = {sentence for line in said for sentence in _sentences(line)}
    heads = {_head(text) for text in before}
    pool = unless(pool, lambda line: bool(known.intersection(_sentences(line))))
    otherwise = [line for line in pool if _head(line) not in heads]
    return otherwise if len(otherwise) > 1 else pool


def _sentences(line: str) -> list[str]:
    return [s for s in re.split(r"[。!?！？…\n]+", line) if len(s) >= SENTENCE]


def _head(text: str) -> str:
    """The first word, or as much of it as the ear takes for one."""
    bare = text.lstrip("…・「『 \n")
    return re.split(r"[、。!?！？…\s]", bare, maxsplit=1)[0][:OPENING]
