"""Words for finding cases: what is asked for, and what comes back."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from trainer.case import CaseCause, CaseRecord, CaseState
from trainer.dialogue import Channel, Frozen, Span
from trainer.escalation import Direction, Need
from trainer.persona import PersonaKind


class Order(StrEnum):
    NEWEST = "newest"
    BEST = "best"


ORDER_LABELS = {Order.NEWEST: "新しい順", Order.BEST: "近い順"}


class CaseQuery(Frozen):
    """What is asked for. `text`: words parted by blanks, all of which must stand somewhere in the case
    (any length, any characters; only the first few words and characters count). `spellings`, if there
    are any, takes its place: of each group one must stand in the case. Within a facet one of
    the values is enough, between facets all must hold; of `tags` all must be there. `since` and
    `until`: first and last day of the last change. `limit` cases behind the first `offset` ones."""

    text: str = ""
    spellings: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    states: tuple[CaseState, ...] = ()
    industries: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    personas: tuple[PersonaKind, ...] = ()
    causes: tuple[CaseCause, ...] = ()
    needs: tuple[Need, ...] = ()
    directions: tuple[Direction, ...] = ()
    authors: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    order: Order = Order.NEWEST
    limit: int = Field(default=20, ge=1, le=100)
    offset: int = Field(default=0, ge=0)


class Spelling(NamedTuple):
    """A way in which a word is written: its normal form, its reading in katakana, the text."""

    norm: str
    reading: str
    text: str


class CaseRow(NamedTuple):
    """What lists show of a case without reading its text. Times in seconds since the epoch, UTC.
    A tuple, because a search makes a thousand of them to count what was found."""

    id: str
    title: str
    state: CaseState
    industry: str
    channel: Channel
    persona: PersonaKind
    cause: CaseCause
    need: Need
    direction: Direction | None
    tags: tuple[str, ...]
    author: str
    author_name: str
    version: int
    updated_at: float
    helpful: int
    confirmed: bool


class Marked(Frozen):
    """A text and where the words asked for stand in it (Python string indices, ascending)."""

    text: str
    spans: tuple[Span, ...] = ()


class CaseHit(Frozen):
    """A case that was found; `excerpt` is the piece of its text that shows why ("" without words)."""

    record: CaseRecord
    title: Marked
    excerpt: Marked


class FacetCount(Frozen):
    """How many of the cases found have this value (as stored: `company`, `電気通信`, a person's id)."""

    value: str
    label: str
    count: int


class CasePage(Frozen):
    """One page of what was found. `total` counts up to a bound; `more`: there are more than that,
    and `facets` (by the names of CaseQuery's fields) counts the newest ones up to the bound only.
    `order`: the one really used, as large finds are not ranked."""

    hits: tuple[CaseHit, ...]
    total: int
    more: bool
    order: Order
    facets: dict[str, tuple[FacetCount, ...]]
