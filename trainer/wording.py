"""How words for a scenario are written in its files: wordings, terms, ids, lines per beat and mood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from trainer.beat import Beat
from trainer.mood import Band


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_Several = Annotated[tuple[str, ...], Field(min_length=1)]

Lines = Annotated[tuple[str, ...], BeforeValidator(_as_list, str | _Several), Field(min_length=1)]
"""One wording or several of the same; the speaker picks by seed."""

Terms = Annotated[tuple[str, ...], BeforeValidator(_as_list, str | tuple[str, ...])]
"""Words to look for in what the operator says; synonyms come from language/lexicon."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]


def _pools(value: Any) -> Any:
    """Lets a beat be written as one list when the wording fits any mood."""
    if not isinstance(value, Mapping):
        return value
    return {
        beat: dict.fromkeys(Band, lines) if isinstance(lines, (list, tuple, str)) else lines
        for beat, lines in value.items()
    }


Pools = Annotated[
    dict[Beat, dict[Band, Lines]], BeforeValidator(_pools, dict[Beat, str | _Several | dict[Band, Lines]])
]
