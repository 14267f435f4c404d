"""Finds that overlap become one: nothing that a rule saw is left uncovered."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.language.redaction.passage import Find
from trainer.personal import PersonalKind


def merged(finds: Iterable[Find]) -> list[Find]:
    """In order, not overlapping, together covering what all of them cover; of an overlap the kind
    of the surest, then widest, then first find is kept."""
    kept: list[Find] = []
    heads: list[Find] = []  # whose kind kept[i] bears
    for find in sorted(finds, key=lambda f: (f.start, -f.end)):
        if kept and find.start < kept[-1].end:
            head = max(heads[-1], find, key=_rank)
            kept[-1] = Find(kept[-1].start, max(kept[-1].end, find.end), head.kind, head.sure)
            heads[-1] = head
        else:
            kept.append(find)
            heads.append(find)
    return kept


def _rank(find: Find) -> tuple[bool, bool, int, bool]:
    """A name never swallows a number (佐藤 in a mail address); MEMBER_ID is what is left if nothing
    else fits."""
    width = find.end - find.start
    return find.sure, find.kind is not PersonalKind.PERSON, width, find.kind is not PersonalKind.MEMBER_ID
