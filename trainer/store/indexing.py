"""What of a case is put into the search index, and how the index is asked.

The index has three columns: pairs of the title and tags, pairs of the other texts, and `marks`: the
distinct characters of the text and one token for each value of a facet. Thus one lookup answers words
of any length, facets, and who may see the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from trainer.case import SHARED, Case, CaseState
from trainer.case_query import CaseQuery
from trainer.person import Person, Role
from trainer.store.grams import BREAK, letters, pairs, words_of


class Entry(NamedTuple):
    """What the index holds of a case, by its columns."""

    title: str
    text: str
    marks: str


def entry(case: Case, state: str, author: str) -> Entry:
    """What the index is to hold of a case in this state by this author (a person's id)."""
    told = case.escalation
    values = [
        _token("state", state),
        _token("author", author),
        _token("industry", case.industry),
        _token("channel", case.channel),
        _token("persona", case.persona),
        _token("cause", case.cause),
        _token("need", told.need),
        *([_token("direction", told.direction)] if told.direction else []),
        *(_token("tag", tag) for tag in case.tags),
    ]
    rest = case.model_copy(update={"title": "", "tags": ()})
    return Entry(
        title=pairs("\n".join((case.title, *case.tags))),
        text=pairs("\n".join(rest.texts())),
        marks=f"{letters(' '.join(case.texts()))} {' '.join(values)}",
    )


@lru_cache(maxsize=16)
def _entry(body: str, state: str, author: str) -> Entry:
    # The three functions below are called one after another for the same row.
    return entry(Case.model_validate_json(body), state, author)


def case_title(body: str, state: str, author: str) -> str:
    return _entry(body, state, author).title


def case_text(body: str, state: str, author: str) -> str:
    return _entry(body, state, author).text


def case_marks(body: str, state: str, author: str) -> str:
    return _entry(body, state, author).marks


FUNCTIONS = (case_title, case_text, case_marks)
"""SQL functions of the view that the index can be rebuilt from and checked against."""


def match(viewer: Person, query: CaseQuery) -> str:
    """The query as an FTS5 expression. Nothing that was typed reaches its syntax: words come as
    quoted pairs without ASCII punctuation, values as digits and letters."""
    waiting = [CaseState.WAITING] if viewer.role is Role.SUPERVISOR else []
    seen = [_token("state", s) for s in (*sorted(SHARED), *waiting)] + [_token("author", viewer.id)]
    facets = {
        "state": _stored(query.states),
        "industry": query.industries,
        "channel": query.channels,
        "persona": query.personas,
        "cause": query.causes,
        "need": query.needs,
        "direction": query.directions,
        "author": query.authors,
    }
    groups = query.spellings or [(word,) for word in words_of(query.text)]
    parts = [_written(group) for group in groups]
    parts += [_any(_token(name, v) for v in values) for name, values in facets.items() if values]
    parts += [_any([_token("tag", tag)]) for tag in query.tags]
    return " AND ".join((*parts, _any(seen)))


def _stored(states: Iterable[CaseState]) -> list[CaseState]:
    """A published case counts as stale from its review date on; which it is, is told by its row."""
    return [*states, *([CaseState.PUBLISHED] if CaseState.STALE in states else [])]


def _written(spellings: Sequence[str]) -> str:
    """One of these words."""
    phrases = " OR ".join(f'"{pairs(word)}"' for word in spellings if len(word) > 1)
    signs = " OR ".join(f'"{letters(word)}"' for word in spellings if len(word) == 1)
    ways = ([f"{{title text}} : ({phrases})"] if phrases else []) + ([f"marks : ({signs})"] if signs else [])
    return f"({' OR '.join(ways)})"


def _any(tokens: Iterable[str]) -> str:
    quoted = " OR ".join(f'"{token}"' for token in tokens)
    return f"marks : ({quoted})"


def _token(facet: str, value: str) -> str:
    """Longer than one character, hence never a letter, and free of blanks and punctuation."""
    return f"{facet}{BREAK}{' '.join(value.split()).encode().hex()}"
